import WeirCatalog
import WeirEngine
import WeirPlot

/// What one can ask of solutions.
let solutionsMembers = MemberTable(
  Solutions.kind,
  Solution.allCases.map { solution in
    Member(
      solution.rawValue, of: Solutions.self, "The training of \(solution.summary).", result: Run.kind,
      sketch: { solution.sketch(among: $0) }
    ) { solutions in
      if let run = solutions[solution] { return .thing(run) }
      throw CallError.failed(
        solutions.plan.solutions.contains(solution)
          ? "the training of `\(solution.rawValue)` has not begun yet; `resume` goes on"
          : "`\(solution.rawValue)` was not asked for by `among`")
    }
  } + [
    Member(
      "start", of: Solutions.self, "The dense network before its first step.", result: Network.kind,
      sketch: { $0.solution ?? .kind(Network.kind) }
    ) { .thing($0.plan.dense.network) },
    Member(
      "rewound", of: Solutions.self, "The dense network at the step that the lottery begins with.",
      result: Network.kind, sketch: { $0.solution ?? .kind(Network.kind) }
    ) { solutions in
      guard let network = solutions.rewound else {
        throw CallError.failed("the dense training has not reached that step yet; `resume` goes on")
      }
      return .thing(network)
    },
    Member("masks", of: Solutions.self, "The masks of the pruned network, layer by layer.", items: Mask.kind)
    {
      .list(of: ($0[.pruned]?.network.weightLayers ?? []).map { .thing($0.mask) })
    },
    Member("status", of: Solutions.self, "finished, or paused.", result: .text) {
      .text($0.next == nil ? "finished" : "paused")
    },
  ])

extension Solution {
  /// What is known of its run in [solutions]. All have the layers of the dense network, but for the narrow one.
  fileprivate func sketch(among solutions: Sketch) -> Sketch {
    guard let network = solutions.solution, self != .smallDense else { return .kind(Run.kind) }
    return .trained(Run.kind, network: network)
  }

  /// What it is, behind "the training of".
  fileprivate var summary: String {
    switch self {
    case .pruned: "the dense network that is pruned on the way"
    case .lottery: "its early weights under its last masks"
    case .scratch: "fresh weights under its last masks"
    case .shuffled: "fresh weights under masks moved at random"
    case .smallDense: "a narrow dense network"
    }
  }
}

extension Solutions: Equatable {
  /// Whether all runs agree, bit for bit.
  public static func == (a: Solutions, b: Solutions) -> Bool {
    a.plan.solutions == b.plan.solutions && a.rewound == b.rewound
      && Solution.allCases.allSatisfy { a[$0] == b[$0] }
  }
}

extension Solutions: TableSource {
  /// Each network, its weights, and how it did.
  public var plotTable: PlotTable {
    let runs = plan.solutions.compactMap { solution in self[solution].map { (solution.rawValue, $0) } }
    func column(_ name: String, _ cell: (Run) -> PlotTable.Cell) -> PlotTable.Column {
      PlotTable.Column(name, runs.map { cell($0.1) })
    }
    return PlotTable([
      PlotTable.Column("network", runs.map { .text($0.0) }),
      column("weights") { .integer($0.network.nonzeros) },
      column("parameters") { .integer($0.network.trainedCount) },
      column("steps") { .integer($0.steps) },
      column("test loss") { run in run.evaluation.map { .number($0.loss) } ?? .missing },
      column("accuracy") { run in run.accuracy.map { .number($0) } ?? .missing },
    ])
  }
}

extension Solutions: Sketched {
  /// The sizes of its networks, for the checker.
  public var sketch: Sketch { .trained(Solutions.kind, network: plan.dense.network.sketch) }
}

extension Solutions: Pausable {
  /// Whether some training is to be done yet.
  public var isPaused: Bool { next != nil }
  /// Steps of all trainings.
  public var progress: (done: Int, all: Int) {
    (
      plan.solutions.reduce(0) { $0 + (self[$1]?.steps ?? 0) },
      plan.solutions.count * plan.dense.steps
    )
  }
  /// The dense training, which comes first.
  public var outcome: (member: String, meaning: String) {
    (Solution.pruned.rawValue, "the dense training so far")
  }
}

extension Solutions: Composed {
  /// How many trainings there are, and which one is at hand.
  public var brief: String {
    let names = plan.solutions.map(\.rawValue).joined(separator: ", ")
    return "solutions(\(names)" + (next.map { "; paused in \($0.rawValue))" } ?? ")")
  }

  /// The same, and a table.
  public func exhibits(on display: Display) -> [Exhibit] {
    [.sentence(brief), .chart(Table(plotTable))]
  }
}
