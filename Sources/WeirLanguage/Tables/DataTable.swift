import WeirCatalog
import WeirEngine
import WeirPlot

/// Columns of numbers, texts and truth values under their names, equally long: what a study has found.
public struct DataTable: Thing, Equatable {
  /// The kind of all tables.
  public static let kind = Kind("table")

  /// One column.
  public struct Column: Sendable, Equatable {
    /// What stands above it.
    public var name: String
    /// Its cells, from the top: `none`, truth values, integers, numbers and texts.
    public var cells: [Value]

    /// A column of [cells] under [name].
    public init(_ name: String, _ cells: [Value]) { (self.name, self.cells) = (name, cells) }

    /// Whether all its cells are numbers, or missing.
    var isNumeric: Bool {
      cells.contains { $0.asNumber != nil } && cells.allSatisfy { $0 == .none || $0.asNumber != nil }
    }

    /// Its cells to sort by: what is missing among numbers comes last.
    var keys: [Value] { isNumeric ? numbers.map { .number($0) } : cells }

    /// Its cells as numbers; what is none is not a number.
    var numbers: [Double] { cells.map { $0.asNumber ?? .nan } }
  }

  /// The columns, no two of one name.
  public let columns: [Column]

  /// A table of equally long columns with names of their own.
  public init(_ columns: [Column]) {
    precondition(columns.allSatisfy { $0.cells.count == columns[0].cells.count }, "columns are equally long")
    self.columns = columns
  }

  /// How many rows there are.
  public var count: Int { columns.first?.cells.count ?? 0 }

  /// The column called [name].
  subscript(name: String) -> Column? { columns.first { $0.name == name } }

  /// The column called [name]. Errors: there is none.
  func column(_ name: String) throws(CallError) -> Column {
    if let column = self[name] { return column }
    let names = columns.map(\.name)
    guard !names.isEmpty else {
      throw .failed("the table is empty, so it has no column `\(name)`")
    }
    throw .failed(
      "the table has no column `\(name)`; it has " + names.map { "`\($0)`" }.joined(separator: ", "),
      suggestion: Spelling.suggestion(for: name, among: names))
  }

  /// The rows at [places], in that order.
  func rows(_ places: some Collection<Int>) -> DataTable {
    DataTable(columns.map { column in Column(column.name, places.map { column.cells[$0] }) })
  }

  /// A record of the row at [place].
  func record(_ place: Int) -> Value {
    .record(Record(columns.map { .init($0.name, $0.cells[place]) }))
  }

  /// The column as a value: numbers as a series, if none is missing; else a list.
  func value(of column: Column) -> Value {
    guard column.isNumeric, !column.cells.contains(where: { if case .integer = $0 { true } else { false } })
    else {
      return .list(of: column.cells)
    }
    return .thing(
      Series(
        column.name, over: "row", positions: column.cells.indices.map(Double.init), values: column.numbers))
  }

  /// The table as files have it.
  func stored() throws(DataError) -> StoredTable {
    try StoredTable(columns.map { .init($0.name, $0.cells.map { $0.field ?? .missing }) })
  }
}

extension DataTable: Sliceable {
  /// The row at [index], as a record.
  public func item(at index: Int) -> Value { record(index) }
  /// The rows at [places].
  public func slice(_ places: Range<Int>) -> DataTable { rows(places) }
}

extension DataTable: TableSource {
  /// What `table` shows.
  public var plotTable: PlotTable {
    PlotTable(
      columns.map { column in
        .init(
          column.name,
          column.cells.map { cell in
            switch cell {
            case .none: .missing
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case .truth, .text, .list, .record, .range, .function, .word, .entry, .thing: .text(cell.plain)
            }
          })
      })
  }
}

extension DataTable: RowsSource {
  /// A line for each column of numbers but the first, over the first one; over the row where that holds no numbers.
  public var plotSeries: [PlotSeries] {
    guard let first = columns.first else { return [] }
    let places = first.isNumeric ? first.numbers : nil
    return columns.dropFirst().filter(\.isNumeric).map {
      PlotSeries($0.name, over: first.isNumeric ? first.name : "", x: places, y: $0.numbers)
    }
  }
}

extension DataTable: Composed {
  /// How large it is.
  public var brief: String { "table(\(Notation.grouped(count)) rows x \(columns.count) columns)" }

  /// Its cells. Where there is no room for all, what is the same in all rows is said below, and the time that cells took is
  /// left out.
  public func exhibits(on display: Display) -> [Exhibit] {
    guard !columns.isEmpty else { return [.sentence(brief)] }
    let (table, note) = plotTable.fitted(to: display, sparing: ["seconds"])
    return [.chart(Table(table))] + (note.map { [.sentence($0 + ".")] } ?? [])
  }
}

extension DataTable: SavedAsJSON {
  var members: [JSON.Member] {
    [
      .init(
        "columns",
        .list(
          columns.map { column in
            .object([
              .init("name", .text(column.name)),
              .init("cells", .list(column.cells.map { JSON($0.field ?? .missing) })),
            ])
          }))
    ]
  }

  init?(_ object: JSON) {
    guard let columns = object["columns"]?.items else { return nil }
    let read = columns.compactMap { column -> Column? in
      guard let name = column["name"]?.text, let cells = column["cells"]?.items else { return nil }
      return Column(name, cells.map(Self.cell))
    }
    guard read.count == columns.count, read.allSatisfy({ $0.cells.count == read[0].cells.count }),
      Set(read.map(\.name)).count == read.count
    else { return nil }
    self.init(read)
  }

  /// The cell that [json] spells; collections, which no cell is, count as missing.
  static func cell(_ json: JSON) -> Value {
    switch json {
    case .truth(let value): .truth(value)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let text): json.asNumber.map { .number($0) } ?? .text(text)
    case .null, .list, .object: .none
    }
  }
}
