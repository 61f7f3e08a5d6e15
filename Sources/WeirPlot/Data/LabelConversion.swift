import WeirCatalog

extension Conversion where Value == [String] {
  /// A list of texts, numbers or truth values, each as a label.
  static var labels: Self {
    let expected = "a list of labels: texts or numbers"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> [String] in
        var labels: [String] = []
        if case .thing(let source as any SeriesSource) = argument {
          return source.plotSeries.flatMap { $0.y.map { Readable.number($0) } }
        }
        guard case .list(let items) = argument else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        for item in items {
          switch item {
          case .text(let text): labels.append(text)
          case .integer(let value): labels.append("\(value)")
          case .number(let value): labels.append(Readable.number(value))
          case .truth(let value): labels.append(value ? "true" : "false")
          case .none, .list, .record, .thing:
            throw CallError(.mismatch(setting: nil, expected: expected, found: item.found))
          }
        }
        return labels
      },
      show: { _ in nil })
  }
}
