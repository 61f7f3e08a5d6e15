import Testing
import WeirCatalog

@testable import WeirEngine

private let environment = DataEnvironment(variables: [:], folder: "/")

/// That training does what it is for.
@Suite struct LearningTests {
  @Test(arguments: optimizerVariants.map { $0.identity }, [1, 0.5, 0.8])
  func `every optimizer tells three blobs apart, dense and sparse`(name: String, density: Double) throws {
    let data = try Blobs().load(in: environment, seed: 1)
    let network = try Network.perceptron([2, 30, 3], Relu(), density: density)
    var optimizer = optimizer(name)
    optimizer.learningRate = 0.02
    let plan = try TrainingPlan(
      network: network, data: data, optimizer: optimizer, batch: 20, length: .epochs(30))
    let run = Run(plan).trained()
    #expect((run.accuracy ?? 0) > 0.97)
    #expect((run.record.losses.last ?? 9) < run.record.losses[0])
  }

  @Test func `a line is found by squared error`() throws {
    let inputs = (0..<64).map { [Float($0) / 32 - 1] }
    let samples = Samples.byHand(inputs, targets: inputs.map { [3 * $0[0] - 2] })
    let data = try Dataset(
      name: "line", shape: [1], classes: nil, train: samples, test: samples[0..<8])
    let network = try Network([Dense(units: 1)], inputShape: [1])
    let run = Run(try TrainingPlan(network: network, data: data, batch: 16, length: .epochs(200))).trained()
    let layer = run.network.weightLayers[0]
    #expect(abs(layer.dense[0] - 3) < 1e-3 && abs((layer.bias?.values[0] ?? 9) + 2) < 1e-3)
    #expect(run.accuracy == nil && (run.evaluation?.loss ?? 9) < 1e-5)
  }

  // It reaches 88 %; other seeds differ by a few tenths.
  @Test(
    .enabled(if: FashionMNIST().isAvailable(in: environment), "needs the package dataset-fashion-mnist"))
  func `a tenth of the weights learn Fashion-MNIST in ten epochs`() throws {
    let data = try FashionMNIST().load(in: environment, seed: 0)
    let network = try Network.perceptron([784, 300, 100, 10], Relu()).sparsified(
      to: 0.1, distribution: ErdosRenyiKernel(), method: RandomPruning(), seed: 1)
    var sgd = SGD()
    (sgd.learningRate, sgd.momentum) = (0.1, 0.9)
    let plan = try TrainingPlan(
      network: network, data: data, optimizer: sgd, schedule: Cosine(), length: .epochs(10), seed: 1)
    let run = Run(plan).trained(threads: 2)
    #expect(run.network.nonzeros == 26_621 && run.steps == 4690)
    #expect((run.accuracy ?? 0) > 0.86, "\(run.accuracy ?? 0)")
  }
}
