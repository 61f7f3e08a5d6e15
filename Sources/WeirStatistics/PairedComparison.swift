/// Whether one of two things is better than the other in each of several cells, judged by pairs that share all else.
///
/// Each cell has a signed-rank test; their p are adjusted together by Holm's rule.
public struct PairedComparison: Sendable, Equatable {
  /// What was found in one cell.
  public struct Cell: Sendable, Equatable {
    /// The numbers of the pairs that have both.
    public let a: [Double], b: [Double]
    /// How many pairs a has lost, and how many b, by having no number where the other has one.
    public let lostByA: Int, lostByB: Int
    /// How many pairs are left out, having too few numbers to be judged by.
    public let dropped: Int
    /// The test of a against b.
    public let test: SignedRankTest
    /// Its p, adjusted for all cells.
    public let adjustedP: Double
    /// The mean difference of the pairs that have both numbers, and an interval about it; no numbers where there are
    /// too few.
    public let difference: Interval

    package init(
      a: [Double], b: [Double], lostByA: Int, lostByB: Int, dropped: Int, test: SignedRankTest,
      adjustedP: Double, difference: Interval
    ) {
      (self.a, self.b, self.lostByA, self.lostByB) = (a, b, lostByA, lostByB)
      (self.dropped, self.test, self.adjustedP, self.difference) = (dropped, test, adjustedP, difference)
    }
  }

  /// The cells, in the order given.
  public let cells: [Cell]
  /// The test of all pairs of all cells together.
  public let overall: SignedRankTest
  /// The adjusted p at which a difference counts as found.
  public let level: Double

  /// A comparison of which is known what came of it.
  package init(cells: [Cell], overall: SignedRankTest, level: Double) {
    (self.cells, self.overall, self.level) = (cells, overall, level)
  }

  /// The comparison of a with b in [pairs], a cell each, where what is not finite counts as no number. [draw] gives the
  /// places of resample i of cell j. Errors: no cell, cells with unequally many numbers.
  public init(
    _ pairs: [(a: [Double], b: [Double])], side: Side = .greater, level: Double = 0.05,
    bootstrap: Bootstrap = Bootstrap(), draw: (_ number: Int, _ cell: Int, _ size: Int) -> [Int]
  ) throws(StatisticsError) {
    guard !pairs.isEmpty else { throw .tooFew(what: "pairs", found: 0, least: 1) }
    for (a, b) in pairs where a.count != b.count { throw .unequal(a.count, b.count) }
    self.level = level
    let sorted = pairs.map { SortedPairs($0.a, $0.b, side) }
    overall = SortedPairs(pairs.flatMap(\.a), pairs.flatMap(\.b), side).test(side)
    let tests = sorted.map { $0.test(side) }
    let adjusted = Holm.adjusted(tests.map(\.p))
    cells = sorted.indices.map { cell in
      let found = sorted[cell]
      return Cell(
        a: found.a, b: found.b, lostByA: found.lostByA, lostByB: found.lostByB, dropped: found.dropped,
        test: tests[cell], adjustedP: adjusted[cell],
        difference: found.difference(bootstrap) { draw($0, cell, $1) })
    }
  }

  /// The places of the cells in which the difference is found.
  public var found: [Int] { cells.indices.filter { cells[$0].adjustedP <= level } }
}

/// The pairs of a cell, by which of them have both numbers.
private struct SortedPairs {
  var a: [Double] = [], b: [Double] = []
  var (lostByA, lostByB, dropped) = (0, 0, 0)

  init(_ a: [Double], _ b: [Double], _ side: Side) {
    for (first, second) in zip(a, b) {
      switch (first.isFinite, second.isFinite) {
      case (true, true):
        self.a.append(first)
        self.b.append(second)
      // Neither is the better one of what is asked for in both directions.
      case (false, true) where side != .twoSided: lostByA += 1
      case (true, false) where side != .twoSided: lostByB += 1
      case (false, true), (true, false), (false, false): dropped += 1
      }
    }
  }

  func test(_ side: Side) -> SignedRankTest { SignedRankTest(a, b, lostByA: lostByA, lostByB: lostByB, side) }

  func difference(_ bootstrap: Bootstrap, draw: (_ number: Int, _ size: Int) -> [Int]) -> Interval {
    let differences = zip(a, b).map { $0 - $1 }
    func mean(_ places: [Int]) -> Double {
      places.isEmpty ? differences[0] : places.reduce(0) { $0 + differences[$1] } / Double(places.count)
    }
    let estimate = differences.isEmpty ? Double.nan : mean(Array(differences.indices))
    let outcome =
      a.count < 2 ? nil : bootstrap.outcome(of: [a.count], draw: { draw($0, $2) }) { mean($0[0]) }
    return outcome?.interval
      ?? Interval(estimate: estimate, low: .nan, high: .nan, level: bootstrap.level, method: nil)
  }
}
