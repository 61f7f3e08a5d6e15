import Testing

@testable import WeirEngine

/// Training steps worked out on paper, in numbers that floats hold exactly.
@Suite struct SmallCaseTests {
  private func network() throws -> Network {
    try Network(
      [
        Dense.byHand([[1, 0.5], [-1, 2]], bias: [0, 0.5]), Relu(), Dense.byHand([[2, -1]], bias: [0.25]),
      ], inputShape: [2])
  }

  private func run(
    _ network: Network, _ samples: Samples, _ optimizer: any Optimizer, steps: Int, batch: Int = 8
  ) throws -> Run {
    let data = try Dataset(
      name: "paper", shape: [samples.features], classes: nil, train: samples, test: samples[0..<0])
    return Run(
      try TrainingPlan(
        network: network, data: data, optimizer: optimizer, batch: batch, length: .steps(steps),
        shuffles: false, flowInterval: 1)
    ).trained()
  }

  // h = (2, 3.5), y = 0.75, L = 1/32; ∂y = -1/4; ∂W₂ = (-1/2, -7/8); ∂h = (-1/2, 1/4); ∂W₁ = ∂h xᵀ.
  @Test func `one step of a 2-2-1 network`() throws {
    var sgd = SGD()
    sgd.learningRate = 0.5
    let run = try run(network(), .byHand([[1, 2]], targets: [[1]]), sgd, steps: 1)
    #expect(run.record.losses == [0.03125])
    let layers = run.network.weightLayers
    #expect(layers[0].dense == [1.25, 1, -1.125, 1.75])
    #expect(layers[0].bias?.values == [0.25, 0.375])
    #expect(layers[1].dense == [2.25, -0.5625])
    #expect(layers[1].bias?.values == [0.375])
    // ‖∂W₁‖₂² = 1/4 + 1 + 1/16 + 1/4 and ‖∂W₂‖₂² = 1/4 + 49/64.
    #expect(run.flow(.one).values == [[2.25], [1.375]])
    #expect(run.flow(.two).values == [[1.25], [(65.0 / 64).squareRoot()]])
    #expect(run.record.flowSteps == [0])
  }

  // Two samples: the mean of their gradients. The second one, (-1, 0), has h = (0, 1.5) and y = -1.25, with
  // a closed first unit: ∂y = -1.25 for the target 0.
  @Test func `a batch is the mean of its samples`() throws {
    let samples = Samples.byHand([[1, 2], [-1, 0]], targets: [[1], [0]])
    let run = try run(network(), samples, TrainingPlan.standardOptimizer, steps: 1)
    #expect(run.record.losses == [(0.03125 + 0.78125) / 2])
    let found = run.network.weightLayers[1].dense
    // ∂W₂ = ½ ((-1/2, -7/8) + (0, -15/8)), at the standard rate of 0.1.
    #expect(abs(found[0] - (2 + 0.1 * 0.25)) < 1e-6 && abs(found[1] - (-1 + 0.1 * 1.375)) < 1e-6)
  }

  @Test func `only active weights move`() throws {
    let dense = Dense.byHand([[1, 1]], mask: [[1, 0]])
    var sgd = SGD()
    sgd.learningRate = 0.5
    // y = x₁ = 2, target 0: ∂w₁ = 4, ∂b = 2.
    let run = try run(
      Network([dense], inputShape: [2]), .byHand([[2, 100]], targets: [[0]]), sgd, steps: 1)
    #expect(run.network.weightLayers[0].dense == [-1, 0])
    #expect(run.network.weightLayers[0].bias?.values == [-1])
  }

  // w ← w - ½ (w x - t) x with x = 1: the distance halves each step.
  @Test func `a line halves its error each step`() throws {
    var sgd = SGD()
    sgd.learningRate = 0.25
    let line = try Network([Dense.byHand([[0]], bias: [0])], inputShape: [1])
    let run = try run(line, .byHand([[1]], targets: [[4]]), sgd, steps: 4)
    // Weight and bias move alike, each by a quarter of the error.
    #expect(run.record.losses == [8, 2, 0.5, 0.125])
    #expect(run.network.weightLayers[0].dense == [1.875])
    #expect(run.loss.values == run.record.losses && run.loss.positions == [1, 2, 3, 4])
  }

  // Half a wave over two steps has the factors 1 and ½: the error halves, then loses a quarter.
  @Test func `the schedule's factor at each step is that of the steps done before`() throws {
    let samples = Samples.byHand([[1]], targets: [[4]])
    let data = try Dataset(name: "line", shape: [1], classes: nil, train: samples, test: samples[0..<0])
    var sgd = SGD()
    sgd.learningRate = 0.25
    let plan = try TrainingPlan(
      network: Network([Dense.byHand([[0]])], inputShape: [1]), data: data, optimizer: sgd,
      schedule: Cosine(), length: .steps(2))
    let (one, two) = (Run(plan).trained(to: 1).network, Run(plan).trained().network)
    #expect(one.weightLayers[0].dense == [1] && two.weightLayers[0].dense == [1.25])
  }

  // Averages that start at zero are corrected by the number of the step, so the first one is the rate; in
  // the second, with a gradient of a half, m = 0.09 + 0.05 and v = 0.000999 + 0.00025 before correction.
  @Test func `Adam counts steps from one`() throws {
    let samples = Samples.byHand([[1]], targets: [[1]])
    let data = try Dataset(name: "line", shape: [1], classes: nil, train: samples, test: samples[0..<0])
    var adam = Adam()
    adam.learningRate = 0.25
    let plan = try TrainingPlan(
      network: Network([Dense.byHand([[0]])], inputShape: [1]), data: data, optimizer: adam,
      length: .steps(2))
    let (one, two) = (Run(plan).trained(to: 1).network, Run(plan).trained().network)
    #expect(abs(one.weightLayers[0].dense[0] - 0.25) < 1e-6)
    let step = 0.25 * (0.14 / 0.19) / (0.001249 / 0.001999).squareRoot()
    #expect(abs(Double(two.weightLayers[0].dense[0]) - (0.25 + step)) < 1e-5)
  }

  @Test func `batches are cut from the samples in turn, the last of an epoch shorter`() throws {
    var sgd = SGD()
    sgd.learningRate = 0
    let line = try Network([Dense.byHand([[0]])], inputShape: [1])
    let samples = Samples.byHand((1...5).map { _ in [1] }, targets: (1...5).map { [Float($0)] })
    let run = try run(line, samples, sgd, steps: 7, batch: 2)
    // Halves of the mean squares of 1 2, 3 4, 5, and again.
    #expect(run.record.losses == [1.25, 6.25, 12.5, 1.25, 6.25, 12.5, 1.25])
    #expect(run.plan.stepsPerEpoch == 3)
  }

  @Test func `shuffling takes every sample once an epoch, in another order each time`() throws {
    var sgd = SGD()
    sgd.learningRate = 0
    let samples = Samples.byHand((0..<40).map { _ in [1] }, targets: (0..<40).map { [Float($0)] })
    let data = try Dataset(
      name: "paper", shape: [1], classes: nil, train: samples, test: samples[0..<0])
    let line = try Network([Dense.byHand([[0]])], inputShape: [1])
    let plan = try TrainingPlan(
      network: line, data: data, optimizer: sgd, batch: 1, length: .epochs(3), seed: 4)
    let targets = Run(plan).trained().record.losses.map { Int((2 * $0).squareRoot()) }
    let epochs = (0..<3).map { Array(targets[($0 * 40)..<($0 * 40 + 40)]) }
    #expect(epochs.allSatisfy { $0.sorted() == Array(0..<40) })
    #expect(epochs[0] != epochs[1] && epochs[1] != epochs[2] && epochs[0] != Array(0..<40))
  }
}
