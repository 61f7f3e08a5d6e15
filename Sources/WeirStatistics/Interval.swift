/// A number that was estimated, and between which bounds it lies.
public struct Interval: Sendable, Equatable {
  /// The estimate.
  public let estimate: Double
  /// The bounds.
  public let low: Double, high: Double
  /// With which probability such bounds hold what is estimated.
  public let level: Double
  /// How the bootstrap found them; nil for Student's of a mean.
  public let method: Bootstrap.Method?

  /// An interval from its parts.
  public init(estimate: Double, low: Double, high: Double, level: Double, method: Bootstrap.Method?) {
    (self.estimate, self.low, self.high) = (estimate, low, high)
    (self.level, self.method) = (level, method)
  }

  /// The mean of [values] ± t s / √n, with s their standard deviation and t Student's quantile of n − 1 degrees.
  /// Errors: fewer than two, or numbers that are not finite. Source: Student 1908.
  public init(meanOf values: [Double], level: Double = 0.95) throws(StatisticsError) {
    try StatisticsError.check(values, "values", least: 2)
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let reach = Tails.studentQuantile((1 - level) / 2, freedom: n - 1) * (variance / n).squareRoot()
    self.init(estimate: mean, low: mean - reach, high: mean + reach, level: level, method: nil)
  }

  /// Whether [value] lies between the bounds.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
