/// Whether one of two things is better than the other in each of several cells, judged by pairs that share all else.
///
/// Each cell has a signed-rank test; their p are adjusted together by Holm's rule.
public struct PairedComparison: Sendable, Equatable {
  /// What was found in one cell.
  public struct Cell: Sendable, Equatable {
    /// The paired numbers.
    public let a: [Double], b: [Double]
    /// The test of a against b.
    public let test: SignedRankTest
    /// Its p, adjusted for all cells.
    public let adjustedP: Double
    /// The mean difference, and an interval about it.
    public let difference: Interval
  }

  /// The cells, in the order given.
  public let cells: [Cell]
  /// The test of all pairs of all cells together.
  public let overall: SignedRankTest
  /// The adjusted p at which a difference counts as found.
  public let level: Double

  /// The comparison of a with b in [pairs], a cell each. [draw] gives the places of resample i of cell j.
  /// Errors: no cell, cells without pairs, numbers that are not finite.
  public init(
    _ pairs: [(a: [Double], b: [Double])], side: Side = .greater, level: Double = 0.05,
    bootstrap: Bootstrap = Bootstrap(), draw: (_ number: Int, _ cell: Int, _ size: Int) -> [Int]
  ) throws(StatisticsError) {
    overall = try SignedRankTest(pairs.flatMap(\.a), pairs.flatMap(\.b), side: side)
    self.level = level
    var tests: [SignedRankTest] = []
    for (a, b) in pairs { tests.append(try SignedRankTest(a, b, side: side)) }
    let adjusted = Holm.adjusted(tests.map(\.p))
    cells = pairs.indices.map { cell in
      let (a, b) = pairs[cell]
      let differences = zip(a, b).map { $0 - $1 }
      func mean(_ places: [Int]) -> Double {
        places.isEmpty ? differences[0] : places.reduce(0) { $0 + differences[$1] } / Double(places.count)
      }
      let outcome = bootstrap.outcome(of: [a.count], draw: { draw($0, cell, $2) }) { mean($0[0]) }
      let point = mean(Array(differences.indices))
      return Cell(
        a: a, b: b, test: tests[cell], adjustedP: adjusted[cell],
        difference: outcome?.interval
          ?? Interval(estimate: point, low: point, high: point, level: bootstrap.level, method: nil))
    }
  }

  /// The places of the cells in which the difference is found.
  public var found: [Int] { cells.indices.filter { cells[$0].adjustedP <= level } }
}
