import WeirCatalog
import WeirStatistics

/// `ci`: the mean and between which bounds it lies.
struct ConfidenceInterval: Builtin {
  @Required var values: [Double]
  var level = 0.95

  static let result: Kind? = Interval.kind
  static let entry = Entry<ConfidenceInterval>(
    "ci", "Gives the mean of numbers and an interval about it, by Student's distribution.",
    details: """
      Mean -+ t s / sqrt(n), with s the standard deviation and t the quantile for n - 1 degrees of freedom. For \
      numbers that are about normal; for others, and for other statistics, see `bootstrap`.
      """,
    source: "Student 1908",
    settings: [
      .required("values", \.$values, .numberSequence, "Numbers, at least two."), .level(\.level),
    ],
    examples: [
      Example("ci([1, 3]).estimate", prints: "2.0"), "ci([0.88, 0.86, 0.91], level: 99%)",
    ], words: ["confidence", "interval", "standard error"])

  func run(_ context: Context) throws -> Value {
    try asCall { .thing(try Interval(meanOf: values, level: level)) }
  }
}
