import WeirCatalog
import WeirPlot
import WeirStatistics

extension Judgement: TableSource {
  /// A row for each cell.
  var plotTable: PlotTable { PlotTable(columns.map(\.column)) }
}

extension Judgement {
  /// A column of the table, and how soon it is left out where there is no room for all.
  private struct Shown {
    /// From the first to go to the last.
    enum Need: Int {
      /// It is the same in all rows.
      case never
      /// It is only a step on the way to another one.
      case step
      /// The sentence tells as much.
      case told
      /// Others tell as much.
      case detail
      case always
    }

    let column: PlotTable.Column
    let need: Need

    init(_ name: String, _ cells: [PlotTable.Cell], _ need: Need) {
      (column, self.need) = (PlotTable.Column(name, cells), need)
    }

    /// A column that says of what the cells are. What is the same in all of several rows is said once.
    static func facts(_ name: String, _ cells: [PlotTable.Cell], _ need: Need) -> Shown {
      Shown(name, cells, cells.count > 1 && Set(cells).count == 1 ? .never : need)
    }

    /// What it is called, and what stands in all rows if that is the same.
    var words: String {
      "`\(column.name)`"
        + (need == .never ? column.cells.first.map { " (\($0.text) in each row)" } ?? "" : "")
    }
  }

  private var columns: [Shown] {
    let cells = comparison.cells
    func numbers(_ name: String, _ need: Shown.Need, _ number: (PairedComparison.Cell) -> Double) -> Shown {
      Shown(name, cells.map { number($0).isFinite ? .number(number($0)) : .missing }, need)
    }
    func counts(_ name: String, _ count: (PairedComparison.Cell) -> Int) -> [Shown] {
      cells.allSatisfy { count($0) == 0 } ? [] : [Shown(name, cells.map { .integer(count($0)) }, .told)]
    }
    return labels.indices.map { label in .facts(labels[label], keys.map { $0[label] }, .always) }
      + [.facts("pairs", cells.map { .integer($0.test.pairs) }, .detail)]
      + counts("lost", \.lostByA) + counts("won", \.lostByB) + counts("left out", \.dropped) + [
        numbers(names.a, .detail, \.a.mean), numbers(names.b, .detail, \.b.mean),
        Shown(
          "difference, 95 %",
          cells.map {
            guard $0.difference.low.isFinite else { return .missing }
            return .text(
              "\(Readable.number($0.difference.low, digits: 3)) to \(Readable.number($0.difference.high, digits: 3))"
            )
          }, .always),
        numbers("effect", .detail, \.test.effect), numbers("p", .step, \.test.p),
        numbers("holm", .always, \.adjustedP),
      ]
  }

  /// The table as wide as [display] at most, and what is to be said of the columns that are left out for it: at first those
  /// that are the same in all rows, then p, of which holm is made, then what stands in the sentence or follows from
  /// other columns.
  func table(fitting display: Display) -> (table: PlotTable, note: String) {
    let all = columns
    var waiting = all.indices.filter { all[$0].need != .always }
      .sorted { (all[$0].need.rawValue, $0) < (all[$1].need.rawValue, $1) }[...]
    var left: [Int] = []
    func table() -> PlotTable {
      PlotTable(all.indices.filter { !left.contains($0) }.map { all[$0].column })
    }
    while !Table(table()).isWhole(on: display), let next = waiting.popFirst() { left.append(next) }
    let words = left.sorted().map { all[$0].words }.joined(separator: ", ")
    return (table(), left.isEmpty ? "" : "Not shown, for want of room: \(words); `.cells` has all.")
  }
}
