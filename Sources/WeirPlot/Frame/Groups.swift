/// Items shared out among fewer places, in order and as evenly as can be.
struct Groups {
  /// The items of each place; as many places as items where there are enough.
  let ranges: [Range<Int>]

  /// [count] items in at most [places] places.
  init(of count: Int, in places: Int) {
    let places = min(count, max(1, places))
    ranges = (0..<places).map { ($0 * count / places)..<(($0 + 1) * count / places) }
  }

  /// The place of every item.
  var places: [Int] {
    ranges.enumerated().flatMap { place, range in range.map { _ in place } }
  }

  /// The mean of [values], or the first of them that is not finite: that must be seen, however many it would be averaged with.
  static func seen(_ values: some Collection<Double>) -> Double {
    values.first { !$0.isFinite } ?? mean(values)
  }

  /// The mean of [values], which are finite. Each is divided first, for their sum may be too large.
  static func mean(_ values: some Collection<Double>) -> Double {
    values.reduce(0) { $0 + $1 / Double(values.count) }
  }
}
