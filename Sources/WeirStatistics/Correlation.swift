/// How two measures of the same things go together.
public struct Correlation: Sendable, Equatable {
  /// Which coefficient.
  public enum Method: String, CaseIterable, Sendable {
    case kendall, spearman, pearson

    /// The letter by which it goes.
    public var letter: String {
      switch self {
      case .kendall: "tau"
      case .spearman: "rho"
      case .pearson: "r"
      }
    }
  }

  /// Which coefficient it is.
  public let method: Method
  /// The coefficient, in −1...1.
  public let coefficient: Double
  /// The probability under chance of one at least as far on the chosen side.
  public let p: Double
  /// How many pairs there are.
  public let n: Int
  /// The side looked at.
  public let side: Side
  /// Whether p counts all orders, rather than taking the coefficient's distribution for a known one.
  public let isExact: Bool

  package init(method: Method, coefficient: Double, p: Double, n: Int, side: Side, isExact: Bool) {
    (self.method, self.coefficient, self.p) = (method, coefficient, p)
    (self.n, self.side, self.isExact) = (n, side, isExact)
  }

  /// The linear correlation of [a] and [b]. p is that of independent normal numbers: Student's distribution of
  /// t = r √((n − 2) / (1 − r²)). Errors: fewer than three pairs, numbers not finite, or all of a kind the same.
  public static func pearson(
    _ a: [Double], _ b: [Double], side: Side = .twoSided
  ) throws(StatisticsError) -> Correlation {
    try check(a, b, least: 3)
    return linear(.pearson, a, b, side)
  }

  /// The linear correlation of the ranks of [a] and [b], equal numbers sharing the mean of theirs. p and errors are as
  /// for `pearson`.
  public static func spearman(
    _ a: [Double], _ b: [Double], side: Side = .twoSided
  ) throws(StatisticsError) -> Correlation {
    try check(a, b, least: 3)
    return linear(.spearman, Ranks(a).doubled.map(Double.init), Ranks(b).doubled.map(Double.init), side)
  }

  /// Refuses what has no correlation.
  static func check(_ a: [Double], _ b: [Double], least: Int) throws(StatisticsError) {
    try StatisticsError.check(pairs: a, b, least: least)
    for (name, sample) in [("a", a), ("b", b)] where sample.allSatisfy({ $0 == sample[0] }) {
      throw .constant(name: name)
    }
  }

  private static func linear(
    _ method: Method, _ a: [Double], _ b: [Double], _ side: Side
  ) -> Correlation {
    let (x, y) = (centred(a), centred(b))
    let r = min(1, max(-1, zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }))
    return Correlation(
      method: method, coefficient: r, p: side.p(of: r) { Tails.correlation($0, n: a.count) }, n: a.count,
      side: side, isExact: false)
  }

  /// [sample] with mean 0 and length 1.
  private static func centred(_ sample: [Double]) -> [Double] {
    // Brought to size one first, so that no square overflows.
    let size = sample.reduce(0) { max($0, $1.magnitude) }
    let mean = sample.reduce(0) { $0 + $1 / size } / Double(sample.count)
    let rest = sample.map { $0 / size - mean }
    let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return rest.map { $0 / length }
  }
}
