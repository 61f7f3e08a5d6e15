/// The bootstrap: how much a number made of samples would vary, judged by samples drawn from them with replacement.
///
/// It draws nothing itself, so that whoever keys randomness decides.
public struct Bootstrap: Sendable {
  /// What is made of the numbers that resampling gives.
  public enum Method: String, CaseIterable, Sendable {
    /// The bounds between which the middle ones lie (Efron 1979).
    case percentile
    /// The same, corrected for bias and acceleration (Efron 1987).
    case bca
  }

  /// How many resamples are drawn.
  public var resamples = 10_000
  /// With which probability the interval holds what is estimated.
  public var level = 0.95
  /// What is made of them.
  public var method = Method.bca
  /// Whether numbers at the same places of the samples belong together, and are drawn together.
  public var isPaired = true

  /// The usual choices.
  public init() {}

  /// What came of it.
  public struct Outcome: Sendable, Equatable {
    /// The statistic, and the interval about it.
    public let interval: Interval
    /// The statistic of each resample that has one.
    public let replicates: [Double]
    /// The resamples that have none: the statistic was no finite number.
    public let undefined: Int

    package init(interval: Interval, replicates: [Double], undefined: Int) {
      (self.interval, self.replicates, self.undefined) = (interval, replicates, undefined)
    }

    /// The standard deviation of the replicates: the standard error of the statistic.
    public var error: Double {
      let mean = replicates.reduce(0, +) / Double(replicates.count)
      let squares = replicates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(max(1, replicates.count - 1))).squareRoot()
    }
  }

  /// The interval about [statistic] of samples of [sizes]; see `outcomes`.
  public func outcome(
    of sizes: [Int], draw: (_ number: Int, _ sample: Int, _ size: Int) throws -> [Int],
    statistic: (_ places: [[Int]]) throws -> Double
  ) rethrows -> Outcome? {
    try outcomes(of: sizes, draw: draw) { [try statistic($0)] }[0]
  }

  /// The intervals about several [statistics] of samples of [sizes], found from the same resamples.
  ///
  /// The statistics are asked for lists of places, one for each sample: all places, each resample, and for `bca` all but
  /// one. [draw] gives the places of resample number i for sample j, of a size. Nil for a statistic that is no finite
  /// number of the samples themselves, or of any resample.
  public func outcomes(
    of sizes: [Int], draw: (_ number: Int, _ sample: Int, _ size: Int) throws -> [Int],
    statistics: (_ places: [[Int]]) throws -> [Double]
  ) rethrows -> [Outcome?] {
    let estimates = try statistics(sizes.map { Array(0..<$0) })
    var replicates = estimates.map { _ in [Double]() }
    for number in 0..<resamples {
      let places: [[Int]]
      if isPaired, let size = sizes.first {
        let drawn = try draw(number, 0, size)
        places = sizes.map { _ in drawn }
      } else {
        places = try sizes.enumerated().map { try draw(number, $0.offset, $0.element) }
      }
      for (place, value) in try statistics(places).enumerated() { replicates[place].append(value) }
    }
    let left = method == .bca ? try leavingOneOut(sizes, statistics) : []
    return estimates.indices.map { place in
      let finite = replicates[place].filter(\.isFinite)
      guard estimates[place].isFinite, !finite.isEmpty else { return nil }
      let acceleration =
        method == .bca ? Self.acceleration(left.map { sample in sample.map { $0[place] } }) : nil
      return Outcome(
        interval: interval(about: estimates[place], finite, acceleration: acceleration), replicates: finite,
        undefined: resamples - finite.count)
    }
  }

  private func interval(about estimate: Double, _ replicates: [Double], acceleration: Double?) -> Interval {
    let sorted = Quantiles(replicates)
    let tail = (1 - level) / 2
    if let acceleration {
      let below = replicates.reduce(0) { $0 + ($1 < estimate ? 1 : $1 == estimate ? 0.5 : 0) }
      let bias = -Tails.normalQuantile(below / Double(replicates.count))
      let reach = Tails.normalQuantile(tail)
      let shares = [bias - reach, bias + reach].map { 1 - Tails.normal(bias + $0 / (1 - acceleration * $0)) }
      // Where all replicates lie on one side there is nothing to correct by.
      if shares.allSatisfy(\.isFinite) {
        return Interval(
          estimate: estimate, low: sorted[shares[0]], high: sorted[shares[1]], level: level, method: .bca)
      }
    }
    return Interval(
      estimate: estimate, low: sorted[tail], high: sorted[1 - tail], level: level, method: .percentile)
  }

  /// The statistics without one place, for each place of each sample that is drawn by itself.
  private func leavingOneOut(
    _ sizes: [Int], _ statistics: ([[Int]]) throws -> [Double]
  ) rethrows -> [[[Double]]] {
    try (isPaired ? 0..<1 : sizes.indices).map { sample in
      try (0..<sizes[sample]).map { place in
        try statistics(
          sizes.indices.map { index in
            isPaired || index == sample ? (0..<sizes[index]).filter { $0 != place } : Array(0..<sizes[index])
          })
      }
    }
  }

  /// How fast the spread of a statistic changes with its value, from what it is without one place, [left]; zero where
  /// that changes nothing.
  private static func acceleration(_ left: [[Double]]) -> Double {
    var (cubes, squares) = (0.0, 0.0)
    for values in left {
      let n = Double(values.count)
      let mean = values.reduce(0, +) / n
      let pulls = values.map { (n - 1) * (mean - $0) }
      cubes += pulls.reduce(0) { $0 + $1 * $1 * $1 } / (n * n * n)
      squares += pulls.reduce(0) { $0 + $1 * $1 } / (n * n)
    }
    let acceleration = cubes / (6 * squares * squares.squareRoot())
    return acceleration.isFinite ? acceleration : 0
  }
}
