import WeirCatalog

/// Numbers in rows and columns: the flow of every layer over time, a matrix of weights.
public struct PlotGrid: Sendable, Equatable {
  /// What the numbers are: "flow". Empty if they have no name.
  public var name: String
  /// What each row is, from the top.
  public var rowLabels: [String]
  /// Where each column lies along the horizontal axis, ascending.
  public var columns: [Double]
  /// What the columns are, for the axis: "step". Empty if that goes without saying.
  public var axis: String
  /// What the rows are, for the axis of a landscape. Empty if that goes without saying.
  public var rowAxis = ""
  /// A place with a sign of its own in a landscape.
  public var mark: Mark?
  /// The numbers, row by row; not finite where there is none.
  public var values: [[Double]]

  /// A sign at a place.
  public struct Mark: Sendable, Equatable {
    /// What lies there.
    public let text: String
    /// Its row, counted from 0 at the top, and where it lies along the horizontal axis.
    public let row: Int, column: Double

    /// [text] in [row] at [column].
    public init(_ text: String, row: Int, column: Double) {
      (self.text, self.row, self.column) = (text, row, column)
    }
  }

  /// A grid of [values]. Where nothing else is given, rows and columns are numbered from 0.
  public init(
    _ name: String = "", rows: [String]? = nil, columns: [Double]? = nil, over axis: String = "",
    values: [[Double]]
  ) {
    let width = values.first?.count ?? 0
    (self.name, self.axis, self.values) = (name, axis, values)
    rowLabels = rows ?? values.indices.map { "\($0)" }
    self.columns = columns ?? (0..<width).map(Double.init)
    precondition(values.allSatisfy { $0.count == self.columns.count }, "the rows of a grid are equally long")
    precondition(rowLabels.count == values.count, "each row of a grid has one label")
  }
}

/// A thing that is a grid of numbers: a flow (layers × time), a tensor with two axes.
public protocol GridSource: Thing {
  /// Its numbers.
  var plotGrid: PlotGrid { get }
}

extension Conversion where Value == PlotGrid {
  /// What `heatmap` accepts: a list of rows, each a list of numbers; a record of rows, under its
  /// labels; or a thing that is a grid, or has series over the same places.
  public static var grid: Self {
    let expected = "rows of numbers: a list of lists, a record of lists, or a thing that is a grid"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> PlotGrid in
        guard let grid = try PlotGrid.read(argument) else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        return grid
      },
      show: { _ in nil })
  }
}

extension PlotGrid {
  fileprivate static func read(_ argument: Argument) throws(CallError) -> PlotGrid? {
    let rows: [(label: String, series: PlotSeries)]
    switch argument {
    case .thing(let source as any GridSource): return source.plotGrid
    case .thing(let source as any SeriesSource):
      rows = PlotSeries.distinctlyNamed(source.plotSeries).map { ($0.name, $0) }
    case .list(let items):
      guard let series = PlotSeries.rows(items) else { return nil }
      rows = series.enumerated().map { index, one in (one.name.isEmpty ? "\(index)" : one.name, one) }
    case .record(let fields):
      guard let series = PlotSeries.rows(fields.map(\.value)) else { return nil }
      rows = zip(fields, series).map { ($0.label, $1) }
    case .none, .truth, .integer, .number, .text, .thing: return nil
    }
    guard let first = rows.first else { return PlotGrid(values: []) }
    for (label, series) in rows where series.x.count != first.series.x.count {
      throw .failed(
        "the rows must be equally long, but row `\(first.label)` has \(first.series.x.count) numbers"
          + " and row `\(label)` has \(series.x.count)")
    }
    return PlotGrid(
      rows: rows.map(\.label), columns: first.series.x, over: first.series.axis, values: rows.map(\.series.y))
  }
}

extension PlotSeries {
  /// Each of [items] as one row: a list of numbers, or a thing with one series; nil if one is neither.
  fileprivate static func rows(_ items: some Sequence<Argument>) -> [PlotSeries]? {
    var rows: [PlotSeries] = []
    for item in items {
      switch item {
      case .list(let numbers):
        guard let row = numbers.numbers else { return nil }
        rows.append(PlotSeries(y: row))
      case .thing(let source as any SeriesSource):
        let series = source.plotSeries
        guard series.count == 1 else { return nil }
        rows.append(series[0])
      case .none, .truth, .integer, .number, .text, .record, .thing: return nil
      }
    }
    return rows
  }
}
