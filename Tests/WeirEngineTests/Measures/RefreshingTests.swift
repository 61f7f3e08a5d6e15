import Testing

@testable import WeirEngine

@Suite struct RefreshingTests {
  private func refreshed(_ network: Network, _ samples: Samples, threads: Int = 1) throws -> Network {
    try network.refreshed(
      on: samples, execution: Execution(threads: threads), cancellation: Cancellation())
  }

  /// (1 - t) a + t b, parameter by parameter; the statistics are those of [b], whatever t.
  private func path(_ a: Network, _ b: Network, at t: Float) -> Network {
    var between = b.drawn
    let start = a.drawn
    for index in between.parameters.indices where between.parameters[index].role.isTrained {
      for place in 0..<between.parameters[index].storedCount {
        let (from, to) = (start.parameters[index].values[place], between.parameters[index].values[place])
        between.parameters[index].values[place] = t == 0 ? from : (1 - t) * from + t * to
      }
    }
    return between
  }

  private func loss(_ network: Network, _ samples: Samples) throws -> Double {
    try network.evaluate(
      on: samples, loss: CrossEntropy(), execution: oneThread, cancellation: Cancellation()
    ).mean
  }

  // 1, 3, 5 and 7: mean 4, squared distances 9 + 1 + 1 + 9 over 3.
  @Test func `mean and unbiased variance by hand`() throws {
    let samples = Samples.byHand([[1], [3], [5], [7]], targets: [[0], [0], [0], [0]])
    let network = try refreshed(Network([BatchNorm()], inputShape: [1]), samples)
    #expect(network.parameters[2].values.array == [4] && network.parameters[3].values.array == [20 / 3])
    #expect(network.parameters[0].values.array == [1] && network.parameters[1].values.array == [0])
    let single = try refreshed(network, samples[0..<1])
    #expect(single.parameters[2].values.array == [1] && single.parameters[3].values.array == [0])
  }

  // Channels 1, 3, 5, 7 and 2, 2, 2, 6, two positions a sample: means 4 and 3, squared distances 20 and 12 over 3.
  @Test func `a channel has its moments over samples and positions`() throws {
    let samples = Samples.byHand([[1, 3, 2, 2], [5, 7, 2, 6]], targets: [[0], [0]])
    let network = try refreshed(Network([BatchNorm()], inputShape: [2, 1, 2]), samples)
    #expect(network.parameters[2].values.array == [4, 3])
    #expect(network.parameters[3].values.array == [20 / 3, 4])
  }

  // Behind a filter of one weight, 2: 2, 6, 10 and 14. In evaluation they are brought to mean 0 and variance 1.
  @Test func `statistics behind a convolution are those of its channels`() throws {
    let samples = Samples.byHand([[1, 3], [5, 7]], targets: [[0], [0]])
    var network = try Network([Conv(1, kernel: 1, bias: false), BatchNorm()], inputShape: [1, 1, 2]).drawn
    network.parameters[0].values = Buffer([2])
    let found = try refreshed(network, samples)
    #expect(found.parameters[3].values.array == [8] && found.parameters[4].values.array == [80 / 3])
    let outputs = try found.outputs(on: samples, execution: oneThread, cancellation: Cancellation()).values
    let deviation = Float(80.0 / 3).squareRoot()
    #expect(distance(outputs, [-6 / deviation, -2 / deviation, 2 / deviation, 6 / deviation]) < 1e-6)
  }

  // Doubled behind the first norm, the inputs have variance 4 · 20 / 3 / (20 / 3 + ε), a little below 4.
  @Test func `a second norm sees what the first lets through anew, also inside a block`() throws {
    let samples = Samples.byHand([[1], [3], [5], [7]], targets: [[0], [0], [0], [0]])
    let double = Dense.byHand([[2]], bias: [1])
    let plain = try Network([BatchNorm(), double, BatchNorm()], inputShape: [1])
    let block = try Network([Residual([BatchNorm(), double, BatchNorm()])], inputShape: [1])
    for network in [plain, block] {
      let found = try refreshed(network, samples)
      let means = found.parameters.filter { $0.role == .runningMean }.map { $0.values[0] }
      let variances = found.parameters.filter { $0.role == .runningVariance }.map { $0.values[0] }
      #expect(abs(means[0] - 4) < 1e-6 && abs(means[1] - 1) < 1e-6)
      #expect(abs(variances[0] - 20 / 3) < 1e-5 && abs(variances[1] - 4) < 1e-4)
    }
  }

  @Test func `many batches are one, however far from zero`() throws {
    let count = 1500
    let samples = Samples.byHand(
      (0..<count).map { [10_000 + Float($0 % 2)] }, targets: (0..<count).map { _ in [0] })
    let found = try refreshed(Network([BatchNorm()], inputShape: [1]), samples)
    #expect(found.parameters[2].values[0] == 10_000.5)
    #expect(abs(found.parameters[3].values[0] - 0.25 * 1500 / 1499) < 1e-7)
  }

  // trap 16: dnn-mode and loss-landscape keep the statistics of one end along the whole path.
  @Test
  func `trap 16: refreshed statistics do not depend on what they were, so a path's end equals its endpoint`()
    throws
  {
    let data = try Dataset.random(300, features: 6)
    func trained(_ seed: Int) throws -> Network {
      let network = try Network.perceptron(
        [6, 9, 7, 3], batchNorm: true, dropout: 0.2, density: 0.5, seed: seed)
      return Run(try TrainingPlan(network: network, data: data, batch: 50, length: .epochs(2))).trained()
        .network
    }
    let (a, b) = (try trained(1), try trained(1).stirred)
    var stale = path(a, b, at: 0)
    for index in stale.parameters.indices where stale.parameters[index].role == .runningMean {
      for place in 0..<stale.parameters[index].storedCount { stale.parameters[index].values[place] += 3 }
    }
    #expect(stale != a)
    #expect(try refreshed(stale, data.train) == refreshed(a, data.train))
    #expect(try refreshed(path(a, b, at: 1), data.train) == refreshed(b, data.train))
    let middle = path(a, b, at: 0.5)
    let fresh = try refreshed(middle, data.train)
    #expect(try loss(fresh, data.train) != loss(middle, data.train))
    // Nothing that is trained has moved, and what is fresh stays.
    for (old, new) in zip(middle.parameters, fresh.parameters) where old.role.isTrained {
      #expect(old == new)
    }
    #expect(try refreshed(fresh, data.train, threads: 3) == fresh)
  }

  @Test func `a network without batch norm is not even drawn`() throws {
    let network = try Network.perceptron([6, 4, 3])
    let found = try refreshed(network, .random(20, features: 6))
    #expect(found == network && found.parameters[0].draw != nil)
  }

  @Test func `it stops when asked`() throws {
    let cancellation = Cancellation()
    cancellation.request()
    let network = try Network.perceptron([6, 4, 3], batchNorm: true)
    #expect(throws: Cancelled.self) {
      try network.refreshed(
        on: .random(20, features: 6), execution: oneThread, cancellation: cancellation)
    }
  }
}
