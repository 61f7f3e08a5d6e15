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
