/// Which way a test looks: what would have to be seen for the chance hypothesis to be given up.
public enum Side: String, CaseIterable, Sendable {
  /// Larger values of the statistic.
  case greater
  /// Smaller ones.
  case less
  /// Either.
  case twoSided = "two_sided"

  /// The p of a statistic, from the probabilities under chance of one at least, and at most, as large.
  func p(atLeast: Double, atMost: Double) -> Double {
    switch self {
    case .greater: min(1, atLeast)
    case .less: min(1, atMost)
    case .twoSided: min(1, 2 * min(atLeast, atMost))
    }
  }

  /// The same for a statistic that is symmetric about zero under chance, with [tail] the probability of one above
  /// a value.
  func p(of statistic: Double, tail: (Double) -> Double) -> Double {
    p(atLeast: tail(statistic), atMost: tail(-statistic))
  }
}
