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

  // Two samples of two channels of 1 x 2 positions: 1, 3, 5, 7 with mean 4 and variance 5, and -1, 1, 1, -1.
  @Test func `a channel is normalized over samples and positions`() throws {
    var network = try Network([norm(epsilon: 1e-12)], inputShape: [2, 1, 2])
    #expect(network.parameters.map(\.count) == [2, 2, 2, 2] && network.trainedCount == 4)
    network.parameters[0].values = Buffer([Float(5).squareRoot(), 2])
    network.parameters[1].values = Buffer([4, 10])
    for (samples, expected) in zip(
      outputs(network, [[1, 3, -1, 1], [5, 7, 1, -1]], .training),
      [[1, 3, 8, 12], [5, 7, 12, 8]] as [[Float]])
    {
      #expect(distance(samples, expected) < 1e-5)
    }
  }

  // Unbiased over 4 numbers of a channel: 5 · 4 / 3. From 0 and 1 a tenth of the way.
  @Test func `running averages count positions, and evaluation uses them at each`() throws {
    let network = try Network([norm(epsilon: 1e-12)], inputShape: [1, 2, 1])
    let data = try Dataset(
      name: "planes", shape: [1, 2, 1], classes: nil,
      train: .byHand([[1, 3], [5, 7]], targets: [[0, 0], [0, 0]]),
      test: .byHand([[0, 0]], targets: [[0, 0]]))
    var optimizer = SGD()
    optimizer.learningRate = 0
    let run = Run(
      try TrainingPlan(network: network, data: data, optimizer: optimizer, batch: 2, length: .steps(1))
    ).trained()
    let (mean, variance) = (run.network.parameters[2].values[0], run.network.parameters[3].values[0])
    #expect(abs(mean - 0.4) < 1e-6 && abs(variance - (0.9 + 2 / 3)) < 1e-6)
    let found = outputs(run.network, [[2, -1]], .evaluating)[0]
    #expect(distance(found, [1.6 / variance.squareRoot(), -1.4 / variance.squareRoot()]) < 1e-6)
  }

  private func norm(epsilon: Float) -> BatchNorm {
    var norm = BatchNorm()
    norm.epsilon = epsilon
    return norm
  }
}
