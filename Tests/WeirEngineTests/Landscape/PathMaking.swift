@testable import WeirEngine

extension Path {
  /// A path that was fitted and measured, by the choices of its plan.
  static func done(
    _ a: Network, _ b: Network, _ data: Dataset, loss: (any Loss)? = nil, family: CurveFamily = .bezier,
    bends: Int = 0, inner: [Network]? = nil, space: PathPlan.Space = .sparse, steps: Int? = nil,
    optimizer: any Optimizer = SGD(), threads: Int = 1,
    _ choose: (inout PathPlan.Measuring) -> Void = { _ in }
  ) throws -> Path {
    try open(
      a, b, data, loss: loss, family: family, bends: bends, inner: inner, space: space, steps: steps,
      optimizer: optimizer, choose
    ).continued(execution: Execution(threads: threads))
  }

  /// A path of which nothing was done yet.
  static func open(
    _ a: Network, _ b: Network, _ data: Dataset, loss: (any Loss)? = nil, family: CurveFamily = .bezier,
    bends: Int = 0, inner: [Network]? = nil, space: PathPlan.Space = .sparse, steps: Int? = nil,
    optimizer: any Optimizer = SGD(), _ choose: (inout PathPlan.Measuring) -> Void = { _ in }
  ) throws -> Path {
    var measuring = PathPlan.Measuring()
    (measuring.points, measuring.from, measuring.to) = (5, 0, 1)
    choose(&measuring)
    let fit = steps.map {
      PathPlan.Fit(optimizer: optimizer, schedule: Constant(), batch: 16, length: .steps($0))
    }
    let plan = try PathPlan(
      from: a, to: b, data: data, loss: loss, family: family, bends: bends, space: space,
      measuring: measuring, fit: fit, seed: 3, execution: oneThread)
    return try Path(plan, bends: inner, execution: oneThread)
  }

  /// The path if its losses were these at evenly spaced places, any two of which differ by a standard error of √½.
  func reading(_ losses: [Double]) -> Path {
    var path = self
    path.readings = losses.enumerated().map { place, loss in
      let reading = LossReading(sum: 4 * loss, squares: 4 * loss * loss + 3, count: 4)
      let step = 0.5.squareRoot()
      return Reading(
        place: Double(place) / Double(losses.count - 1), train: reading, test: nil,
        steps: PairedSteps(rise: step, fall: step))
    }
    return path
  }

  var trainLosses: [Double] { readings.map(\.train.mean) }
}

extension Network {
  /// One unit set by hand.
  static func unit(_ weights: [Float]) throws -> Network {
    try Network([Dense.byHand([weights])], inputShape: [weights.count])
  }

  func loss(_ samples: Samples, _ loss: some Loss = CrossEntropy()) throws -> Double {
    try evaluate(on: samples, loss: loss, execution: oneThread, cancellation: Cancellation()).mean
  }
}
