import WeirCatalog
import WeirStatistics

/// The builtins that judge numbers.
let statisticsBuiltins: [any Builtin.Type] = [
  Wilcoxon.self, MannWhitney.self, Correlate<KendallTau>.self, Correlate<SpearmanRho>.self,
  Correlate<PearsonR>.self, AdjustHolm.self, Resample.self, ConfidenceInterval.self, JudgePower.self,
]

extension Side: Choice {}
extension Bootstrap.Method: Choice {}

extension Setting {
  /// Which way a test looks.
  static func side(_ path: WritableKeyPath<Owner, Side> & Sendable) -> Setting {
    Setting("side", path, .choice, "What speaks against chance: a greater, less, or either.")
  }

  /// The probability with which an interval holds what is estimated.
  static func level(_ path: WritableKeyPath<Owner, Double> & Sendable) -> Setting {
    Setting("level", path, .number(in: 0.01...0.9999), "Probability that the interval holds it, as in 95%.")
  }
}
