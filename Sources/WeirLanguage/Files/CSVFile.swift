import WeirCatalog
import WeirEngine
import WeirPlot

/// Comma-separated values: whatever `table` shows, and the data of plots.
enum CSVFile: FileFormat {
  static let ending = "csv"

  static func holds(_ value: Value) -> Bool {
    switch value {
    case .list, .record: true
    case .thing(let thing): thing is any Chart || (try? table(of: .thing(thing))) != nil
    case .none, .truth, .integer, .number, .text, .range, .function, .word, .entry: false
    }
  }

  static func write(_ value: Value, to path: String, _ context: Context) throws {
    let table = try table(of: value)
    try StoredTable(table.columns.map { .init($0.name, $0.cells.map(\.field)) }).write(to: path)
  }

  /// A record of lists, one for each column, which `table` and `plot` take as it is.
  static func read(_ path: String, _ context: Context) throws -> Value {
    let table = try StoredTable(file: path, most: Limits.items)
    return .record(
      Record(
        table.columns.map { column in Record.Field(column.name, .list(of: column.fields.map(Value.init))) }))
  }

  /// A record for each row of the table that [value] has.
  static func rows(of value: Value) throws(CallError) -> Value {
    let columns = try table(of: value).columns
    let count = columns.first?.cells.count ?? 0
    return .list(
      of: (0..<count).map { row in
        .record(Record(columns.map { Record.Field($0.name, Value($0.cells[row].field)) }))
      })
  }

  private static func table(of value: Value) throws(CallError) -> PlotTable {
    if case .thing(let chart as any Chart) = value { return chart.data }
    if case .thing(let source as any TableSource) = value { return source.plotTable }
    // A flow is a grid too, but a row for each reading is what other programs expect.
    if case .thing(let source as any SeriesSource) = value { return try table(of: source.plotSeries) }
    return try Conversion.table.read(try value.argument)
  }

  /// A row for each place, a column for each of [series].
  private static func table(of series: [PlotSeries]) throws(CallError) -> PlotTable {
    guard let first = series.first else { return PlotTable([]) }
    if let other = series.first(where: { $0.x != first.x }) {
      throw .failed(
        "`\(first.name)` and `\(other.name)` have values in different places, which makes no table")
    }
    return PlotTable(
      [.init(first.axis, first.x.map { .number($0) })]
        + series.map { .init($0.name, $0.y.map { .number($0) }) })
  }
}

extension PlotTable.Cell {
  fileprivate var field: StoredTable.Field {
    switch self {
    case .missing: .missing
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    }
  }
}

extension Value {
  fileprivate init(_ field: StoredTable.Field) {
    switch field {
    case .missing: self = .none
    case .truth(let value): self = .truth(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .text(let text): self = .text(text)
    }
  }
}
