import WeirCatalog

extension Conversion where Value == [Double] {
  /// Numbers in any arrangement, of which only the values count: a list of numbers, lists of lists, a
  /// thing with series or a grid of numbers. `none` is a value that is missing.
  public static var values: Self {
    let expected = "numbers: a list of them, lists of lists, or a thing made of numbers"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> [Double] in
        var values: [Double] = []
        guard argument.gather(into: &values) else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        return values
      },
      show: { _ in nil })
  }

  /// A list of numbers, `none` among them standing for one that is missing; or a thing with one series.
  public static var numbers: Self {
    let expected = "a list of numbers"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> [Double] in
        switch argument {
        case .list(let items): if let numbers = items.numbers { return numbers }
        case .thing(let source as any SeriesSource):
          let series = source.plotSeries
          if series.count == 1 { return series[0].y }
        case .none, .truth, .integer, .number, .text, .record, .thing: break
        }
        throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
      },
      show: { _ in nil })
  }
}

extension Argument {
  /// Adds all its numbers to [values]; false if it holds something else.
  fileprivate func gather(into values: inout [Double]) -> Bool {
    switch self {
    case .list(let items):
      if let numbers = items.numbers {
        values += numbers
        return true
      }
      for item in items where !item.gather(into: &values) { return false }
      return true
    case .thing(let source as any GridSource):
      for row in source.plotGrid.values { values += row }
      return true
    case .thing(let source as any SeriesSource):
      for series in source.plotSeries { values += series.y }
      return true
    case .integer(let value):
      values.append(Double(value))
      return true
    case .number(let value):
      values.append(value)
      return true
    case .none, .truth, .text, .record, .thing: return false
    }
  }
}
