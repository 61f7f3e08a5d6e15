import WeirCatalog
import WeirPlot

/// What was trained in the end, in a table.
extension SearchOutcome {
  /// Those that diverged in the fewest seeds first, and the best first among these: the mean of those that are left says
  /// nothing of how often a training ends well.
  private var ordered: [Final] {
    finals.enumerated().sorted { one, two in
      let (a, b) = (one.element, two.element)
      if a.diverged != b.diverged { return a.diverged < b.diverged }
      return a.mean == b.mean || a.known.isEmpty ? one.offset < two.offset : a.mean > b.mean
    }.map(\.element)
  }

  private static let divergedName = "diverged"

  /// All columns: of the winner's lead over each, p is only a step on the way to what Holm's rule makes of it.
  private var columns: [PlotTable.Column] {
    let order = ordered
    func number(_ value: Double?) -> PlotTable.Cell {
      value.map { $0.isFinite ? .number($0) : .missing } ?? .missing
    }
    let cells = order.map { comparison?.cell($0.name) }
    return [
      PlotTable.Column("network", order.map { .text($0.name) }),
      PlotTable.Column("weights", order.map { .integer($0.weights) }),
      PlotTable.Column("accuracy", order.map { number($0.mean) }),
      PlotTable.Column(Self.divergedName, order.map { .integer($0.diverged) }),
      PlotTable.Column("lead", cells.map { number($0?.meanLead) }),
      PlotTable.Column("p", cells.map { number($0?.test.p) }),
      PlotTable.Column("holm", cells.map { number($0?.adjustedP) }),
    ]
  }

  /// The rows of the table, with the accuracy of each seed.
  var finalRecords: [Value] {
    zip(PlotTable(columns).records, ordered).map { record, final in
      guard case .record(let fields) = record else { return record }
      let scores = final.scores.map { $0.map { Value.number($0) } ?? .none }
      return .record(Record(fields.fields + [.init("scores", .list(of: scores))]))
    }
  }

  /// The table as wide as [display] at most, and what is to be said of the columns that are left out for it.
  func finalsTable(fitting display: Display) -> (table: PlotTable, note: String?) {
    let table = plotTable
    let order = ["p", "weights"].compactMap { name in table.columns.firstIndex { $0.name == name } }
    return table.fitted(to: display, leavingOut: order)
  }

  /// Who diverged in the end, and what that does to the table; nil if nobody did.
  var divergedSentence: String? {
    let few = ordered.filter { $0.diverged > 0 }
    guard let count = few.first?.scores.count else { return nil }
    let each = few.map { "\($0.name) in \($0.diverged)" }.joined(separator: ", ")
    return
      "Diverged in the end, of \(count) \(count == 1 ? "seed" : "seeds"): \(each). The fewer, the higher a network stands; its "
      + "accuracy is the mean over the seeds that are left, the lead over it that over those in which the winner did not "
      + "diverge either. By p, who alone diverged has lost."
  }
}

extension SearchOutcome: TableSource {
  /// A row for all that was trained in the end, with the winner's lead over it, and in how many seeds it diverged if any did.
  var plotTable: PlotTable {
    let hasDiverged = finals.contains { $0.diverged > 0 }
    return PlotTable(columns.filter { hasDiverged || $0.name != Self.divergedName })
  }
}
