import WeirCatalog
import WeirStatistics

/// `wilcoxon`: whether one of two paired samples lies higher.
struct Wilcoxon: Builtin {
  @Required var a: [Double]
  var b: [Double]?
  var side = Side.greater

  static let result: Kind? = SignedRankTest.kind
  static let entry = Entry<Wilcoxon>(
    "wilcoxon", "Tests whether numbers are greater than those they are paired with: signed ranks.",
    details: """
      The differences a - b are ranked by size, and W+ is the sum of the ranks of those above zero. Up to 25 \
      differences every one of the 2^n cases counts, ties as they are; beyond that W+ is taken as normal, with \
      the variance for ties and no correction for continuity. Differences of zero are left out before ranking \
      (Wilcoxon's own rule), and so is what only rounding keeps from zero. With n pairs no p is below 2^-n: see \
      `power`. The effect is rank-biserial: (W+ - W-) / (W+ + W-).
      """,
    source: "Wilcoxon 1945; Kerby 2014 (effect)",
    settings: [
      .required("a", \.$a, .numberSequence, "The numbers that may be greater; without b, differences."),
      Setting("b", \.b, .optional(.numberSequence), "The numbers they are paired with, as many."),
      .side(\.side),
    ], positional: 2,
    examples: [
      Example("wilcoxon([1, 2, 3, 4, 5]).p", prints: "0.03125"),
      Example("wilcoxon([1.5, 2.1, 0.3, 3.3, -0.2]).w", prints: "14.0"),
      "wilcoxon([0.88, 0.86, 0.91], [0.84, 0.85, 0.87], side: two_sided)",
    ], words: ["signed-rank", "paired", "significance", "hypothesis", "test"])

  func run(_ context: Context) throws -> Value {
    try asCall {
      guard let b else { return .thing(try SignedRankTest(differences: a, side: side)) }
      return .thing(try SignedRankTest(a, b, side: side))
    }
  }
}
