import WeirCatalog

/// `pivot`: a column of a table spread over columns of their own.
struct Pivot: Builtin {
  @Required var table: DataTable
  @Required var rows: String
  @Required var columns: String
  @Required var values: String
  var summary = Value.entry(Group.mean)

  static let result: Kind? = DataTable.kind
  static let entry = Entry<Pivot>(
    "pivot",
    "Spreads a column of a table out: a row for each value of one column, a column for each of another.",
    details: """
      Rows stand in order where they are numbers, else as they first occur, like columns. `plot` of the result draws a line \
      for each column.
      """,
    settings: [
      .required("table", \.$table, .thing(DataTable.self), "The table."),
      .required("rows", \.$rows, .text, "The column whose values become rows."),
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
    let (side, top) = (try table.column(rows), try table.column(columns))
    let value = try table.column(values)
    var sides = Groups([side]).places
    if side.isNumeric { sides.sort { (side.numbers[$0[0]], $0[0]) < (side.numbers[$1[0]], $1[0]) } }
    let tops = Groups([top]).places
    var result = [DataTable.Column(side.name, sides.map { side.cells[$0[0]] })]
    for places in tops {
      let here = Set(places)
      let cells = try sides.map { rows in
        try Group.summary(of: value, rows.filter(here.contains), summary, context)
      }
      let name = top.cells[places[0]].plain
      result.append(.init(name == side.name ? "\(columns) \(name)" : name, cells))
    }
    return .thing(DataTable(result))
  }
}
