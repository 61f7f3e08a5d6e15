import Testing

@testable import WeirEngine

/// In processes of their own, so that nothing else counts.
@Suite struct MemoryTests {
  // Dense, this layer would take 40 GB for its weights alone. Of the 111 bytes a weight that were measured, 77
  // are batches: three of 64 samples of 100,000 features.
  @Test func `a million weights of ten billion are made and trained in memory that follows them`() async {
    await #expect(processExitsWith: .success) {
      let layers = Network.perceptron([100_000, 100_000], activation: Relu(), batchNorm: false, dropout: 0)
      let data = try Dataset.random(8, features: 100_000)
      let before = peakMemory()
      let network = try Network(layers, inputShape: [100_000]).sparsified(
        to: 1e-4, distribution: ErdosRenyi(), method: RandomPruning(), seed: 1)
      #expect(network.nonzeros == 1_000_000)
      let made = peakMemory() - before
      var sgd = SGD()
      sgd.momentum = 0.9
      var rule = SparseEvolution()
      (rule.rewiring.every, rule.rewiring.until) = (1, .step(2))
      let plan = try TrainingPlan(
        network: network, data: data, optimizer: sgd, sparsity: rule, batch: 8, length: .steps(3),
        flowInterval: 1)
      let run = Run(plan).trained(threads: 2)
      let trained = peakMemory() - before
      #expect(run.status == .finished && run.record.flows.count == 3)
      #expect(run.record.changes.map(\.grown).reduce(0, +) > 100_000 && run.network.nonzeros == 1_000_000)
      // Beside the batches, at most 200 bytes a weight; 200 a batch of 64 samples of 100,000 features.
      #expect(before > 0 && made < 60_000_000 && trained < 277_000_000, "\(made), then \(trained)")
    }
  }

  // Four layers, so that the transposed matrices are there too; a batch is next to nothing beside them. What
  // the ledger does not count is needed for a moment only, while a mask is drawn and a matrix transposed.
  @Test func `training takes what the ledger says, and less than 40 bytes a weight at its height`() async {
    await #expect(processExitsWith: .success) {
      let sizes = [4096, 4096, 4096, 4096, 10]
      let layers = Network.perceptron(sizes, activation: Relu(), batchNorm: false, dropout: 0)
      let data = try Dataset.random(64, features: 4096)
      let before = peakMemory()
      let network = try Network(layers, inputShape: [4096]).sparsified(
        to: 0.1, distribution: Uniform(), method: RandomPruning(), seed: 1)
      var sgd = SGD()
      sgd.momentum = 0.9
      let plan = try TrainingPlan(
        network: network, data: data, optimizer: sgd, batch: 64, length: .steps(2), flowInterval: 1)
      let run = Run(plan).trained()
      let used = peakMemory() - before
      #expect(run.status == .finished)
      let weights = Double(network.nonzeros)
      let ledger = network.ledger.reduce(0) { $0 + $1.trainingBytes }
      #expect(Double(ledger) < 32 * weights)
      #expect(Double(used) < 40 * weights, "\(Double(used) / weights), ledger \(Double(ledger) / weights)")
    }
  }

  // A step that keeps or copies what it should not grows with every one of them.
  @Test func `memory does not grow with the steps`() async {
    await #expect(processExitsWith: .success) {
      let network = try Network.perceptron([500, 500, 10], batchNorm: true, dropout: 0.2, density: 0.2)
      let plan = try TrainingPlan(
        network: network, data: .random(256, features: 500, classes: 10), optimizer: Adam(), batch: 100,
        length: .steps(400), flowInterval: 1)
      let start = Run(plan).trained(to: 20)
      let before = peakMemory()
      let run = start.trained()
      #expect(run.steps == 400 && peakMemory() - before < 4_000_000)
    }
  }
}
