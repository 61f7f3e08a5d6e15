import WeirCatalog

extension Conversion where Value == [PlotSeries] {
  /// What `plot` and `spark` accept:
  ///
  /// - a list of numbers: their values at 0, 1, 2, …;
  /// - a thing that has series of its own, such as a run's loss;
  /// - a record with just `x` and `y`, lists of numbers: the values of y at the places x;
  /// - any other record, of series: these, under the labels of the record;
  /// - a list of series: these.
  ///
  /// `none` among the numbers is a value that is missing, and shown as one.
  public static var series: Self {
    let expected = "a series: a list of numbers, a record of such lists, or a thing with series"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> [PlotSeries] in
        guard let series = try PlotSeries.read(argument) else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        return series
      },
      show: { _ in nil })
  }
}

extension PlotSeries {
  /// The series in [argument]; nil if it holds something else.
  fileprivate static func read(_ argument: Argument) throws(CallError) -> [PlotSeries]? {
    switch argument {
    case .thing(let source as any SeriesSource): return source.plotSeries
    case .list(let items):
      if let numbers = items.numbers { return [PlotSeries(y: numbers)] }
      var all: [PlotSeries] = []
      for item in items {
        guard let series = try read(item) else { return nil }
        all += series
      }
      return all
    case .record(let fields):
      if Set(fields.map(\.label)) == ["x", "y"], fields.count == 2 { return try points(fields).map { [$0] } }
      var all: [PlotSeries] = []
      for field in fields {
        guard let series = try read(field.value) else { return nil }
        all += series.map { $0.named(under: field.label, isOnly: series.count == 1) }
      }
      return all
    case .none, .truth, .integer, .number, .text, .thing: return nil
    }
  }

  private static func points(_ fields: [Argument.Field]) throws(CallError) -> PlotSeries? {
    var lists: [String: [Double]] = [:]
    for field in fields {
      guard case .list(let items) = field.value, let numbers = items.numbers else { return nil }
      lists[field.label] = numbers
    }
    guard let x = lists["x"], let y = lists["y"] else { return nil }
    guard x.count == y.count else {
      throw .failed("a series needs as many numbers in `x` as in `y`, but has \(x.count) and \(y.count)")
    }
    return PlotSeries(x: x, y: y)
  }

  /// The series as part of what a record calls [label]: a single one takes the label as its name.
  private func named(under label: String, isOnly: Bool) -> PlotSeries {
    var series = self
    series.name = isOnly || name.isEmpty ? label : label + " " + name
    return series
  }
}
