import WeirCatalog

/// Named numbers: what `bars` shows.
public struct PlotBars: Sendable, Equatable {
  /// What each number is called; numbered from 0 where nothing else is given.
  public var labels: [String]
  /// The numbers, one a label.
  public var values: [Double]

  /// Equally many labels and numbers.
  public init(_ labels: [String], _ values: [Double]) {
    precondition(labels.count == values.count, "each bar has one label")
    (self.labels, self.values) = (labels, values)
  }
}

extension Conversion where Value == PlotBars {
  /// What `bars` accepts: a record of numbers, a list of numbers, or a thing with one series.
  public static var bars: Self {
    let expected = "numbers: a record of them, or a list"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> PlotBars in
        switch argument {
        case .record(let fields):
          if let values = Argument.Items(fields.map(\.value)).numbers {
            return PlotBars(fields.map(\.label), values)
          }
        case .list(let items):
          if let values = items.numbers { return PlotBars(values.indices.map { "\($0)" }, values) }
        case .thing(let source as any SeriesSource):
          let series = source.plotSeries
          if series.count == 1 { return PlotBars(series[0].x.map { Readable.number($0) }, series[0].y) }
        case .none, .truth, .integer, .number, .text, .thing: break
        }
        throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
      },
      show: { _ in nil })
  }
}
