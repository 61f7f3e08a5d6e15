/// How numbers are laid out along an axis.
enum Scale: Equatable, Sendable {
  /// Evenly.
  case linear
  /// Evenly in the logarithm; numbers above zero only.
  case logarithmic
  /// Evenly in the logarithm of the size on both sides of zero, and evenly between ±[threshold].
  case symmetric(threshold: Double)

  /// The place of [value] along the axis, in the axis's own unit; nil where it has none.
  func place(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let value = Extent.clamped(value)
    switch self {
    case .linear: return value
    case .logarithmic: return value > 0 ? decimalLogarithm(value) : nil
    case .symmetric(let threshold):
      let size = abs(value) / threshold
      let place = size <= 1 ? size : 1 + decimalLogarithm(size)
      return value < 0 ? -place : place
    }
  }

  /// The logarithmic scale that [values] call for: symmetric as soon as one is below zero, for then
  /// half of them would have no place. Its threshold is a power of ten near the smallest size, at most
  /// six decades below the largest.
  static func logarithmic(for values: Extent) -> Scale {
    guard let least = values.least, least < 0 else { return .logarithmic }
    let largest = Extent.clamped(max(abs(least), abs(values.most ?? 0)))
    let smallest = max(values.smallestSize ?? largest, largest * 1e-6)
    return .symmetric(threshold: powerOfTen(Int(decimalLogarithm(smallest).rounded(.down))))
  }
}

/// What one needs to know of many numbers to lay out an axis: ends, signs, whether all are whole.
struct Extent: Equatable, Sendable {
  /// The smallest and the largest finite number.
  private(set) var least, most: Double?
  /// The smallest number above zero, and the smallest size of any number but zero.
  private(set) var leastPositive, smallestSize: Double?
  /// Whether all finite numbers are whole, and small enough to count by.
  private(set) var isWhole = true
  /// How many numbers were not finite.
  private(set) var strays = 0

  init(_ values: some Sequence<Double> = []) {
    include(contentsOf: values)
  }

  mutating func include(contentsOf values: some Sequence<Double>) {
    for value in values { include(value) }
  }

  mutating func include(_ value: Double) {
    guard value.isFinite else {
      strays += 1
      return
    }
    if isWhole, value != value.rounded(.towardZero) || abs(value) > 1e15 { isWhole = false }
    guard let low = least, let high = most else {
      (least, most) = (value, value)
      return includeSize(value)
    }
    if value < low { least = value }
    if value > high { most = value }
    includeSize(value)
  }

  /// [value] where it is drawn; what is told of it is the number itself. Beyond these ends the distance of two numbers would overflow;
  /// nobody sees the difference in a plot.
  static func clamped(_ value: Double) -> Double { min(max(value, -8e307), 8e307) }

  private mutating func includeSize(_ value: Double) {
    let size = abs(value)
    if size > 0, size < smallestSize ?? .infinity { smallestSize = size }
    if value > 0, value < leastPositive ?? .infinity { leastPositive = value }
  }

  /// The numbers that an axis of [scale] must show, two different ones: without any it is 0 and 1,
  /// and a single one is given some room on both sides.
  func bounds(on scale: Scale) -> (low: Double, high: Double) {
    guard let least = scale == .logarithmic ? leastPositive : least, let most, most >= least else {
      return scale == .logarithmic ? (0.1, 1) : (0, 1)
    }
    var (low, high) = (Extent.clamped(least), Extent.clamped(most))
    // Logarithms below the normal numbers lose their digits; and a range must be wide enough for its
    // labels to differ.
    if scale == .logarithmic {
      low = max(low, 1e-300)
      high = max(high, low)
      return high > low * (1 + 1e-9) ? (low, high) : (low / 2, high * 2)
    }
    let size = max(abs(low), abs(high))
    guard high - low > max(1e-9 * size, 1e-280) else {
      // What is counted has neighbours a whole step away.
      let room = size < 1e-270 ? 1 : isWhole ? max(1, size / 2) : size / 2
      return (max(low - room, -8e307), min(high + room, 8e307))
    }
    return (low, high)
  }
}
