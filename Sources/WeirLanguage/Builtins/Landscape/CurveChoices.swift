import WeirCatalog
import WeirEngine

/// What there is to choose about a curve besides its ends.
struct CurveChoices {
  var space = PathPlan.Space.sparse
  var inner: [Network]?
  var optimizer: any Optimizer = {
    var sgd = SGD()
    (sgd.learningRate, sgd.momentum, sgd.l2) = (0.01, 0.9, 1e-4)
    return sgd
  }()
  var schedule: any Schedule = HoldAndFall()
  var epochs: Int?
  var steps: Int?
  var batch = TrainingPlan.standardBatch

  /// Passes over the training part where nothing is said of the length.
  fileprivate static let usualEpochs = 10

  fileprivate var length: TrainingPlan.Length {
    get throws(CallError) {
      switch (steps, epochs) {
      case (let steps?, nil): return .steps(steps)
      case (nil, let epochs): return .epochs(epochs ?? Self.usualEpochs)
      case (_?, _?): throw .failed("`steps` and `epochs` both say how long to fit; give one of them")
      }
    }
  }
}

/// A builtin that fits the control points of a curve.
protocol FitsCurve: MakesPath {
  var curve: CurveChoices { get set }
  /// How it runs between its control points.
  static var family: CurveFamily { get }
  /// How many control points there are between the ends.
  var bends: Int { get }
}

extension FitsCurve {
  /// How control points are fitted.
  static var fitSettings: [Setting<Self>] {
    [
      Setting(
        "space", \.curve.space, .choice,
        "Sparse: weights active at neither end have no place on the curve; dense: all have."),
      Setting(
        "inner", \.curve.inner, .optional(.list(of: .solution)),
        "Where the control points between the ends begin; none: on the line, evenly spaced."),
      Setting(
        "optimizer", \.curve.optimizer, .made(by: optimizers),
        "How control points move; its `l2` pulls on the weights of the curve at each step's t."),
      Setting("schedule", \.curve.schedule, .made(by: schedules), "How the learning rate changes."),
      Setting(
        "epochs", \.curve.epochs, .optional(.integer(in: 0...1_000_000)),
        "Passes over the training part; \(CurveChoices.usualEpochs) if neither these nor steps are given."),
      Setting(
        "steps", \.curve.steps, .optional(.integer(in: 0...1_000_000_000)),
        "Updates in all, in place of epochs."),
      Setting("batch", \.curve.batch, .integer(in: 1...1_000_000), "Samples a step."),
    ]
  }

  /// The usual way to look at a curve: from end to end.
  static var usualChoices: PathChoices { PathChoices(points: 61, from: 0, to: 1) }

  func run(_ context: Context) throws -> Value {
    try asCall {
      let fit = PathPlan.Fit(
        optimizer: curve.optimizer, schedule: curve.schedule, batch: curve.batch, length: try curve.length)
      let plan = try PathPlan(
        from: path.start, to: path.end, data: path.data, loss: path.loss, family: Self.family, bends: bends,
        space: curve.space, measuring: path.measuring, fit: fit, seed: path.seed ?? context.seed,
        execution: context.execution)
      return .thing(try begin(try Path(plan, bends: curve.inner, execution: context.execution), context))
    }
  }
}

/// `bezier`: a polynomial path of low loss.
struct JoinByBezier: FitsCurve {
  var path = usualChoices
  var curve = CurveChoices()
  var degree = 2

  static let family = CurveFamily.bezier
  var bends: Int { degree - 1 }

  static let entry = Entry<JoinByBezier>(
    "bezier", "Fits a Bézier curve of low loss between two networks, and measures the losses along it.",
    details: """
      Of degree n, phi(t) = sum of C(n, i) t^i (1 - t)^(n - i) theta_i, the ends fixed. The n - 1 control points \
      between begin on the line and make the mean of the loss over t in 0...1 small: each step looks at one mini-batch and one \
      t. In the sparse space (the masks of the ends, or their union) inactive weights have no storage, so no point \
      of the curve has any; in the dense space all weights between the ends may move. Ctrl-C pauses, and `resume` \
      goes on to the same bits, also from a file in which the curve was saved: \
      `load("curve.safetensors", into: bezier(a, b, data, …, paused: true)).resume()`. Cost: a training step each, and for every control point an update.
      """,
    source: "Garipov et al. 2018; Evci et al. 2019",
    settings: endSettings
      + [
        Setting("degree", \.degree, .integer(in: 2...8), "Of the polynomial: 2 has one control point, 3 two.")
      ]
      + fitSettings + measuringSettings,
    examples: [
      """
      data = moons(samples: 100)
      runs = [train(mlp([2, 8, 2], seed: s), data, epochs: 5, seed: s) for s in 1...2]
      bezier(runs[0], runs[1], data, epochs: 5, points: 5).barrier
      """
    ], words: ["curve", "mode connectivity", "path", "barrier", "quadratic", "cubic"])
}

/// `poly_chain`: straight pieces of low loss.
struct JoinByChain: FitsCurve {
  var path = usualChoices
  var curve = CurveChoices()
  var bends = 1

  static let family = CurveFamily.polyChain

  static let entry = Entry<JoinByChain>(
    "poly_chain",
    "Fits a chain of straight pieces of low loss between two networks, and measures the losses.",
    details: """
      Between its control points the chain is straight, and each piece takes the same share of t. All else is as \
      in `bezier`.
      """,
    source: "Garipov et al. 2018",
    settings: endSettings
      + [
        Setting("bends", \.bends, .integer(in: 1...64), "How many control points there are between the ends.")
      ]
      + fitSettings + measuringSettings,
    examples: [
      """
      data = moons(samples: 100)
      runs = [train(mlp([2, 8, 2], seed: s), data, epochs: 5, seed: s) for s in 1...2]
      poly_chain(runs[0], runs[1], data, epochs: 5, points: 5).barrier
      """
    ], words: ["polygon", "curve", "mode connectivity", "path"])
}
