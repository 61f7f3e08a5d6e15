import WeirCatalog

/// `mean`: the sum divided by the count.
struct Mean: Builtin {
  @Required var values: [Double]
  static let result: Kind? = .number
  static let entry = Entry<Mean>(
    "mean", "The arithmetic mean.",
    settings: [.required("values", \.$values, .numberSequence, "Numbers, at least one.")],
    examples: [Example("mean([1, 2, 6])", prints: "3.0")], words: ["average"])

  func run(_ context: Context) throws -> Value {
    try Summaries.check(values, "mean", least: 1)
    return .number(Summaries.mean(values))
  }
}

/// `std`: the standard deviation of a sample.
struct StandardDeviation: Builtin {
  @Required var values: [Double]
  static let result: Kind? = .number
  static let entry = Entry<StandardDeviation>(
    "std", "The standard deviation of a sample: the root of the squared distances' sum over n - 1.",
    settings: [.required("values", \.$values, .numberSequence, "Numbers, at least two.")],
    examples: [Example("std([1, 3])", prints: "1.4142135623730951")], words: ["deviation"])

  func run(_ context: Context) throws -> Value {
    try Summaries.check(values, "std", least: 2)
    let mean = Summaries.mean(values)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return .number((squares / Double(values.count - 1)).squareRoot())
  }
}

/// `median`: the middle one.
struct Median: Builtin {
  @Required var values: [Double]
  static let result: Kind? = .number
  static let entry = Entry<Median>(
    "median", "The middle value, or the mean of the two in the middle.",
    settings: [.required("values", \.$values, .numberSequence, "Numbers, at least one.")],
    examples: [Example("median([5, 1, 2, 9])", prints: "3.5")])

  func run(_ context: Context) throws -> Value {
    try Summaries.check(values, "median", least: 1)
    if values.contains(where: \.isNaN) { return .number(Double.nan) }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return .number(sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2)
  }
}

/// `sum`: all together.
struct Sum: Builtin {
  @Required var values: [Value]
  static let entry = Entry<Sum>(
    "sum", "The sum of numbers; an integer if all of them are.",
    settings: [.required("values", \.$values, .sequence, "Numbers.")],
    examples: [Example("sum(1...4)", prints: "10")])

  func run(_ context: Context) throws -> Value {
    var (whole, number, isWhole) = (0, 0.0, true)
    for value in values {
      switch value {
      case .integer(let next):
        let (sum, overflow) = whole.addingReportingOverflow(next)
        if overflow {
          throw CallError.failed("the sum is too large for an integer", suggestion: "use `float`")
        }
        whole = sum
      case .number(let next): (number, isWhole) = (number + next, false)
      case .none, .truth, .text, .list, .record, .range, .function, .word, .entry, .thing:
        throw CallError(.mismatch(setting: "values", expected: "numbers", found: value.found), position: 0)
      }
    }
    return isWhole ? .integer(whole) : .number(Double(whole) + number)
  }
}

/// What several measures of a sample need.
enum Summaries {
  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  static func check(_ values: [Double], _ name: String, least: Int) throws(CallError) {
    guard values.count < least else { return }
    throw .failed(
      "`\(name)` needs at least \(least) number\(least == 1 ? "" : "s"), but there are \(values.count)")
  }
}
