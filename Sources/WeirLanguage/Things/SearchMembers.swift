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
      "omitted", of: SearchOutcome.self, "What was not trained in the end, and why.", result: .list
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

extension SearchOutcome: Composed {
  var brief: String {
    "search(\(rows.count) trials, the best by \(winner): \(Notation.grouped(winning.weights)) weights, scored "
      + "\(Readable.number(winning.trial.score ?? .nan)))"
  }

  /// The front, what was trained in the end, and what that comes to.
  func exhibits(on display: Display) -> [Exhibit] {
    let (table, note) = finalsTable(fitting: display)
    return [.chart(picture), .chart(Table(table))]
      + (note.map { [.sentence($0 + "; `.finals` has all.")] } ?? []) + sentences.map { .sentence($0) }
  }
}

extension SearchComparison {
  fileprivate var records: [Value] {
    zip(names, judged.cells).map { name, cell in
      .record([
        "strategy": .text(name), "pairs": .integer(cell.test.pairs), "lost": .integer(cell.lostByA),
        "won": .integer(cell.lostByB), "lead": cell.medianLead.map { .number($0) } ?? .none,
        "p": .number(cell.test.p), "holm": .number(cell.adjustedP),
      ])
    }
  }
}
