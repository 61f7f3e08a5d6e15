import Testing

@testable import WeirStatistics

@Suite struct ComparisonTests {
  private var few: Bootstrap {
    var bootstrap = Bootstrap()
    bootstrap.resamples = 40
    return bootstrap
  }

  /// Places that look drawn.
  private func places(_ number: Int, _ size: Int) -> [Int] { (0..<size).map { ($0 * 7 + number * 5) % size } }

  // Six positive differences have p = 1 / 64, three of three 1 / 8; Holm doubles the smaller.
  @Test func `each cell has a test, adjusted for all`() throws {
    let six: [Double] = [1, 2, 3, 4, 5, 6]
    let found = try PairedComparison(
      [(six.map { $0 + 1 }, six), ([3, 2, 1], [0, 0, 0])], bootstrap: few
    ) { number, _, size in places(number, size) }
    #expect(found.cells.map(\.test.p) == [1.0 / 64, 1.0 / 8])
    #expect(found.cells.map(\.adjustedP) == [1.0 / 32, 1.0 / 8])
    #expect(found.found == [0])
    #expect(found.overall.pairs == 9)
    #expect(found.cells[0].difference.low == 1 && found.cells[0].difference.high == 1)
    #expect(found.cells[1].difference.estimate == 2)
  }

  // A regression test: such pairs were left out, and with them all that spoke against the side that diverged.
  @Test func `who has no number loses the pair, by the largest rank`() throws {
    let (a, b) = ([3.0, 4, .nan, 6, 7], [1.0, 1, 1, 1, 1])
    let found = try PairedComparison([(a, b)], bootstrap: few) { number, _, size in places(number, size) }
    let test = found.cells[0].test
    #expect(found.cells[0].lostByA == 1 && found.cells[0].lostByB == 0 && found.cells[0].dropped == 0)
    // Ranks 1 to 4 are above zero, and rank 5 below. Of the 32 sets of ranks 10 come to at least 10.
    #expect(test.pairs == 5 && test.above == 10 && test.below == 5)
    #expect(test.p == 10.0 / 32)
    #expect(found.cells[0].difference.estimate == 4)
    // Smaller ones being better, negative numbers say the same.
    let less = try PairedComparison([(a.map { -$0 }, b.map { -$0 })], side: .less, bootstrap: few) {
      number, _, size in places(number, size)
    }
    #expect(less.cells[0].test.p == test.p && less.cells[0].lostByA == 1)
    let both = try PairedComparison([(a, b)], side: .twoSided, bootstrap: few) { number, _, size in
      places(number, size)
    }
    #expect(both.cells[0].dropped == 1 && both.cells[0].test.pairs == 4)
  }

  // A regression test: a cell of nothing but diverged runs was not there, and the others were adjusted for one less.
  @Test func `a cell without pairs counts among those that are adjusted for`() throws {
    let six: [Double] = [1, 2, 3, 4, 5, 6]
    let found = try PairedComparison(
      [(six, six.map { _ in 0 }), ([.nan, .infinity], [.nan, .nan])], bootstrap: few
    ) { number, _, size in places(number, size) }
    #expect(found.cells.map(\.test.p) == [1.0 / 64, 1])
    #expect(found.cells.map(\.adjustedP) == [1.0 / 32, 1])
    #expect(found.cells[1].test.pairs == 0 && found.cells[1].dropped == 2)
    #expect(found.overall.pairs == 6)
  }

  @Test func `a measure that is the outcome correlates more than one by chance`() throws {
    let outcome = (0..<30).map { Double($0 * $0) }
    let noise = (0..<30).map { Double($0 * 17 % 31) }
    let constant = outcome.map { _ in 1.0 }
    let found = try MeasureCorrelations(
      [outcome.map { -$0 }, noise, constant], outcome: outcome, bootstrap: few
    ) { number, size in places(number, size) }
    #expect(found.measures[0]?.correlation.coefficient == -1)
    #expect(found.measures[2] == nil)
    #expect(found.differences.map { [$0.first, $0.second] } == [[0, 1]])
    let difference = try #require(found.differences.first?.interval)
    let tau = try Correlation.kendall(noise, outcome).coefficient
    #expect(abs(difference.estimate - (1 - abs(tau))) < 1e-12)
  }

  // A regression test: leaving one out of a sample leaves ranks as large as there are things.
  @Test func `what all have in common correlates with nothing`() throws {
    for outcome in [[2.0, 2, 2], [1]] {
      let count = outcome.count
      let found = try MeasureCorrelations([Array([1.0, 2, 3].prefix(count))], outcome: outcome) { _, size in
        Array(0..<size)
      }
      #expect(found.measures == [nil] && found.differences.isEmpty)
    }
  }

  @Test func `tau of a part is that of its numbers`() throws {
    let (a, b): ([Double], [Double]) = ([5, 1, 4, 2, 3], [1, 5, 2, 2, 9])
    let (rankedA, rankedB) = (Ranked(a), Ranked(b))
    for places in [[0, 1, 2, 3], [1, 2, 3, 4], [0, 2, 4, 4, 0], [3, 3, 1, 0]] {
      let part = Orders(
        Ranked(ranks: places.map { rankedA.ranks[$0] }), Ranked(ranks: places.map { rankedB.ranks[$0] }))
      #expect(part.tau == Orders(places.map { a[$0] }, places.map { b[$0] }).tau)
    }
  }
}
