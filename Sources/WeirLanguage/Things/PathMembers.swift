import WeirCatalog
import WeirEngine
import WeirPlot

/// What one can ask of a path.
let pathMembers = MemberTable(
  Path.kind,
  [
    Member("loss", of: Path.self, "The mean loss on the training part, over t.", result: Series.kind) {
      .thing($0.series("loss") { $0.train.mean })
    },
    Member(
      "accuracy", of: Path.self,
      "The share of the training part in the right class, over t; none without classes."
    ) { path in
      path.hasClasses ? .thing(path.series("accuracy") { $0.train.accuracy }) : .none
    },
    Member("test_loss", of: Path.self, "The mean loss on the test part, over t; none without one.") { path in
      path.hasTest ? .thing(path.series("test loss") { $0.test?.mean }) : .none
    },
    Member(
      "test_accuracy", of: Path.self,
      "The share of the test part in the right class, over t; none without one."
    ) { path in
      path.hasTest && path.hasClasses ? .thing(path.series("test accuracy") { $0.test?.accuracy }) : .none
    },
    Member(
      "noise", of: Path.self,
      "The standard error of the loss on the training part, over t: the deviation of the samples' losses by the root of "
        + "their number.", result: Series.kind
    ) { .thing($0.series("standard error") { $0.train.standardError }) },
    Member(
      "barrier", of: Path.self,
      "How far the loss on the training part rises between 0 and 1 above the higher end; none if an end was not measured."
    ) { Value($0.barrier) },
    Member("test_barrier", of: Path.self, "The same on the test part.") { Value($0.testBarrier) },
    Member(
      "monotone", of: Path.self,
      "Whether the loss goes from the higher end to the lower without rising by more than the tolerance: the standard error "
        + "of the difference, sample by sample, unless one was given; none if an end was not measured."
    ) { $0.isMonotone.map { .truth($0) } ?? .none },
    Member(
      "mean_loss", of: Path.self,
      "The mean of the loss on the training part over the length of the path; none if an end was not measured."
    ) { Value($0.meanLoss) },
    Member(
      "length", of: Path.self, "How long it is from 0 to 1: L2, over all that is trained.", result: .number
    ) { .number($0.length) },
    Member("points", of: Path.self, "Records of what was measured, place by place.", items: .record) { path in
      try CSVFile.rows(of: .thing(path))
    },
    Member(
      "controls", of: Path.self,
      "The control points as networks, from end to end, with the masks of the path.",
      result: .list
    ) { .list(of: $0.controlPoints.map { .thing($0) }) },
    Member("start", of: Path.self, "The network at 0, as it was given.", result: Network.kind) {
      .thing($0.plan.start)
    },
    Member("end", of: Path.self, "The network at 1, as it was given.", result: Network.kind) {
      .thing($0.plan.end)
    },
    Member("data", of: Path.self, "What losses are over.", result: Dataset.kind) { .thing($0.plan.data) },
    Member(
      "space", of: Path.self, "sparse or dense: whether there are masks between the ends.", result: .text
    ) {
      .text($0.plan.space.rawValue)
    },
    Member(
      "statistics", of: Path.self, "What batch norm used: recomputed or frozen; none without any."
    ) { path in path.plan.hasStatistics ? .text(path.plan.measuring.statistics.rawValue) : .none },
    Member(
      "augmented", of: Path.self, "Whether losses on the training part are over changed images.",
      result: .truth
    ) { .truth($0.plan.isAugmented) },
    Member(
      "fit", of: Path.self, "The loss of each step's batch while control points were fitted.",
      result: Series.kind
    ) {
      .thing($0.fitLoss)
    },
    Member("steps", of: Path.self, "How many updates of the control points were done.", result: .integer) {
      .integer($0.steps)
    },
    Member("status", of: Path.self, "finished, paused or diverged.", result: .text) { .text($0.status.name) },
    Member("seed", of: Path.self, "The seed of all draws.", result: .integer) { .integer($0.plan.seed) },
  ])

extension Value {
  fileprivate init(_ number: Double?) { self = number.map { .number($0) } ?? .none }
}

extension Path {
  fileprivate var hasClasses: Bool { plan.data.classes != nil }
  fileprivate var hasTest: Bool { plan.data.test.count > 0 }

  /// What it is: `line`, `quadratic curve`, `chain of 3 pieces`.
  private var form: String {
    switch plan.family {
    case .bezier:
      let names = ["line", "quadratic curve", "cubic curve"]
      let degree = plan.controls - 1
      return degree <= names.count ? names[degree - 1] : "curve of degree \(degree)"
    case .polyChain: return "chain of \(plan.controls - 1) pieces"
    }
  }
}

extension Path: Pausable {
  /// Whether control points are to be fitted yet, or losses to be measured.
  public var isPaused: Bool { if case .paused = status { true } else { false } }
  /// Updates of control points and places that are measured.
  public var progress: (done: Int, all: Int) { (done, all) }
  /// Its control points; of a line, which has none to fit, what was measured.
  public var outcome: (member: String, meaning: String) {
    plan.controls > 2
      ? ("controls", "its control points so far") : ("points", "what was measured of it so far")
  }
}

extension Path: Charted {
  /// What it is, how far it has come, and what lies in the way.
  public var brief: String {
    var parts = [form]
    if plan.controls > 2 { parts.append("\(plan.space.rawValue) space") }
    if plan.joinsMasks { parts.append("between two masks") }
    if case .diverged(let step) = status { parts.append("diverged at step \(step)") }
    if case .paused = status {
      parts.append("paused at \(Notation.grouped(done)) of \(Notation.grouped(all))")
    }
    if let barrier { parts.append("barrier \(Readable.number(barrier, digits: 4))") }
    if let isMonotone { parts.append(isMonotone ? "monotone" : "not monotone") }
    if plan.hasStatistics { parts.append("batch norm \(plan.measuring.statistics.rawValue)") }
    if plan.isAugmented { parts.append("augmented") }
    return "path(\(parts.joined(separator: ", ")))"
  }

  /// Its loss over t; before that was measured, the loss of the fit.
  public var chart: any Chart { Plot(plotSeries) }
}

extension Path: SeriesSource, TableSource {
  /// The loss on the training part, its ends marked; before that was measured, the loss of the fit.
  public var plotSeries: [PlotSeries] {
    if readings.isEmpty { return fitLoss.plotSeries }
    var series = PlotSeries("loss", over: "t", x: readings.map(\.place), y: readings.map(\.train.mean))
    series.flags = [.init("a", at: 0), .init("b", at: 1)]
    series.distinction = plan.controls > 2 ? "\(form), \(plan.space.rawValue)" : form
    if let barrier { series.remark = "with a barrier of \(Readable.number(barrier))" }
    return [series]
  }

  /// A row for each place.
  public var plotTable: PlotTable {
    func column(_ name: String, _ value: (Reading) -> Double?) -> PlotTable.Column {
      .init(name, readings.map { value($0).map { .number($0) } ?? .missing })
    }
    let inputs = [
      column("t") { $0.place }, column("loss") { $0.train.mean }, column("noise") { $0.train.standardError },
    ]
    let accuracy = hasClasses ? [column("accuracy") { $0.train.accuracy }] : []
    let test = hasTest ? [column("test_loss") { $0.test?.mean }] : []
    let testAccuracy = hasTest && hasClasses ? [column("test_accuracy") { $0.test?.accuracy }] : []
    return PlotTable(inputs + accuracy + test + testAccuracy)
  }
}
