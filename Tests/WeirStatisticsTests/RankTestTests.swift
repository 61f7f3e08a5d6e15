import Testing

@testable import WeirStatistics

@Suite struct RankTestTests {
  // Every ±1 sign of the ranks, counted by hand: 1, 2 and 3 give sums 0, 1, 2, 3, 3, 4, 5, 6.
  @Test func `three signed ranks have eight cases`() throws {
    #expect(try SignedRankTest(differences: [1, 2, 3]).p == 1.0 / 8)
    #expect(try SignedRankTest(differences: [-1, 2, 3]).p == 2.0 / 8)
    #expect(try SignedRankTest(differences: [1, 2, -3]).p == 5.0 / 8)
    #expect(try SignedRankTest(differences: [1, 2, -3], side: .less).p == 5.0 / 8)
    #expect(try SignedRankTest(differences: [1, 2, 3], side: .less).p == 1)
    #expect(try SignedRankTest(differences: [1, 2, 3], side: .twoSided).p == 2.0 / 8)
  }

  // Ranks 1.5, 1.5, 3: sums 0, 1.5, 1.5, 3, 3, 4.5, 4.5, 6.
  @Test func `tied differences share their ranks, and p stays exact`() throws {
    let test = try SignedRankTest(differences: [1, -1, 3])
    #expect(test.above == 4.5 && test.below == 1.5 && test.isExact)
    #expect(test.p == 3.0 / 8)
    #expect(test.effect == 0.5)
  }

  @Test func `differences of zero are left out before ranking`() throws {
    let test = try SignedRankTest([2, 5, 1, 4], [1, 5, 1, 2])
    #expect(test.pairs == 4 && test.n == 2 && test.above == 3)
    #expect(test.p == 1.0 / 4)
    let none = try SignedRankTest([1, 2], [1, 2])
    #expect(none.n == 0 && none.p == 1 && none.effect == 0)
  }

  @Test func `differences that only rounding keeps apart are tied, or zero`() throws {
    // 0.3 - 0.2 is 0.09999999999999998 and 0.2 - 0.1 is 0.1.
    #expect(try SignedRankTest([0.3, 0.1], [0.2, 0.2]).above == 1.5)
    #expect(try SignedRankTest([0.1 + 0.2, 1], [0.3, 0]).n == 1)
    // What is gained is small, and off by the rounding of what it was taken from.
    #expect(try SignedRankTest([0.3 - 0.1], [0.8 - 0.6]).n == 0)
    #expect(try SignedRankTest([0.81 - 0.8, 0.13 - 0.1], [0, 0.02]).above == 3)
    #expect(try SignedRankTest([0.81 - 0.8, 0.1], [0, 0.13 - 0.02]).above == 1.5)
    // These differ as numbers of their own.
    #expect(try SignedRankTest([1e-9, 2], [0, 2 - 1e-7]).n == 2)
  }

  // What a thousandth of a billionth of the largest number is was zero for all the others.
  @Test func `a huge number in one pair takes nothing from the others`() throws {
    let small = [0.501, 0.502, 0.503, 0.504, 0.505]
    let half = [Double](repeating: 0.5, count: 5)
    for huge in [1e10, 1e20, 1e300] {
      #expect(try SignedRankTest([huge] + small, [2] + half).p == 1.0 / 64, "\(huge)")
      #expect(try SignedRankTest([huge, huge] + small, [2, 3] + half).n == 7, "\(huge)")
      #expect(try SignedRankTest(differences: [huge, 2, 3, 4, 5]).p == 1.0 / 32, "\(huge)")
    }
  }

  @Test func `no p of n pairs is below one half to the n`() throws {
    for n in 1...25 {
      let all = (1...n).map(Double.init)
      let smallest = PairedPower(pairs: n).smallestP
      #expect(try SignedRankTest(differences: all).p == smallest)
    }
    #expect(PairedPower(pairs: 4).smallestP == 0.0625 && !PairedPower(pairs: 4).canReach)
    #expect(PairedPower(pairs: 5).canReach && PairedPower(pairs: 4).fewestPairs == 5)
    #expect(PairedPower(pairs: 5, side: .twoSided).fewestPairs == 6)
    #expect(PairedPower(pairs: 5, tests: 4).smallestAdjustedP == 0.125)
    #expect(PairedPower(pairs: 5, tests: 4).fewestPairs == 7)
  }

  // A regression test: 2 to the -26 was promised where the normal tail is taken.
  @Test func `what can be reached is asked of what computes p`() throws {
    for side in Side.allCases {
      for n in [1, 25, 26, 60] {
        let sign: Double = side == .less ? -1 : 1
        let smallest = PairedPower(pairs: n, side: side).smallestP
        #expect(try SignedRankTest(differences: (1...n).map { _ in sign }, side: side).p == smallest)
        // Differences of many sizes reach as little where cases are counted, and less where they are not.
        let other = try SignedRankTest(differences: (1...n).map { sign * Double($0) }, side: side).p
        #expect(n <= 25 ? other == smallest : other > smallest)
      }
    }
    let few = PairedPower(pairs: 26, level: 1e-7)
    #expect(!few.canReach && few.fewestPairs == 28)
    #expect(PairedPower(pairs: 28, level: 1e-7).canReach && !PairedPower(pairs: 27, level: 1e-7).canReach)
    #expect(PairedPower(pairs: 25, level: 1e-7).fewestPairs == 24)
  }

  @Test func `cells of a comparison reach what their own pairs allow`() {
    let power = ComparisonPower(pairs: [2, 6, 4])
    #expect([power.best, power.worst] == [1, 0])
    // Holm: three times 1 / 64, twice 1 / 16, once 1 / 4.
    #expect(power.smallestAdjustedP == [0.25, 3.0 / 64, 0.125])
    #expect(power.canReach && power.fewestPairs == 6)
  }

  // Only five positive differences reach 5 %; each is positive with the probability that a normal number is above -1.
  @Test func `the power of five pairs is the chance that all are positive`() {
    let design = PairedPower(pairs: 5)
    let grid = 10
    // Every combination of a grid of normal quantiles stands for the distribution.
    let quantiles = (0..<grid).map { -Tails.normalQuantile((Double($0) + 0.5) / Double(grid)) }
    let power = design.power(of: 1, trials: 100_000) { trial, place in
      quantiles[trial / [1, 10, 100, 1000, 10_000][place] % 10]
    }
    let positive = Double(quantiles.count { $0 + 1 > 0 }) / Double(grid)
    #expect(abs(power - positive * positive * positive * positive * positive) < 1e-12)
  }

  // Of the ranks 1 to 26 those that three divides are below zero: W+ = 351 - 108, with mean 175.5.
  @Test func `beyond 25 pairs W+ is taken as normal`() throws {
    let test = try SignedRankTest(differences: (1...26).map { Double($0) * ($0 % 3 == 0 ? -1 : 1) })
    #expect(!test.isExact && test.above == 243)
    #expect(abs(test.p - Tails.normal(67.5 / (26.0 * 27 * 53 / 24).squareRoot())) < 1e-15)
  }

  // {3, 4} against {1, 2}: of the 6 divisions one has U = 4.
  @Test func `rank sums of two and two have six cases`() throws {
    #expect(try RankSumTest([3, 4], [1, 2]).p == 1.0 / 6)
    #expect(try RankSumTest([1, 2], [3, 4]).p == 1)
    #expect(try RankSumTest([1, 2], [3, 4], side: .less).p == 1.0 / 6)
    #expect(try RankSumTest([1, 4], [2, 3], side: .twoSided).p == 1)
    #expect(try RankSumTest([3, 4], [1, 2]).effect == 1)
  }

  @Test func `equal samples speak for nothing`() throws {
    #expect(try RankSumTest([1, 1], [1, 1]).p == 1)
    #expect(try RankSumTest(Array(repeating: 2, count: 30), Array(repeating: 2, count: 30)).p == 1)
  }

  @Test func `Holm multiplies the smallest by their number, and never falls`() {
    #expect(Holm.adjusted([0.01, 0.04, 0.03]) == [0.03, 0.06, 0.06])
    #expect(Holm.adjusted([0.5, 0.9]) == [1, 1])
    #expect(Holm.adjusted([0.02]) == [0.02])
    #expect(Holm.adjusted([]) == [])
  }

  @Test func `what cannot be tested is refused with its facts`() {
    #expect(throws: StatisticsError.unequal(2, 1)) { try SignedRankTest([1, 2], [1]) }
    #expect(throws: StatisticsError.tooFew(what: "a", found: 0, least: 1)) { try RankSumTest([], [1]) }
    #expect(throws: StatisticsError.notFinite(name: "b", place: 1, value: .infinity)) {
      try RankSumTest([1], [0, .infinity])
    }
  }
}
