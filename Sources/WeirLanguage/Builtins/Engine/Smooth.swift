import WeirCatalog
import WeirEngine

/// `smooth`: a moving mean.
struct Smooth: Builtin {
  @Required var values: Value
  var over = 20

  static let entry = Entry<Smooth>(
    "smooth", "Smooths a series, or each layer of a flow, by a moving mean.",
    details: """
      Each value becomes the mean of the values around it, as many as `over` says, fewer at the ends. Readings \
      of single batches scatter; this shows where they tend.
      """,
    settings: [
      .required("values", \.$values, .value, "A series, a flow or a list of numbers."),
      Setting("over", \.over, .integer(in: 1...1_000_000), "How many neighbouring values a mean is of."),
    ],
    positional: 2, examples: [Example("smooth([1, 5, 3, 7], over: 3)", prints: "[3.0, 3.0, 5.0, 5.0]")],
    words: ["average", "moving"])

  func run(_ context: Context) throws -> Value {
    switch values {
    case .thing(var series as Series):
      series.values = means(series.values)
      return .thing(series)
    case .thing(let flow as Flow):
      return .thing(
        Flow(layers: flow.layers, norm: flow.norm, steps: flow.steps, values: flow.values.map(means)))
    case .list(let list):
      let numbers = list.compactMap(\.asNumber)
      guard numbers.count == list.count else { break }
      return .list(of: means(numbers).map { .number($0) })
    case .none, .truth, .integer, .number, .text, .record, .range, .function, .word, .entry, .thing: break
    }
    throw CallError(
      .mismatch(setting: "values", expected: "a series, a flow or a list of numbers", found: values.found),
      position: 0)
  }

  /// The mean of each value's neighbours. Cost: linear, by a sum that moves along.
  private func means(_ values: [Double]) -> [Double] {
    let (before, after) = ((over - 1) / 2, over / 2)
    var (sum, finite, begin, end) = (0.0, 0, 0, 0)
    return values.indices.map { place in
      while end < values.count, end <= place + after {
        if values[end].isFinite { (sum, finite) = (sum + values[end], finite + 1) }
        end += 1
      }
      while begin < place - before {
        if values[begin].isFinite { (sum, finite) = (sum - values[begin], finite - 1) }
        begin += 1
      }
      return finite == 0 ? .nan : sum / Double(finite)
    }
  }
}
