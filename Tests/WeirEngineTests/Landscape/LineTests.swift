import Testing

@testable import WeirEngine

@Suite struct LineTests {
  private let data: Dataset
  init() throws { data = try .random(200, features: 8, test: 50) }

  // (w - 1)² / 2 from w = 0 to 2: 1/2, 1/8, 0, 1/8, 1/2; beyond 0 and 1 it goes on.
  @Test func `the squared error of a unit is a parabola`() throws {
    let data = try Dataset.byHand(.byHand([[1]], targets: [[1]]))
    let path = try Path.done(.unit([0]), .unit([2]), data)
    #expect(path.trainLosses == [0.5, 0.125, 0, 0.125, 0.5] && path.barrier == 0 && path.length == 2)
    let longer = try Path.done(.unit([0]), .unit([2]), data) { ($0.points, $0.from, $0.to) = (2, -0.5, 1.5) }
    #expect(longer.readings.map(\.place) == [-0.5, 0, 1, 1.5] && longer.trainLosses == [2, 0.5, 0.5, 2])
  }

  // A quadratic function is known everywhere from three of its values.
  @Test func `the loss of any linear network is one too`() throws {
    let samples = Samples.random(60, features: 5, classes: nil)
    let data = try Dataset(name: "random", shape: [5], classes: nil, train: samples, test: samples[0..<0])
    let networks = try [1, 2].map { try Network([Dense(units: 2)], inputShape: [5], seed: $0).stirred }
    let path = try Path.done(networks[0], networks[1], data) { ($0.points, $0.from, $0.to) = (13, -1, 2) }
    let losses = Dictionary(uniqueKeysWithValues: path.readings.map { ($0.place, $0.train.mean) })
    let (start, middle, end) = (losses[0] ?? 0, losses[0.5] ?? 0, losses[1] ?? 0)
    for (t, loss) in losses {
      let parabola = start * (1 - t) * (1 - 2 * t) + middle * 4 * t * (1 - t) + end * t * (2 * t - 1)
      #expect(abs(loss - parabola) < 1e-5 * max(1, abs(loss)), "\(t)")
    }
  }

  @Test(arguments: [0.1, 1]) func `at its ends stand the networks themselves, to the last bit`(
    density: Double
  ) throws {
    let a = try Network.perceptron([8, 30, 3], density: 0.1, seed: 1)
    let b = try Network.perceptron([8, 30, 3], density: density, seed: 2)
    let path = try Path.done(a, b, data)
    #expect(try path.trainLosses.first == a.loss(data.train))
    #expect(try path.trainLosses.last == b.loss(data.train))
    #expect(try path.readings.last?.test?.mean == b.loss(data.test))
    #expect(path.mixed(at: 0) == a && path.mixed(at: 1) == b)
  }

  // The union of two sparse masks is stored sparse, that with a dense one whole.
  @Test(arguments: [0.1, 0.7, 1]) func `between masks the union is active, and the numbers are the mean`(
    density: Double
  ) throws {
    let a = try Network.perceptron([8, 30, 3], density: 0.1, seed: 1).stirred
    let b = try Network.perceptron([8, 30, 3], density: density, seed: 2)
    let middle = try Path.open(a, b, data).mixed(at: 0.5)
    for (layer, (one, other)) in zip(middle.weightLayers, zip(a.weightLayers, b.weightLayers)) {
      #expect(layer.mask == one.mask.union(other.mask))
      let mean = try zip(one.weights.values, other.weights.values).map { ($0 + $1) / 2 }
      #expect(try distance(layer.weights.values, mean) < 1e-6)
    }
    for index in middle.parameters.indices {
      let parameter = middle.parameters[index]
      #expect(parameter.mask.density >= Parameter.wholeFrom || parameter.storedCount == parameter.mask.count)
    }
  }

  // dnn-mode and loss-landscape keep the statistics of another point along a path.
  @Test func `statistics are those of each place, or frozen as the ends have them`() throws {
    let networks = try [1, 2].map { seed in
      try Run(
        TrainingPlan(
          network: .perceptron([8, 20, 3], batchNorm: true, seed: seed), data: data, batch: 32,
          length: .steps(40), seed: seed)
      ).trained().network
    }
    let (a, b) = (networks[0], networks[1])
    let fresh = try Path.done(a, b, data)
    let frozen = try Path.done(a, b, data) { $0.statistics = .frozen }
    for (network, place) in [(a, 0), (b, 4)] {
      let refreshed = try network.refreshed(
        on: data.train, execution: oneThread, cancellation: Cancellation())
      #expect(try fresh.trainLosses[place] == refreshed.loss(data.train))
      #expect(try frozen.trainLosses[place] == network.loss(data.train))
    }
    let middle = try fresh.network(at: 0.5, execution: oneThread, cancellation: Cancellation())
    let again = try middle.refreshed(on: data.train, execution: oneThread, cancellation: Cancellation())
    #expect(middle == again)
    #expect(try fresh.trainLosses[2] == middle.loss(data.train))
    #expect(abs(fresh.trainLosses[2] - frozen.trainLosses[2]) > 1e-3)
    // Beyond the ends a mixed variance would fall below zero.
    let beyond = try Path.done(a, b, data) { ($0.statistics, $0.from, $0.to) = (.frozen, -30, 30) }
    #expect(beyond.trainLosses.allSatisfy { $0.isFinite })
  }

  @Test func `losses are over changed images where the data have them, the same at every look`() throws {
    let all = Samples.random(100, features: 16)
    let plain = try Dataset(name: "random", shape: [1, 4, 4], classes: 3, train: all, test: all[0..<10])
    let data = try plain.augmented(Augmentation(flips: true, crop: 1))
    let networks = try [1, 2].map {
      try Network([Flatten(), Dense(units: 3)], inputShape: [1, 4, 4], seed: $0)
    }
    let (a, b) = (networks[0], networks[1])
    let changed = try Path.done(a, b, data)
    #expect(try changed.trainLosses == Path.done(a, b, data).trainLosses)
    #expect(try abs(changed.trainLosses[0] - a.loss(plain.train)) > 1e-3)
    #expect(try changed.readings[0].test?.mean == a.loss(plain.test))
    let plainly = try Path.done(a, b, data) { $0.augments = false }
    #expect(try plainly.trainLosses[0] == a.loss(plain.train))
  }

  @Test func `the number of threads changes no bit, and a pause neither`() throws {
    let (a, b) = (try Network.perceptron([8, 30, 3], seed: 1), try Network.perceptron([8, 30, 3], seed: 2))
    let whole = try Path.done(a, b, data)
    #expect(try Path.done(a, b, data, threads: 3) == whole)
    let stop = Cancellation()
    let paused = try Path.open(a, b, data).continued(execution: oneThread, cancellation: stop) {
      if $0.done == 2 { stop.request() }
    }
    #expect(paused.status == .paused && paused.readings.count == 2 && paused.barrier == nil)
    #expect(paused.continued(execution: oneThread) == whole)
  }

  // A standard error of √½ = 0.707 for every difference.
  @Test func `barrier, and monotone by the noise of the loss`() throws {
    let path = try Path.open(.unit([0]), .unit([2]), .byHand(.byHand([[1]], targets: [[1]])))
    func measured(_ losses: Double...) -> Path { path.reading(losses) }
    #expect(measured(3, 5, 4.5, 1).barrier == 2 && measured(3, 2, 1).barrier == 0)
    #expect(measured(3, 2, 1).isMonotone == true && measured(1, 2, 3).isMonotone == true)
    #expect(measured(3, 1, 1.6, 0.9).isMonotone == true && measured(3, 1, 1.8, 0.9).isMonotone == false)
    // Small steps up do not hide a large rise, and neither does the way on which one looks.
    #expect(measured(3, 1, 1.5, 2, 2.5, 0.9).isMonotone == false)
    #expect(measured(0.9, 2.5, 2, 1.5, 1, 3).isMonotone == false)
    #expect(measured(3, .nan, 1).barrier?.isNaN == true && measured(3, .nan, 1).isMonotone == false)
    let strict = try Path.open(.unit([0]), .unit([2]), .byHand(.byHand([[1]], targets: [[1]]))) {
      $0.tolerance = 0.1
    }
    #expect(
      strict.reading([3, 1, 1.6, 0.9]).isMonotone == false && strict.reading([3, 1, 1.05]).isMonotone == true)
  }

  // Targets 10 and -10: losses of y = w x are (w - 10)² / 2 and (w + 10)² / 2 for x = 1, w² / 2 + 50 in the mean. From 0
  // to 0.1 both rise and fall by about 1, so a difference of 0.005 is noise. With targets 10 and 10.2 both change alike.
  @Test func `what all samples lose alike is no noise, however much they differ`() throws {
    func errors(_ targets: [[Float]], _ from: Float, _ to: Float) throws -> PairedSteps {
      let data = try Dataset.byHand(.byHand([[1], [1]], targets: targets))
      let path = try Path.done(.unit([from]), .unit([to]), data) { $0.points = 2 }
      #expect(path.readings[0].steps.rise == 0 && path.readings[0].steps.fall == 0)
      return path.readings[1].steps
    }
    // Differences of the samples: -0.995 and 1.005, with a deviation of √2 and so a standard error of 1.
    let apart = try errors([[10], [-10]], 0, 0.1)
    #expect(abs(apart.rise - 1) < 1e-4 && apart.rise == apart.fall)
    // Differences -0.995 and -1.015: a standard error of 0.01, where each mean has one of about 1.
    #expect(try abs(errors([[10], [10.2]], 0, 0.1).rise - 0.01) < 1e-4)
  }

  @Test func `a line with a barrier that all samples see is not monotone`() throws {
    // The tolerance was that for two means over different samples, so a line could have a barrier and be monotone.
    let data = try Dataset.byHand(.byHand([[1], [1]], targets: [[10], [13]]))
    let path = try Path.done(
      .unit([5]), .unit([5.5]), data, family: .polyChain, bends: 1, inner: [.unit([4.5])])
    let barrier = try #require(path.barrier)
    #expect(barrier > 1 && barrier < path.readings[0].train.standardError)
    #expect(path.isMonotone == false)
    // Between equal networks nothing but rounding differs.
    let networks = try Network.perceptron([8, 30, 3], seed: 1)
    #expect(try Path.done(networks, networks, self.data) { $0.points = 9 }.isMonotone == true)
  }

  @Test func `networks of other layers are refused with the first difference`() throws {
    let small = try Network.perceptron([8, 20, 3])
    func refusal(_ other: Network) -> String? {
      do throws(PlanError) {
        try small.check(hasLayersOf: other)
        return nil
      } catch { return error.message }
    }
    #expect(
      try refusal(.perceptron([8, 30, 3]))
        == "the networks must have the same layers, but layer 0 is `dense(20)` in one and `dense(30)` in the other"
    )
    #expect(
      try refusal(.perceptron([8, 20, 20, 3]))?.hasSuffix(
        "layer 2 is `dense(3)` in one and `dense(20)` in the other")
        == true)
    #expect(try refusal(.perceptron([9, 20, 3]))?.hasSuffix("shape [8] and the other of [9]") == true)
    #expect(try refusal(.perceptron([8, 20, 3], density: 0.2, seed: 7)) == nil)
  }
}
