import WeirCatalog
import WeirEngine
import WeirStatistics

/// `power`: what a paired test can find, before anything is measured.
struct JudgePower: Builtin {
  @Required var pairs: Int
  var effect: Double?
  var level = 0.05
  var tests = 1
  var side = Side.greater
  var trials = 10_000
  var seed: Int?

  static let result: Kind? = PowerStatement.kind
  static let entry = Entry<JudgePower>(
    "power", "Says what `wilcoxon` can find with so many pairs, before anything is measured.",
    details: """
      With n pairs no p is below 2^-n, or twice that for two sides: four pairs never reach one in twenty, \
      however large the difference. Above 25 pairs it is the tail of the normal distribution that `wilcoxon` takes \
      there, for differences of one size. With `effect`, the mean difference in standard deviations of the differences, \
      the share of studies in which the level is reached, found by drawing normal differences; its error is at \
      most 1 / (2 sqrt(trials)). With several `tests` the level is that of Holm's first step.
      """,
    source: "Wilcoxon 1945",
    settings: [
      .required("pairs", \.$pairs, .integer(in: 1...10_000), "How many pairs, as of seeds, there are."),
      Setting(
        "effect", \.effect, .optional(.number), "Mean difference over its standard deviation, if known."),
      Setting("level", \.level, .number(in: 1e-12...0.5), "The p that is to be reached, as in 5%."),
      Setting("tests", \.tests, .integer(in: 1...1_000_000), "How many tests are adjusted together."),
      .side(\.side),
      Setting("trials", \.trials, .integer(in: 100...1_000_000), "How many studies are drawn."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the draws; none: that of the session."),
    ],
    examples: [
      Example("power(pairs: 4).smallest_p", prints: "0.0625"),
      Example("power(pairs: 4).reaches", prints: "false"), "power(10, effect: 0.8, trials: 200)",
    ], words: ["sample size", "significance", "seeds", "effect"])

  func run(_ context: Context) throws -> Value {
    let design = PairedPower(pairs: pairs, level: level, tests: tests, side: side)
    let seed = seed ?? context.seed
    let power = try effect.map { effect in
      try design.power(of: effect, trials: trials) { trial, place in
        if place == 0 { try context.checkCancellation() }
        return RandomStream(seed: seed, purpose: .trials, step: trial).normal(place)
      }
    }
    return .thing(PowerStatement(design: design, effect: effect, power: power))
  }
}
