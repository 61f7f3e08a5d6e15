import WeirCatalog

/// Columns of values under their names.
public struct Table: Chart {
  /// The values.
  @Required public var values: PlotTable
  /// How many rows are shown: those from the top and from the bottom.
  public var rows = 20
  /// Over the table.
  public var title = ""

  /// A table of nothing yet.
  public init() {}

  /// A table of [values].
  public init(_ values: PlotTable, rows: Int = 20, title: String = "") {
    (self.values, self.rows, self.title) = (values, rows, title)
  }

  /// What the chart says of itself.
  public static let entry = Entry<Table>(
    "table", "Shows values in columns.",
    details: """
      Numbers stand with their decimal points above each other, with four significant digits where
      they are not whole. What does not fit is left out in the middle, and the last line says so.
      """,
    settings: [
      .required("values", \.$values, .table, "A record a row, or a list a column."),
      Setting("rows", \.rows, .integer(in: 2...100_000), "How many rows are shown."),
      Setting("title", \.title, .text, "What stands over the table."),
    ],
    examples: [
      "table([{method: 0.91, seed: 1}, {method: 0.9, seed: 2}])",
      "table({step: [0, 100, 200], loss: [2.3, 0.7, 0.31]})",
    ],
    words: ["columns", "frame", "print"])

  /// Columns under their names.
  public var picture: Picture { Picture(title, TablePicture(table: values, most: rows, title: title)) }

  /// Whether all columns are shown on [display].
  public func isWhole(on display: Display) -> Bool {
    TablePicture(table: values, most: rows, title: title).isWhole(on: display)
  }

  /// The values, all of them.
  public var data: PlotTable { values }

  /// What the table holds, in one sentence.
  public var sentence: String {
    let names = values.columns.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
    return Sentence.of(
      "\(Readable.count(values.rowCount, "row")) of \(Readable.count(values.columns.count, "column"))"
        + (names.isEmpty ? "" : ": " + names))
  }
}
