import Testing

@testable import WeirStatistics

@Suite struct BootstrapTests {
  private func mean(_ sample: [Double], _ places: [Int]) -> Double {
    places.reduce(0) { $0 + sample[$1] } / Double(places.count)
  }

  // All 27 resamples of three numbers, each once: means from 1 to 4 in thirds.
  @Test func `percentiles are those of the resamples`() throws {
    var bootstrap = Bootstrap()
    (bootstrap.resamples, bootstrap.method, bootstrap.level) = (27, .percentile, 0.5)
    let sample: [Double] = [1, 2, 4]
    let found = bootstrap.outcome(
      of: [3], draw: { number, _, _ in [number % 3, number / 3 % 3, number / 9] }
    ) {
      mean(sample, $0[0])
    }
    let outcome = try #require(found)
    // The sums 3 4 4 4 5 5 5 6 6 6 6 … ; the 6.5th and 19.5th of 0 … 26 lie half way.
    let sums = outcome.replicates.map { $0 * 3 }.sorted()
    #expect(abs(outcome.interval.low - (sums[6] + sums[7]) / 6) < 1e-15)
    #expect(abs(outcome.interval.high - (sums[19] + sums[20]) / 6) < 1e-15)
    #expect(abs(outcome.interval.estimate - 7.0 / 3) < 1e-15)
  }

  // The acceleration of a mean is the skewness over 6 √n; for these it is zero, and so is the bias.
  @Test func `nothing is corrected where all is symmetric`() throws {
    let sample: [Double] = [-2, -1, 1, 2]
    func interval(_ method: Bootstrap.Method) throws -> Interval {
      var bootstrap = Bootstrap()
      (bootstrap.resamples, bootstrap.method, bootstrap.level) = (256, method, 0.8)
      return try #require(
        bootstrap.outcome(of: [4], draw: { number, _, _ in (0..<4).map { number >> (2 * $0) & 3 } }) {
          mean(sample, $0[0])
        }
      ).interval
    }
    let (plain, corrected) = (try interval(.percentile), try interval(.bca))
    #expect(abs(plain.low - corrected.low) < 1e-12 && abs(plain.high - corrected.high) < 1e-12)
    #expect(corrected.method == .bca)
  }

  @Test func `pairs stay together`() throws {
    var bootstrap = Bootstrap()
    bootstrap.resamples = 20
    let (a, b): ([Double], [Double]) = ([1, 5, 9], [0, 4, 8])
    let found = bootstrap.outcome(of: [3, 3], draw: { number, _, _ in [number % 3, number / 3 % 3, 0] }) {
      zip($0[0], $0[1]).reduce(0) { $0 + a[$1.0] - b[$1.1] }
    }
    let outcome = try #require(found)
    #expect(outcome.replicates.allSatisfy { $0 == 3 })
    #expect(outcome.interval.low == 3 && outcome.interval.high == 3)
  }

  @Test func `resamples without a statistic are counted, not used`() throws {
    var bootstrap = Bootstrap()
    (bootstrap.resamples, bootstrap.method) = (10, .percentile)
    let found = bootstrap.outcome(of: [2], draw: { number, _, _ in [number % 2, 0] }) {
      $0[0] == [0, 0] ? Double.nan : 1
    }
    #expect(found?.undefined == 5 && found?.replicates.count == 5)
    let none = bootstrap.outcome(of: [2], draw: { _, _, _ in [0, 1] }, statistic: { _ in Double.nan })
    #expect(none == nil)
  }

  // Student 1908: with two values 1 and 3 the interval is 2 ± t · 1, and t of one degree at 95 % is 12.7062.
  @Test func `the interval of a mean is Student's`() throws {
    let interval = try Interval(meanOf: [1, 3])
    #expect(abs(interval.high - 2 - 12.7062047364) < 1e-9 && abs(interval.low + interval.high - 4) < 1e-12)
    #expect(interval.contains(2) && !interval.contains(20))
  }
}
