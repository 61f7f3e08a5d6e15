/// Tables for people, who read no further than the display is wide.
extension PlotTable {
  /// The table without as many columns as it takes to fit [display], and what is to be said of these: at first those that are
  /// the same in all rows, then those called by [names].
  public func fitted(to display: Display, sparing names: [String]) -> (table: PlotTable, note: String?) {
    let alike = columns.indices.filter { columns[$0].common != nil }
    let others = names.compactMap { name in columns.firstIndex { $0.name == name } }
    return fitted(to: display, leavingOut: alike + others.filter { !alike.contains($0) })
  }

  /// The table with as many of the columns at [places] left out, the first at first, as it takes to fit [display], and what is
  /// to be said of these; all of them where even that is not enough. Those of [pair] go together.
  public func fitted(
    to display: Display, leavingOut places: [Int], pair: Set<Int> = []
  ) -> (table: PlotTable, note: String?) {
    var left: Set<Int> = []
    func rest() -> PlotTable {
      PlotTable(columns.indices.filter { !left.contains($0) }.map { columns[$0] })
    }
    for place in places where left.count < columns.count - 1 && !Table(rest()).isWhole(on: display) {
      left.formUnion(pair.contains(place) ? pair : [place])
    }
    let names = left.sorted().map { place in
      "`\(columns[place].name)`" + (columns[place].common.map { " (\($0) in each row)" } ?? "")
    }
    return (
      rest(), names.isEmpty ? nil : "Not shown, for want of room: " + names.joined(separator: ", ")
    )
  }
}

extension PlotTable.Column {
  /// What stands in all of several rows; nil if that is not the same.
  public var common: String? {
    guard let first = cells.first, cells.count > 1, cells.allSatisfy({ $0 == first }) else { return nil }
    return first == .missing ? "nothing" : first.text
  }
}
