import WeirCatalog
import WeirPlot
import WeirStatistics

extension Judgement: TableSource {
  /// A row for each cell.
  var plotTable: PlotTable { PlotTable(columns.map(\.column)) }
}

extension Judgement {
  /// A column of the table, and how soon it is left out where there is no room for all.
  private struct JudgedColumn {
    /// From the first to go to the last.
    enum Need: Int {
      /// It is the same in all rows.
      case same
      /// It is only a step on the way to another one.
      case step
      /// The sentence tells as much.
      case told
      /// Others tell as much.
      case detail
      /// The difference tells as much.
      case means
      case always
    }

    let column: PlotTable.Column
    let need: Need

    init(_ name: String, _ cells: [PlotTable.Cell], _ need: Need) {
      (column, self.need) = (PlotTable.Column(name, cells), need)
    }

    /// The column, marked if all its rows are the same, which can be said once.
    var orSame: JudgedColumn { column.common == nil ? self : JudgedColumn(column.name, column.cells, .same) }
  }

  private var columns: [JudgedColumn] {
    let cells = comparison.cells
    func numbers(_ name: String, _ need: JudgedColumn.Need, _ number: (PairedComparison.Cell) -> Double)
      -> JudgedColumn
    {
      JudgedColumn(name, cells.map { number($0).isFinite ? .number(number($0)) : .missing }, need)
    }
    func counts(_ name: String, _ count: (PairedComparison.Cell) -> Int) -> [JudgedColumn] {
      cells.allSatisfy { count($0) == 0 }
        ? [] : [JudgedColumn(name, cells.map { .integer(count($0)) }, .told)]
    }
    return labels.indices.map { place in JudgedColumn(labels[place], keys.map { $0[place] }, .always).orSame }
      + [JudgedColumn(label("pairs"), cells.map { .integer($0.test.pairs) }, .detail).orSame]
      + counts(label("lost"), \.lostByA) + counts(label("won"), \.lostByB)
      + counts(label("left out"), \.dropped) + [
        numbers(names.a, .means, \.a.mean), numbers(names.b, .means, \.b.mean),
        JudgedColumn(
          label("difference, 95 %"),
          cells.map {
            guard $0.difference.low.isFinite else { return .missing }
            return .text("\(Self.bound($0.difference.low, $0)) to \(Self.bound($0.difference.high, $0))")
          }, .always),
        numbers(label("effect"), .detail, \.test.effect), numbers(label("p"), .step, \.test.p),
        numbers(label("holm"), .always, \.adjustedP),
      ]
  }

  /// A bound of the difference in [cell]: zero where only what was rounded is left of it, far below what was subtracted.
  private static func bound(_ value: Double, _ cell: PairedComparison.Cell) -> String {
    Readable.number(abs(value) < 1e-14 * (cell.a + cell.b).usualSize ? 0 : value, digits: 3)
  }

  /// The table as wide as [display] at most, and what is to be said of the columns that are left out for it: at first those
  /// that are the same in all rows, then p, of which holm is made, then what stands in the sentence or follows from
  /// other columns, and both means last.
  func table(fitting display: Display) -> (table: PlotTable, note: String?) {
    let all = columns
    let order = all.indices.filter { all[$0].need != .always }
      .sorted { (all[$0].need.rawValue, $0) < (all[$1].need.rawValue, $1) }
    // Half of a comparison is none.
    return plotTable.fitted(
      to: display, leavingOut: order, pair: Set(all.indices.filter { all[$0].need == .means }))
  }
}
