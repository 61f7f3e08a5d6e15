/// How several measures of the same things correlate with one outcome, by Kendall's τ_b, and which does so more.
public struct MeasureCorrelations: Sendable, Equatable {
  /// One measure: its correlation, and an interval about the coefficient.
  public struct Measure: Sendable, Equatable {
    /// The correlation.
    public let correlation: Correlation
    /// The coefficient and its interval; nil where no resample has one.
    public let interval: Interval?
  }

  /// Two measures: by how much more the first correlates.
  public struct Difference: Sendable, Equatable {
    /// The places of the measures.
    public let first: Int, second: Int
    /// |τ| of the first less |τ| of the second, and an interval about it.
    public let interval: Interval
  }

  /// The measures in the order given; nil for one that is the same for all things, as the outcome may be.
  public let measures: [Measure?]
  /// Every measure against every later one, where both correlate.
  public let differences: [Difference]

  /// The correlations of [measures] with [outcome], all of one length. One set of resamples serves all, so that what two
  /// measures share cancels in their difference. [draw] gives the places of a resample of a size.
  /// Of one thing nothing correlates. Errors: numbers that are not finite.
  public init(
    _ measures: [[Double]], outcome: [Double], bootstrap: Bootstrap = Bootstrap(),
    draw: (_ number: Int, _ size: Int) throws -> [Int]
  ) throws {
    guard outcome.count > 1 else {
      (self.measures, differences) = (measures.map { _ in nil }, [])
      return
    }
    let correlations = try measures.map { measure -> Correlation? in
      do { return try Correlation.kendall(measure, outcome) } catch StatisticsError.constant { return nil }
    }
    let pairs = measures.indices.flatMap { first in
      measures.indices.filter { $0 > first && correlations[$0] != nil && correlations[first] != nil }
        .map { (first, $0) }
    }
    let (ranked, last) = (measures.map { Ranked($0) }, Ranked(outcome))
    let outcomes = try bootstrap.outcomes(
      of: [outcome.count], draw: { number, _, size in try draw(number, size) }
    ) {
      places in
      // Ranks of the whole sample order a resample as well, without another look at the numbers.
      let here = places[0]
      let outcome = Ranked(ranks: here.map { last.ranks[$0] })
      let taus = ranked.map { measure in
        Orders(Ranked(ranks: here.map { measure.ranks[$0] }), outcome).tau
      }
      return taus + pairs.map { abs(taus[$0.0]) - abs(taus[$0.1]) }
    }
    self.measures = correlations.enumerated().map { place, correlation in
      correlation.map { Measure(correlation: $0, interval: outcomes[place]?.interval) }
    }
    differences = zip(pairs, outcomes.dropFirst(measures.count)).compactMap { pair, outcome in
      outcome.map { Difference(first: pair.0, second: pair.1, interval: $0.interval) }
    }
  }
}
