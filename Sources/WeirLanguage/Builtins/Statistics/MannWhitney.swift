import WeirCatalog
import WeirStatistics

/// `mann_whitney`: whether one of two independent samples lies higher.
struct MannWhitney: Builtin {
  @Required var a: [Double]
  @Required var b: [Double]
  var side = Side.greater

  static let result: Kind? = RankSumTest.kind
  static let entry = Entry<MannWhitney>(
    "mann_whitney", "Tests whether the numbers of one sample are greater than those of another: rank sums.",
    details: """
      U counts the pairs of a number of each sample in which that of the first is greater, equal ones by one \
      half. Up to \(RankSumTest.exactCount) numbers in all every division of the ranks counts, ties as they are; \
      beyond that U is taken as normal, with the variance for ties and half a pair for continuity. Where numbers \
      belong together in pairs, as with equal seeds, `wilcoxon` sees more.
      """,
    source: "Mann and Whitney 1947",
    settings: [
      .required("a", \.$a, .numberSequence, "The numbers that may be greater."),
      .required("b", \.$b, .numberSequence, "The others."), .side(\.side),
    ],
    examples: [
      Example("mann_whitney([3, 4, 5], [1, 2]).p", prints: "0.1"),
      "mann_whitney([0.88, 0.86, 0.91], [0.84, 0.85, 0.87, 0.86])",
    ], words: ["rank-sum", "u test", "independent", "significance", "test"])

  func run(_ context: Context) throws -> Value {
    try asCall { .thing(try RankSumTest(a, b, side: side)) }
  }
}
