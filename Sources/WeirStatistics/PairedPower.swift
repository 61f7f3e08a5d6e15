#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a signed-rank test of so many pairs can find, before anything is measured.
///
/// With n pairs the test has 2ⁿ cases, so no p is below 2⁻ⁿ, however large the difference: four pairs never reach one
/// in twenty. Where the test takes W⁺ as normal, the smallest p is that tail, of differences of one size.
public struct PairedPower: Sendable, Equatable {
  /// How many pairs there are.
  public let pairs: Int
  /// The p that is to be reached.
  public let level: Double
  /// How many tests are judged together, by Holm's rule.
  public let tests: Int
  /// The side looked at.
  public let side: Side

  /// What [pairs] pairs can find.
  public init(pairs: Int, level: Double = 0.05, tests: Int = 1, side: Side = .greater) {
    precondition(pairs >= 0 && tests >= 1 && level > 0, "a design has pairs, tests and a level")
    (self.pairs, self.level, self.tests, self.side) = (pairs, level, tests, side)
  }

  /// The smallest p that there can be: all differences on one side, and of one size.
  public var smallestP: Double { Self.smallest(pairs, side) }

  /// The same behind Holm's adjustment, if one test alone is that clear.
  public var smallestAdjustedP: Double { min(1, Double(tests) * smallestP) }

  /// Whether some outcome would reach the level.
  public var canReach: Bool { smallestAdjustedP <= level }

  /// The fewest pairs for which some outcome reaches the level; if these cannot, of more than there are: the normal
  /// tail is wider than what it stands for, so a few more pairs than can be counted out reach less.
  public var fewestPairs: Int {
    // Far above what any level in double precision needs.
    let counts = (canReach ? 1 : pairs + 1)...(pairs + 3000)
    return counts.first { Double(tests) * Self.smallest($0, side) <= level } ?? counts.upperBound
  }

  private static func smallest(_ pairs: Int, _ side: Side) -> Double {
    let chance = SignedRankChance(equal: pairs)
    return chance.p(side == .less ? 0 : pairs * (pairs + 1), side)
  }

  /// The probability that the test reaches the level, by its first step in Holm's rule, if differences are normal with
  /// a mean of [effect] standard deviations: the share among [trials] studies, with an error of at most 1 / (2
  /// √trials).
  ///
  /// [normal] gives the normal number at a place of a trial.
  public func power(
    of effect: Double, trials: Int, normal: (_ trial: Int, _ place: Int) throws -> Double
  ) rethrows -> Double {
    guard pairs > 0 else { return 0 }
    let chance = SignedRankChance(distinct: pairs)
    // Normal numbers have no ties, so p is a function of the sum of ranks alone.
    var reached: [Int: Bool] = [:]
    var found = 0
    for trial in 0..<trials {
      let differences = try (0..<pairs).map { try effect + normal(trial, $0) }
      let order = differences.indices.sorted { differences[$0].magnitude < differences[$1].magnitude }
      let sum = order.enumerated().reduce(0) { $0 + (differences[$1.element] > 0 ? $1.offset + 1 : 0) }
      let isFound = reached[sum] ?? (Double(tests) * chance.p(2 * sum, side) <= level)
      reached[sum] = isFound
      found += isFound ? 1 : 0
    }
    return Double(found) / Double(trials)
  }
}
