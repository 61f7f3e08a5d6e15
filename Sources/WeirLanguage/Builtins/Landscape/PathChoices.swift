import WeirCatalog
import WeirEngine

/// What there is to choose about every path.
struct PathChoices {
  @Required var start: Network
  @Required var end: Network
  @Required var data: Dataset
  var measuring = PathPlan.Measuring()
  var loss: (any Loss)?
  var seed: Int?
  var paused = false

  /// Those of a line.
  init() {}

  /// With other defaults of what is measured.
  init(points: Int, from: Double, to: Double) {
    (measuring.points, measuring.from, measuring.to) = (points, from, to)
  }
}

/// A builtin that makes a path.
protocol MakesPath: Trains {
  var path: PathChoices { get set }
}

extension MakesPath {
  /// The ends and the data.
  static var endSettings: [Setting<Self>] {
    [
      .required("a", \.path.$start, .solution, "Where it begins, at 0."),
      .required("b", \.path.$end, .solution, "Where it ends, at 1: a network of the same layers."),
      .required("data", \.path.$data, .thing(Dataset.self), "The data that losses are over."),
    ]
  }

  /// What is measured along the path.
  static var measuringSettings: [Setting<Self>] {
    [
      Setting(
        "points", \.path.measuring.points, .integer(in: 2...100_000),
        "How many places to measure, evenly spaced; 0 and 1 are always among them."),
      Setting("from", \.path.measuring.from, .number(in: -100...100), "The first place."),
      Setting("to", \.path.measuring.to, .number(in: -100...100), "The last place."),
      Setting(
        "statistics", \.path.measuring.statistics, .choice,
        "What batch norm uses: recomputed for each place, or frozen, the averages of the ends mixed."
      ),
      Setting(
        "augment", \.path.measuring.augments, .truth,
        "Whether training losses are over changed images, where the data are augmented."),
      Setting(
        "tolerance", \.path.measuring.tolerance, .optional(.number(in: 0...)),
        "How far the loss of a monotone path may rise; none: by the noise of the samples' differences."
      ),
      Setting("loss", \.path.loss, .optional(.made(by: losses)), "Which loss; none: what suits the data."),
      Setting("seed", \.path.seed, .optional(.integer), "Seed of all draws; none: that of the session."),
      Setting(
        "paused", \.path.paused, .truth,
        "Whether to leave it at its beginning, for `step` and `resume`, and to load what was saved of it."),
    ]
  }

  static var result: Kind? { Path.kind }

  /// [path] as far as it is to go. Errors: ends whose loss is not finite.
  func begin(_ path: Path, _ context: Context) throws -> Path {
    try path.checkEnds(execution: context.execution, cancellation: context.cancellation)
    return self.path.paused ? path : Travel.go(path, context)
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkAlike("a", "b")
    try call.checkFit(network: "a", data: "data")
    try call.checkFit(network: "b", data: "data")
    let usual = Self().path.measuring
    let (from, to) = (call.number("from") ?? usual.from, call.number("to") ?? usual.to)
    if let objection = PathPlan.Measuring.objection(from: from, to: to) {
      throw call.mismatch(objection, ("from", "begins here"), ("to", "ends here"))
    }
    return .kind(Path.kind)
  }
}

/// What `line`, `bezier`, `poly_chain`, `step` and `resume` have in common: a path that goes on while somebody watches.
enum Travel {
  /// [path] when all is done, or [target] pieces of the work are, or where somebody wishes to stop.
  static func go(_ path: Path, to target: Int? = nil, _ context: Context) -> Path {
    let (host, cancellation) = (context.host, context.cancellation)
    let fitted = path.plan.steps
    var samples = 0
    let after = path.continued(to: target, execution: context.execution, cancellation: cancellation) {
      state in
      samples += state.samples
      host.progress(
        Progress(
          step: state.done, steps: state.all, samples: samples, readings: [(name: "loss", value: state.loss)])
      )
    }
    host.progress(nil)
    if case .diverged(let step) = after.status, path.steps < fitted {
      host.note(
        "the loss stopped being finite at step \(step) of the fit; control points are kept as they were before "
          + "that step. A smaller learning rate may help.")
    }
    if case .paused = after.status, cancellation.isRequested { host.paused(.thing(after)) }
    return after
  }
}
