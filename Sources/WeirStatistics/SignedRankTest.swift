/// Wilcoxon's signed-rank test: whether differences in pairs lie about zero.
///
/// The differences that are not zero are ranked by size; W⁺ is the sum of the ranks of those above zero. Under chance
/// each rank counts with probability one half. Up to `SignedRankChance.exactPairs` pairs all 2ⁿ cases are counted, ties as they are;
/// above that W⁺ is taken as normal with mean n (n + 1) / 4 and variance n (n + 1) (2n + 1) / 24 − Σ (t³ − t) / 48.
/// Zeros are dropped before ranking. Source: Wilcoxon 1945.
public struct SignedRankTest: Sendable, Equatable {
  /// How many pairs there were, zeros included.
  public let pairs: Int
  /// How many differences are not zero: the pairs that count.
  public let n: Int
  /// The sum of the ranks of differences above zero, W⁺, and of those below.
  public let above: Double, below: Double
  /// The probability under chance of a W⁺ at least as far on the chosen side.
  public let p: Double
  /// The side looked at.
  public let side: Side
  /// The median of all differences that have a size, zeros included; no number if there are none.
  public let median: Double

  /// The test of the differences [a] − [b]. Errors: none, samples of different sizes, numbers that are not finite.
  ///
  /// Numbers that come from decimals, as accuracies do and what they gain, have differences that are off by rounding:
  /// 0.3 − 0.2 is not 0.2 − 0.1. Differences that agree to a billionth of a thousandth of the largest number count as
  /// equal, and those that are no larger as zero.
  public init(_ a: [Double], _ b: [Double], side: Side = .greater) throws(StatisticsError) {
    try StatisticsError.check(pairs: a, b)
    self.init(zip(a, b).map { $0 - $1 }, slack: Self.slack(a + b), side)
  }

  /// The test of [differences] as they are. Errors: none, or numbers that are not finite.
  public init(differences: [Double], side: Side = .greater) throws(StatisticsError) {
    try StatisticsError.check(differences, "a")
    self.init(differences, slack: Self.slack(differences), side)
  }

  /// The test of the differences [a] − [b] of finite numbers, and of pairs that one of both has lost by having no
  /// number: their differences are larger than any that has a size, and equal to one another. The better number
  /// is the one that [side] asks for.
  init(_ a: [Double], _ b: [Double], lostByA: Int, lostByB: Int, _ side: Side) {
    precondition(side != .twoSided || lostByA + lostByB == 0, "who loses depends on the side")
    let loss = side == .less ? Double.infinity : -Double.infinity
    let losses = [Double](repeating: loss, count: lostByA) + [Double](repeating: -loss, count: lostByB)
    self.init(zip(a, b).map { $0 - $1 } + losses, slack: Self.slack(a + b), side)
  }

  /// How far off differences may be by rounding that are made of [numbers], or of differences as large as these.
  private static func slack(_ numbers: [Double]) -> Double { 1e-12 * (numbers.map(\.magnitude).max() ?? 0) }

  private init(_ differences: [Double], slack: Double, _ side: Side) {
    let places = differences.indices.filter { differences[$0].magnitude > slack }
    let sizes = places.map { differences[$0].magnitude }
    let ranks = Ranks(sizes) { sizes[$0] == sizes[$1] || sizes[$1] - sizes[$0] <= slack }
    let doubled = zip(places, ranks.doubled).reduce(0) { $0 + (differences[$1.0] > 0 ? $1.1 : 0) }
    let whole = ranks.doubled.reduce(0, +)
    (pairs, n, self.side) = (differences.count, places.count, side)
    (above, below) = (Double(doubled) / 2, Double(whole - doubled) / 2)
    let sized = differences.filter(\.isFinite)
    median = sized.isEmpty ? .nan : Quantiles(sized)[0.5]
    p = SignedRankChance(ranks).p(doubled, side)
  }

  /// A test of which is known what came of it.
  package init(pairs: Int, n: Int, above: Double, below: Double, p: Double, side: Side, median: Double) {
    (self.pairs, self.n, self.above, self.below) = (pairs, n, above, below)
    (self.p, self.side, self.median) = (p, side, median)
  }

  /// Whether all cases were counted.
  public var isExact: Bool { n <= SignedRankChance.exactPairs }

  /// The rank-biserial correlation (W⁺ − W⁻) / (W⁺ + W⁻): 1 if all differences are above zero, −1 if all are below, 0
  /// if there are none (Kerby 2014).
  public var effect: Double { n == 0 ? 0 : (above - below) / (above + below) }
}
