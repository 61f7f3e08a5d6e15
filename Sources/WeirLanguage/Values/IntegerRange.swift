/// The integers from one bound to another, not stored one by one: `1...5`, `0..<n`.
///
/// The bounds are kept as written, since `xs[1...-1]` counts the second from the end. Read as
/// numbers, a range whose bounds run backwards is empty: `1...n` means nothing for n = 0.
public struct IntegerRange: Sendable, Equatable {
  /// The first integer.
  public let lower: Int
  /// The last integer of a closed range; the one after the last of a half-open one.
  public let upper: Int
  /// Whether [upper] belongs to it.
  public let isClosed: Bool

  /// `lower...upper` if [isClosed], else `lower..<upper`.
  public init(_ lower: Int, _ upper: Int, isClosed: Bool) {
    (self.lower, self.upper, self.isClosed) = (lower, upper, isClosed)
  }

  /// How many integers there are; `Int.max` also where there are more.
  public var count: Int {
    guard isClosed ? lower <= upper : lower < upper else { return 0 }
    let (span, overflows) = upper.subtractingReportingOverflow(lower)
    if overflows { return .max }
    return isClosed ? (span == .max ? .max : span + 1) : span
  }

  /// The integer at [index], from zero, which must be below `count`.
  public subscript(index: Int) -> Int { lower + index }

  /// Whether [value] is one of them.
  public func contains(_ value: Int) -> Bool {
    value >= lower && (isClosed ? value <= upper : value < upper)
  }

  /// Ranges are equal that hold the same integers, however they are written.
  public static func == (a: IntegerRange, b: IntegerRange) -> Bool {
    a.count == b.count && (a.count == 0 || a.lower == b.lower)
  }
}
