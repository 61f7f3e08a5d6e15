import WeirCatalog

/// Columns of values with a head: what `table` shows.
public struct PlotTable: Sendable, Equatable {
  /// One value of a table.
  public enum Cell: Sendable, Hashable {
    case missing
    case integer(Int)
    case number(Double)
    case text(String)

    /// What equal numbers have in common: 1.0 is 1.
    public var plainest: Cell {
      if case .number(let number) = self, let whole = Int(exactly: number) { .integer(whole) } else { self }
    }
  }

  /// One column.
  public struct Column: Sendable, Equatable {
    /// What stands above it.
    public var name: String
    /// Its values, from the top.
    public var cells: [Cell]

    /// A column of [cells] under [name].
    public init(_ name: String, _ cells: [Cell]) { (self.name, self.cells) = (name, cells) }
  }

  /// The columns, equally long.
  public var columns: [Column]

  /// How many rows there are.
  public var rowCount: Int { columns.first?.cells.count ?? 0 }

  /// A table of equally long columns.
  public init(_ columns: [Column]) {
    precondition(
      columns.allSatisfy { $0.cells.count == columns[0].cells.count },
      "the columns of a table are equally long")
    self.columns = columns
  }
}

/// A thing that can be shown as a table: a summary of layers, a comparison.
public protocol TableSource: Thing {
  /// Its table.
  var plotTable: PlotTable { get }
}

extension Conversion where Value == PlotTable {
  /// What `table` accepts: a list of records (a row each), a record of equally long lists (a column
  /// each), a list of lists (rows without names), or a thing with a table, series or a grid.
  public static var table: Self {
    let expected = "a table: a list of records, a record of lists, or a thing with a table"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> PlotTable in
        guard let table = try PlotTable.read(argument) else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        return table
      },
      show: { _ in nil })
  }
}

extension PlotTable.Cell {
  /// What a table shows of [argument]: collections and things only by what they are.
  init(_ argument: Argument) {
    switch argument {
    case .none: self = .missing
    case .truth(let value): self = .text(value ? "true" : "false")
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .text(let text): self = .text(text)
    case .thing(let thing as any Catalogued): self = .text(thing.identity)
    case .thing(let entry as AnyEntry): self = .text(entry.name)
    case .list, .record, .thing: self = .text(argument.found)
    }
  }
}

extension PlotTable {
  /// The table of a list of records that hold values, no lists; nil if [argument] is something else.
  init?(rows argument: Argument) {
    guard case .list(let items) = argument, !items.isEmpty else { return nil }
    for item in items {
      guard case .record(let fields) = item else { return nil }
      for field in fields {
        switch field.value {
        case .none, .truth, .integer, .number, .text: break
        case .list, .record, .thing: return nil
        }
      }
    }
    guard let table = Self.rows(items) else { return nil }
    self = table
  }

  fileprivate static func read(_ argument: Argument) throws(CallError) -> PlotTable? {
    switch argument {
    case .thing(let source as any TableSource): return source.plotTable
    case .thing(let source as any GridSource): return PlotTable(source.plotGrid)
    case .thing(let source as any SeriesSource): return PlotTable(alike: source.plotSeries)
    case .list(let items): return rows(items)
    case .record(let fields): return try columns(fields)
    case .none, .truth, .integer, .number, .text, .thing: return nil
    }
  }

  /// One row a record, one column a label, in the order in which labels first occur.
  private static func rows(_ items: some Sequence<Argument>) -> PlotTable? {
    var names: [String] = []
    var cells: [String: [Cell]] = [:]
    for (row, item) in items.enumerated() {
      let fields: [(String, Argument)]
      switch item {
      case .record(let labelled): fields = labelled.map { ($0.label, $0.value) }
      case .list(let values): fields = values.enumerated().map { ("\($0.offset)", $0.element) }
      case .integer, .number, .text, .truth, .none: fields = [("value", item)]
      case .thing: return nil
      }
      for (label, value) in fields {
        if cells[label] == nil {
          names.append(label)
          cells[label] = Array(repeating: .missing, count: row)
        }
        cells[label]?.append(Cell(value))
      }
      for name in names where cells[name, default: []].count == row { cells[name]?.append(.missing) }
    }
    return PlotTable(names.map { Column($0, cells[$0, default: []]) })
  }

  private static func columns(_ fields: [Argument.Field]) throws(CallError) -> PlotTable? {
    var columns: [Column] = []
    for field in fields {
      switch field.value {
      case .list(let items): columns.append(Column(field.label, items.map(Cell.init)))
      case .thing(let source as any SeriesSource):
        guard let series = source.plotSeries.first else { return nil }
        columns.append(Column(field.label, series.y.map(Cell.number)))
      case .none, .truth, .integer, .number, .text, .record, .thing:
        // A record of single values is a table of two columns.
        return PlotTable([
          Column("name", fields.map { .text($0.label) }), Column("value", fields.map { Cell($0.value) }),
        ])
      }
    }
    for column in columns where column.cells.count != columns[0].cells.count {
      throw .failed(
        "the columns must be equally long, but `\(columns[0].name)` has \(columns[0].cells.count) values"
          + " and `\(column.name)` has \(column.cells.count)")
    }
    return PlotTable(columns)
  }
}
