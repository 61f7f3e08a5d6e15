/// The test of Mann and Whitney, which is Wilcoxon's rank-sum test: whether one of two samples lies higher.
///
/// U counts the pairs, of a number of each sample, in which that of the first is larger; equal ones count one half.
/// Up to `exactCount` numbers in all every division of the ranks is counted, ties as they are; above that U is taken as
/// normal, with the variance for ties and half a pair for continuity. Source: Mann and Whitney 1947.
public struct RankSumTest: Sendable, Equatable {
  /// The most numbers in all for which every division is counted: their number is exact in double precision.
  public static let exactCount = 40

  /// How many numbers there are in either sample.
  public let counts: (a: Int, b: Int)
  /// The statistic U of the first sample.
  public let u: Double
  /// The probability under chance of a U at least as far on the chosen side.
  public let p: Double
  /// The side looked at.
  public let side: Side

  /// The test of [a] against [b]. Errors: an empty sample, numbers that are not finite.
  public init(_ a: [Double], _ b: [Double], side: Side = .greater) throws(StatisticsError) {
    try StatisticsError.check(a, "a")
    try StatisticsError.check(b, "b")
    let ranks = Ranks(a + b)
    let doubled = ranks.doubled[..<a.count].reduce(0, +)
    (counts, self.side) = ((a.count, b.count), side)
    u = Double(doubled) / 2 - Double(a.count * (a.count + 1)) / 2
    p =
      a.count + b.count <= Self.exactCount
      ? Self.exact(doubled, ranks.doubled, a.count, side) : Self.normal(u, ranks, a.count, b.count, side)
  }

  /// A test of which is known what came of it.
  package init(counts: (a: Int, b: Int), u: Double, p: Double, side: Side) {
    (self.counts, self.u, self.p, self.side) = (counts, u, p, side)
  }

  /// Whether every division was counted.
  public var isExact: Bool { counts.a + counts.b <= Self.exactCount }

  /// The share of pairs in which the number of the first sample is larger, equal ones counting one half: the
  /// probability of superiority.
  public var share: Double { u / (Double(counts.a) * Double(counts.b)) }

  /// The rank-biserial correlation: 1 if all of the first sample lie above the second, −1 if all lie below.
  public var effect: Double { 2 * share - 1 }

  /// Whether both say the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.counts == b.counts && a.u == b.u && a.p == b.p && a.side == b.side
  }

  private static func exact(_ sum: Int, _ doubled: [Int], _ size: Int, _ side: Side) -> Double {
    // ways[k][s]: the choices of k numbers whose doubled ranks have the sum s.
    let whole = doubled.reduce(0, +)
    var ways = [[Double]](repeating: [Double](repeating: 0, count: whole + 1), count: size + 1)
    ways[0][0] = 1
    var most = 0
    for rank in doubled {
      most += rank
      for chosen in stride(from: size, to: 0, by: -1) {
        for total in rank...most { ways[chosen][total] += ways[chosen - 1][total - rank] }
      }
    }
    let all = ways[size].reduce(0, +)
    return side.p(
      atLeast: ways[size][sum...].reduce(0, +) / all, atMost: ways[size][...sum].reduce(0, +) / all)
  }

  private static func normal(_ u: Double, _ ranks: Ranks, _ a: Int, _ b: Int, _ side: Side) -> Double {
    let (pairs, n) = (Double(a) * Double(b), Double(a + b))
    let deviation = (pairs / 12 * (n + 1 - ranks.tieTerm / (n * (n - 1)))).squareRoot()
    // All numbers are equal: nothing speaks against chance.
    guard deviation > 0 else { return 1 }
    func tail(_ u: Double) -> Double { Tails.normal((u - pairs / 2 - 0.5) / deviation) }
    return side.p(atLeast: tail(u), atMost: tail(pairs - u))
  }
}
