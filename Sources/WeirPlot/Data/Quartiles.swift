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
    var numbers = PartlySorted(values.filter(\.isFinite))
    guard numbers.count > 0 else { return nil }
    let last = numbers.count - 1
    count = numbers.count
    func quartile(_ share: Double) -> Double {
      let place = share * Double(last)
      let index = min(last, Int(place))
      let (number, next) = numbers.pair(at: index)
      // Both parts first, for the difference may be more than a Double holds.
      let rest = place - Double(index)
      return number * (1 - rest) + next * rest
    }
    (lower, median, upper) = (quartile(0.25), quartile(0.5), quartile(0.75))
    let reach = 1.5 * (upper / 2 - lower / 2)
    let (low, high) = (lower / 2 - reach, upper / 2 + reach)
    let near = Extent(numbers.all.filter { $0 / 2 >= low && $0 / 2 <= high })
    (least, most) = (near.least ?? lower, near.most ?? upper)
    outliers = numbers.all.filter { $0 / 2 < low || $0 / 2 > high }.sorted()
  }
}

/// Numbers of which a few are wanted in order: sorting a million for three of them would take three times as long.
private struct PartlySorted {
  private(set) var all: [Double]

  init(_ numbers: [Double]) { all = numbers }

  var count: Int { all.count }

  /// The number that would stand at [place] if all were sorted, and the one behind it; the last is behind itself.
  mutating func pair(at place: Int) -> (Double, Double) {
    order(place)
    return (all[place], all[(place + 1)...].min() ?? all[place])
  }

  /// Puts the right number at [place], none larger before it, and none smaller behind it (Hoare 1961, "Find").
  private mutating func order(_ place: Int) {
    var (low, high) = (0, all.count - 1)
    // Numbers in an order that is bad for it are sorted after all.
    for _ in 0..<64 where low < high {
      let pivot = [all[low], all[(low + high) / 2], all[high]].sorted()[1]
      var (left, right) = (low, high)
      while left <= right {
        while all[left] < pivot { left += 1 }
        while all[right] > pivot { right -= 1 }
        guard left <= right else { break }
        all.swapAt(left, right)
        (left, right) = (left + 1, right - 1)
      }
      if place > right, place < left { return }
      if place <= right { high = right } else { low = left }
    }
    if low < high { all[low...high].sort() }
  }
}
