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
  /// 0.3 − 0.2 is not 0.2 − 0.1. Differences that agree to a billionth of a thousandth of the numbers of their pairs, or of
  /// the size that is usual among all, count as equal, and those that are no larger as zero.
  public init(_ a: [Double], _ b: [Double], side: Side = .greater) throws(StatisticsError) {
    try StatisticsError.check(pairs: a, b)
    self.init(zip(a, b).map { $0 - $1 }, slacks: Self.slacks(a, b), side)
  }

  /// The test of [differences] as they are. Errors: none, or numbers that are not finite.
  public init(differences: [Double], side: Side = .greater) throws(StatisticsError) {
    try StatisticsError.check(differences, "a")
    self.init(differences, slacks: Self.slacks(differences, differences), side)
  }

  /// The test of the differences [a] − [b] of finite numbers, and of pairs that one of both has lost by having no
  /// number: their differences are larger than any that has a size, and equal to one another. The better number
  /// is the one that [side] asks for.
  init(_ a: [Double], _ b: [Double], lostByA: Int, lostByB: Int, _ side: Side) {
    precondition(side != .twoSided || lostByA + lostByB == 0, "who loses depends on the side")
    let loss = side == .less ? Double.infinity : -Double.infinity
    let losses = [Double](repeating: loss, count: lostByA) + [Double](repeating: -loss, count: lostByB)
    let slacks = Self.slacks(a, b) + losses.map { _ in 0 }
    self.init(zip(a, b).map { $0 - $1 } + losses, slacks: slacks, side)
  }

  /// How far off the difference of each pair may be by rounding: its numbers may themselves be what is left of larger ones,
  /// such as the usual ones, but one that is huge, as a loss on its way to infinity, says nothing of the other pairs.
  private static func slacks(_ a: [Double], _ b: [Double]) -> [Double] {
    let usual = (a + b).usualSize
    return zip(a, b).map { 1e-12 * max($0.magnitude, $1.magnitude, usual) }
  }

  private init(_ differences: [Double], slacks: [Double], _ side: Side) {
    let places = differences.indices.filter { differences[$0].magnitude > slacks[$0] }
    let sizes = places.map { differences[$0].magnitude }
    let ranks = Ranks(sizes) { one, next in
      sizes[one] == sizes[next] || sizes[next] - sizes[one] <= max(slacks[places[one]], slacks[places[next]])
    }
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
