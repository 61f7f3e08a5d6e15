/// How well the mean loss at a place of a path is told from the lowest and from the highest mean between the start and
/// it: standard errors of the difference of two means over the same samples.
///
/// With d the difference of a sample's two losses, that is √(Σ (d - d̄)² / (n (n - 1))). What samples have in
/// common cancels in it: two places where all of them lose a little more are told apart, however much the samples
/// differ from each other. Zero where nothing lies before, and for a single sample.
struct PairedSteps: Sendable {
  /// Of the difference from the lowest.
  var rise = 0.0
  /// Of the difference from the highest.
  var fall = 0.0

  /// Whether both have the same bits.
  func isSame(as other: PairedSteps) -> Bool {
    rise.bitPattern == other.rise.bitPattern && fall.bitPattern == other.fall.bitPattern
  }
}

/// The losses of all samples where a path was lowest and highest so far, on the way from its start to its end.
///
/// Memory: two numbers a sample, however many places there are.
struct PairedLosses {
  /// The losses of the samples at one place, and their mean.
  struct Place {
    let losses: [Double]
    let mean: Double
  }

  private var lowest: Place?, highest: Place?

  /// How [here] is told from what was before; from here on it is.
  mutating func take(_ here: Place) -> PairedSteps {
    let steps = PairedSteps(rise: Self.error(lowest, here), fall: Self.error(highest, here))
    if lowest.map({ here.mean < $0.mean }) ?? true { lowest = here }
    if highest.map({ here.mean > $0.mean }) ?? true { highest = here }
    return steps
  }

  private static func error(_ before: Place?, _ here: Place) -> Double {
    guard let before, here.losses.count > 1 else { return 0 }
    let count = Double(here.losses.count)
    var (sum, squares) = (0.0, 0.0)
    let mean = here.mean - before.mean
    for (first, second) in zip(before.losses, here.losses) {
      let rest = second - first - mean
      sum += rest
      squares += rest * rest
    }
    return (max(0, squares - sum * sum / count) / (count - 1) / count).squareRoot()
  }
}
