import WeirCatalog
import WeirStatistics

/// `holm`: what is left of several p when all were looked at.
struct AdjustHolm: Builtin {
  @Required var p: [Double]

  static let result: Kind? = .list
  static let entry = Entry<AdjustHolm>(
    "holm", "Adjusts the p of several tests for their number, so that one in twenty is not found by looking.",
    details: """
      In increasing order, the smallest of m is multiplied by m, the next by m - 1, and so on; none becomes \
      smaller than one before it, or more than 1. Of all that are then at most 5 %, none is a mistake with a \
      probability of 95 %. The list is in the order given.
      """,
    source: "Holm 1979",
    settings: [
      .required("p", \.$p, .list(of: .number(in: 0...1), count: 1...), "The p of each test.")
    ],
    examples: [Example("holm([0.5, 0.125, 0.25])", prints: "[0.5, 0.375, 0.5]")],
    words: ["bonferroni", "multiple", "adjust", "significance"])

  func run(_ context: Context) throws -> Value { .list(of: Holm.adjusted(p).map { .number($0) }) }
}
