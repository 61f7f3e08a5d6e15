import WeirCatalog

/// How many weights are active in each row and column of a pattern.
struct MarginSums {
  private(set) var rows, columns: [Int]
  private(set) var active = 0

  init(_ pattern: PlotPattern) {
    rows = Array(repeating: 0, count: max(0, pattern.rows))
    columns = Array(repeating: 0, count: max(0, pattern.columns))
  }

  mutating func count(row: Int, column: Int) {
    rows[row] += 1
    columns[column] += 1
    active += 1
  }

  /// Units and inputs that have no active weight left.
  var notes: [String] {
    let dead = [(rows, "row"), (columns, "column")].compactMap { sums, noun -> String? in
      let count = sums.count { $0 == 0 }
      return count > 0 ? "\(Notation.grouped(count)) of \(Readable.count(sums.count, noun))" : nil
    }
    return dead.isEmpty ? [] : [dead.joined(separator: " and ") + " without an active weight"]
  }
}
