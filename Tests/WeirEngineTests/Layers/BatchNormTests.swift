import Testing

@testable import WeirEngine

@Suite struct BatchNormTests {
  private func network(_ features: Int, epsilon: Float = 1e-5) throws -> Network {
    var norm = BatchNorm()
    norm.epsilon = epsilon
    return try Network([norm], inputShape: [features])
  }

  private func outputs(_ network: Network, _ rows: [[Float]], _ mode: Pass.Mode) -> [[Float]] {
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch(rows)
    workspace.forward(network, Pass(mode: mode, execution: oneThread))
    return workspace.outputs.samples
  }

  @Test func `gain and shift come after`() throws {
    var network = try network(1, epsilon: 1e-12)
    (network.parameters[0].values[0], network.parameters[1].values[0]) = (3, 10)
    #expect(outputs(network, [[-1], [1]], .training) == [[7], [13]])
    #expect(outputs(network, [[-1], [1]], .measuring) == [[7], [13]])
  }

  @Test(arguments: [2, 64, 65, 130]) func `a mean far from zero costs no precision`(count: Int) throws {
    let network = try network(1, epsilon: 1e-12)
    let found = outputs(network, (0..<count).map { [10_000 + Float($0 % 2)] }, .training).joined()
    // Two values one apart, about as often: both a deviation of a half from the mean, which as a float of
    // this size is rounded by up to a thousandth of that.
    let share = Float(count / 2) / Float(count)
    let expected = ((1 - share) / share).squareRoot()
    #expect(found.allSatisfy { abs(abs($0) - 1) < abs(expected - 1) + 2e-3 })
    #expect(abs(found.reduce(0, +)) < 2e-3 * Float(count))
  }

  // PyTorch: r ← 0.9 r + 0.1 b, with the variance over n - 1. From 0 and 1, batches 1, 3 and 5, 5:
  // means 0.2, then 0.68; variances 0.9 + 0.1 · 2 = 1.1, then 0.99.
  @Test func `running averages follow the batches, and evaluation uses them`() throws {
    let data = try Dataset(
      name: "two", shape: [1], classes: nil,
      train: .byHand([[1], [3], [5], [5]], targets: [[0], [0], [0], [0]]),
      test: .byHand([[0]], targets: [[0]]))
    var optimizer = SGD()
    optimizer.learningRate = 0
    let plan = try TrainingPlan(
      network: network(1), data: data, optimizer: optimizer, batch: 2, length: .steps(2), shuffles: false)
    let one = Run(plan).trained(to: 1).network
    #expect(abs(one.parameters[2].values[0] - 0.2) < 1e-6 && abs(one.parameters[3].values[0] - 1.1) < 1e-6)
    let two = Run(plan).trained().network
    #expect(abs(two.parameters[2].values[0] - 0.68) < 1e-6 && abs(two.parameters[3].values[0] - 0.99) < 1e-6)
    let expected = (3 - 0.68) / Float(0.99 + 1e-5).squareRoot()
    #expect(abs(outputs(two, [[3]], .evaluating)[0][0] - expected) < 1e-5)
  }

  @Test func `measuring leaves the running averages alone`() throws {
    let network = try Network.perceptron([6, 5, 3], batchNorm: true)
    let measured = try network.gradients(
      on: .random(40, features: 6), loss: CrossEntropy(), execution: oneThread,
      cancellation: Cancellation())
    #expect(measured.network == network)
  }

  @Test func `a constant feature and a batch of one do no harm`() throws {
    let network = try network(2)
    #expect(outputs(network, [[4, 1], [4, 3]], .training).allSatisfy { $0[0] == 0 })
    #expect(outputs(network, [[4, 1]], .training) == [[0, 0]])
    let data = try Dataset.random(3, features: 2, classes: 2)
    let run = Run(try TrainingPlan(network: network, data: data, batch: 2, length: .epochs(5))).trained()
    #expect(run.status == .finished && run.network.parameters.allSatisfy { Updates.areFinite($0.values) })
  }
}
