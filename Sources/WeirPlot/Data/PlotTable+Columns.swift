import WeirCatalog

/// Tables that people pass, taken apart.
extension PlotTable {
  /// The column called [name]. Errors: there is none.
  public func column(_ name: String) throws(CallError) -> Column {
    if let column = columns.first(where: { $0.name == name }) { return column }
    let names = columns.map(\.name)
    guard !names.isEmpty else {
      throw .failed("the table is empty, so it has no column `\(name)`")
    }
    throw .failed(
      "the table has no column `\(name)`; it has " + names.map { "`\($0)`" }.joined(separator: ", "),
      suggestion: Spelling.suggestion(for: name, among: names))
  }

  /// The numbers of the column called [name], not-a-number where one is missing. Errors: there is no such column, or it
  /// holds texts.
  public func numbers(_ name: String) throws(CallError) -> [Double] {
    var numbers: [Double] = []
    for cell in try column(name).cells {
      switch cell {
      case .missing: numbers.append(.nan)
      case .integer(let value): numbers.append(Double(value))
      case .number(let value): numbers.append(value)
      case .text(let text):
        throw .failed("the column `\(name)` must hold numbers, but holds the text \(Notation.text(text))")
      }
    }
    return numbers
  }

  /// A line for each value of the column [group], or one if that is nil: the numbers of the column [y] over those of [x],
  /// each the mean of the rows that have one there. Errors: no such column; texts where numbers are wanted.
  func lines(_ y: String, over x: String, by group: String?) throws(CallError) -> [PlotSeries] {
    let (places, values) = (try numbers(x), try numbers(y))
    let names = try group.map { name throws(CallError) in
      try column(name).cells.map { $0 == .missing ? "none" : $0.text }
    }
    var order: [String] = []
    var sums: [String: [Double: (total: Double, count: Double)]] = [:]
    for row in 0..<rowCount where places[row].isFinite && values[row].isFinite {
      let name = names?[row] ?? y
      if sums[name] == nil { order.append(name) }
      let (total, count) = sums[name]?[places[row]] ?? (0, 0)
      sums[name, default: [:]][places[row]] = (total + values[row], count + 1)
    }
    return order.map { name in
      let points = sums[name, default: [:]].sorted { $0.key < $1.key }
      return PlotSeries(
        name, over: x, x: points.map(\.key), y: points.map { $0.value.total / $0.value.count })
    }
  }
}

/// Rows under names, of which a plot may be asked for a column over another.
public protocol RowsSource: TableSource, SeriesSource {}

/// What one argument of a plot brings.
public struct PlotLines: Sendable {
  /// Its lines, if nobody asks for columns.
  public var series: [PlotSeries] = []
  /// Its rows, where it is a table.
  public var table: PlotTable?

  /// Lines that are no table's.
  public init(_ series: [PlotSeries]) { self.series = series }

  /// The rows of [table], which show as [series] where no columns are asked for.
  init(_ table: PlotTable, series: [PlotSeries]) { (self.table, self.series) = (table, series) }

  /// What is drawn where [x], [y] and [group], if not empty, may be columns. Of a table they are as soon as one of them
  /// is; but what it shows by itself is drawn if only its own axis is named. Errors: columns of which some are not
  /// there, or hold texts.
  func drawn(_ y: String, over x: String, by group: String) throws(CallError) -> [PlotSeries] {
    guard let table else {
      guard group.isEmpty else { throw .failed("`by` names a column of a table, but what is drawn is none") }
      return series
    }
    let names = Set(table.columns.map(\.name))
    guard !group.isEmpty || names.contains(x) || names.contains(y) || series.isEmpty else { return series }
    if group.isEmpty, y.isEmpty, !series.isEmpty, series.allSatisfy({ $0.axis == x }) { return series }
    guard !x.isEmpty, !y.isEmpty else {
      throw .failed("of a table `plot` needs two columns: `x`, and `y`, which is drawn over it")
    }
    return try table.lines(y, over: x, by: group.isEmpty ? nil : group)
  }
}

extension Conversion where Value == PlotLines {
  /// What `plot` accepts: a series, or a table: one that is a thing, or a list of records.
  static var lines: Self {
    let series = Conversion<[PlotSeries]>.series
    return Conversion(
      expected: series.expected,
      read: { (argument: Argument) throws(CallError) -> PlotLines in
        if case .thing(let source as any RowsSource) = argument {
          return PlotLines(source.plotTable, series: source.plotSeries)
        }
        if let table = PlotTable(rows: argument) { return PlotLines(table, series: []) }
        return PlotLines(try series.read(argument))
      },
      show: { _ in nil })
  }
}
