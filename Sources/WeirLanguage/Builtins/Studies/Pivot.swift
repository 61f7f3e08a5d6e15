import WeirCatalog

/// `pivot`: a column of a table spread over columns of their own.
struct Pivot: Builtin {
  @Required var table: DataTable
  @Required var rows: [String]
  @Required var columns: String
  @Required var values: String
  var summary = Value.entry(Group.mean)

  static let result: Kind? = DataTable.kind
  static let entry = Entry<Pivot>(
    "pivot",
    "Spreads a column of a table out: a row for each value of one column, a column for each of another.",
    details: """
      Rows of one column stand in order where they are numbers, else as they first occur, like columns. With a list of \
      columns each combination of their values that occurs is a row. `plot` of the result draws a line for each column.
      """,
    settings: [
      .required("table", \.$table, .thing(DataTable.self), "The table."),
      .required("rows", \.$rows, .names, "The column whose values become rows, or a list of columns."),
      .required("columns", \.$columns, .text, "The column whose values become columns."),
      .required("values", \.$values, .text, "The column that is spread out."),
      Setting("with", \.summary, .function, "What is made of several numbers in one place."),
    ],
    examples: [
      Example(
        """
        found = study("sums", grid: {x: [1, 2], y: ["a", "b"]}, seeds: [1], run: c => {z: 10 * c.x})
        found.pivot("x", "y", "z").columns
        """, prints: #"["x", "a", "b"]"#)
    ], words: ["spread", "crosstab", "wide"])

  func run(_ context: Context) throws -> Value {
    let (sides, top) = (try rows.map { try table.column($0) }, try table.column(columns))
    let value = try table.column(values)
    var groups = Groups(sides).places
    if sides.count == 1, sides[0].isNumeric {
      let keys = sides[0].numbers
      groups.sort { (keys[$0[0]], $0[0]) < (keys[$1[0]], $1[0]) }
    }
    var result = sides.map { side in DataTable.Column(side.name, groups.map { side.cells[$0[0]] }) }
    let spread = Groups([top]).places
    let names = try names(of: spread.map { top.cells[$0[0]] })
    for (name, places) in zip(names, spread) {
      let here = Set(places)
      let cells = try groups.map { row in
        try Group.summary(of: value, row.filter(here.contains), summary, context)
      }
      result.append(.init(name, cells))
    }
    return .thing(DataTable(result))
  }

  /// What the columns of [values] are called. Errors: two alike, which could not be told apart.
  private func names(of values: [Value]) throws(CallError) -> [String] {
    let plain = values.map(\.plain)
    // The number 1 and the text "1" read alike without quotes.
    let names = zip(values, plain).map { value, name in
      let told = plain.count { $0 == name } > 1 ? value.brief : name
      return rows.contains(told) ? "\(columns) \(told)" : told
    }
    var known = Set(rows)
    if let twice = names.first(where: { !known.insert($0).inserted }) {
      throw .failed("two columns of the result would be called `\(twice)`")
    }
    return names
  }
}
