import WeirPlot

/// Rows that agree in what one looks at, by where they are.
struct Groups<Key: Hashable> {
  /// What the rows of each group agree in, in the order in which the groups first occur.
  private(set) var keys: [Key] = []
  /// The places of each group.
  private(set) var places: [[Int]] = []

  /// The groups of [rows], of each of which [key] says what it is looked at.
  init(_ rows: some Sequence<Int>, by key: (_ row: Int) -> Key) {
    var known: [Key: Int] = [:]
    for row in rows {
      let key = key(row)
      if let group = known[key] {
        places[group].append(row)
      } else {
        known[key] = places.count
        keys.append(key)
        places.append([row])
      }
    }
  }
}

extension Groups<[String]> {
  /// The rows of a table that agree in [columns].
  init(_ columns: [DataTable.Column]) {
    self.init(0..<(columns.first?.cells.count ?? 0)) { row in columns.map { $0.cells[row].brief } }
  }
}

extension Groups<[PlotTable.Cell]> {
  /// Those of [rows] that agree in all [columns] of a table: equal numbers do, whole or not.
  init(_ rows: some Sequence<Int>, agreeingIn columns: [PlotTable.Column]) {
    self.init(rows) { row in columns.map { $0.cells[row].plainest } }
  }
}
