import WeirCatalog
import WeirEngine
import WeirPlot
import WeirStatistics

/// What one can ask of a search.
let searchMembers = MemberTable(
  SearchOutcome.kind,
  [
    Member("trials", of: SearchOutcome.self, "A record for each trial.", result: .list) {
      .list(of: $0.rows.map(\.record))
    },
    Member("winner", of: SearchOutcome.self, "The trial with the best score.", result: .record) {
      $0.winning.record
    },
    Member(
      "front", of: SearchOutcome.self, "The trials that none beats in both accuracy and cost.",
      result: .list
    ) { .list(of: $0.front.map(\.record)) },
    Member("finals", of: SearchOutcome.self, "A record for each thing trained in the end.", result: .list) {
      .list(of: $0.finalRecords)
    },
    Member(
      "omitted", of: SearchOutcome.self, "What cannot be compared with this winner, and why.", result: .list
    ) {
      .list(of: $0.omitted.map { .record(["network": .text($0.name), "reason": .text($0.reason)]) })
    },
    Member("rungs", of: SearchOutcome.self, "How far short trials order as longer ones do.", result: .list) {
      .list(
        of: $0.rungs.map {
          .record([
            "strategy": .text($0.strategy), "short": .integer($0.short), "long": .integer($0.long),
            "tau": .number($0.correlation.coefficient), "p": .number($0.correlation.p),
            "n": .integer($0.correlation.n),
          ])
        })
    },
    Member(
      "beats_random", of: SearchOutcome.self,
      "Whether some strategy beats random search, adjusted for how many there are.", result: .truth
    ) { .truth($0.beatsRandom) },
    Member(
      "against_random", of: SearchOutcome.self, "A record for each other strategy against random search.",
      result: .list
    ) { .list(of: $0.againstRandom.map(\.records) ?? []) },
    Member(
      "unbeaten", of: SearchOutcome.self, "What nobody searched for and the winner is not better than.",
      result: .list
    ) { .list(of: $0.unbeaten.map { .text($0) }) },
  ])

extension SearchOutcome.Row {
  fileprivate var record: Value {
    .record([
      "strategy": .text(strategy), "number": .integer(number), "epochs": .integer(trial.epochs),
      "depth": .integer(trial.genotype.depth), "densities": .list(of: densities.map { .number($0) }),
      "weights": .integer(weights), "cost": .integer(cost), "score": trial.score.map { .number($0) } ?? .none,
    ])
  }

  /// The densities in percent.
  var text: String {
    densities.map { Readable.number(100 * $0, digits: 3) + "%" }.joined(separator: " ")
  }
}

extension SearchOutcome {
  /// The rows of the table, with the accuracy of each seed.
  fileprivate var finalRecords: [Value] {
    zip(plotTable.records, ordered).map { record, final in
      guard case .record(let fields) = record else { return record }
      let scores = final.scores.map { $0.map { Value.number($0) } ?? .none }
      return .record(Record(fields.fields + [.init("scores", .list(of: scores))]))
    }
  }

  /// What was trained in the end, the best first.
  private var ordered: [Final] {
    finals.indices.sorted { a, b in
      let (one, two) = (finals[a].mean, finals[b].mean)
      return one == two || one.isNaN || two.isNaN ? (one.isNaN == two.isNaN ? a < b : two.isNaN) : one > two
    }.map { finals[$0] }
  }
}

extension SearchOutcome: TableSource {
  /// A row for all that was trained in the end, the best first, with the winner's lead over it.
  var plotTable: PlotTable {
    let order = ordered
    func number(_ value: Double?) -> PlotTable.Cell {
      value.map { $0.isFinite ? .number($0) : .missing } ?? .missing
    }
    return PlotTable([
      PlotTable.Column("network", order.map { .text($0.name) }),
      PlotTable.Column("weights", order.map { .integer($0.weights) }),
      PlotTable.Column("accuracy", order.map { number($0.mean) }),
      PlotTable.Column("lead", order.map { number(comparison?.cell($0.name)?.difference.estimate) }),
      PlotTable.Column("p", order.map { number(comparison?.cell($0.name)?.test.p) }),
      PlotTable.Column("holm", order.map { number(comparison?.cell($0.name)?.adjustedP) }),
    ])
  }
}

extension SearchOutcome: Composed {
  var brief: String {
    "search(\(rows.count) trials, the best by \(winner): \(Notation.grouped(winning.weights)) weights, scored "
      + "\(Readable.number(winning.trial.score ?? .nan)))"
  }

  /// The front, what was trained in the end, and what that comes to.
  func exhibits(on display: Display) -> [Exhibit] {
    [.chart(picture), .chart(Table(plotTable))] + sentences.map { .sentence($0) }
  }
}

extension SearchComparison {
  fileprivate var records: [Value] {
    zip(names, judged.cells).map { name, cell in
      .record([
        "strategy": .text(name), "pairs": .integer(cell.test.pairs), "lead": .number(cell.test.median),
        "p": .number(cell.test.p), "holm": .number(cell.adjustedP),
      ])
    }
  }
}
