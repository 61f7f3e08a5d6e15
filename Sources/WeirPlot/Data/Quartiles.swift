/// Where the quarters of numbers lie, and which of them lie far from all others.
///
/// A quartile is interpolated linearly between the two numbers around it (Hyndman and Fan 1996, number 7; so do NumPy
/// and R). Whiskers reach to the last number that is no further from the box than one and a half times its length;
/// what lies beyond is an outlier (Tukey 1977).
struct Quartiles: Equatable {
  /// The ends of the whiskers and of the box, and the middle.
  let least, lower, median, upper, most: Double
  let outliers: [Double]
  /// How many finite numbers there are.
  let count: Int

  /// The quartiles of the finite numbers among [values]; nil if there are none.
  init?(_ values: [Double]) {
    let sorted = values.filter(\.isFinite).map(Extent.clamped).sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    count = sorted.count
    func quartile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let index = min(sorted.count - 1, Int(place))
      let next = sorted[min(sorted.count - 1, index + 1)]
      // Both halves first, for the difference may be more than a Double holds.
      let rest = place - Double(index)
      return sorted[index] * (1 - rest) + next * rest
    }
    (lower, median, upper) = (quartile(0.25), quartile(0.5), quartile(0.75))
    let reach = 1.5 * (upper / 2 - lower / 2)
    let (low, high) = (lower / 2 - reach, upper / 2 + reach)
    let near = sorted.filter { $0 / 2 >= low && $0 / 2 <= high }
    (least, most) = (near.first ?? first, near.last ?? last)
    outliers = sorted.filter { $0 / 2 < low || $0 / 2 > high }
  }
}
