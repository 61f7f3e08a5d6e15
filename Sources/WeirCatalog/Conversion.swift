/// The way from an `Argument` to a typed value and back: what is accepted, how it is read, how it is
/// written in the language. Conversions compose: `.optional(.list(of: .integer(in: 1...8)))`.
public struct Conversion<Value: Sendable>: Sendable {
  /// What is accepted, as it stands in sentences: "a number in 0...1".
  public let expected: String
  /// The words to offer when completing; empty where there is no short list of them.
  public var choices: [String] { list() }
  /// The kinds of things that are accepted; empty where that is no matter of kinds.
  public let kinds: [Kind]
  /// Reads an argument. Errors: `mismatch`, without the setting's name, which the setting adds.
  public let read: @Sendable (Argument) throws(CallError) -> Value
  /// The value in the notation of the language; nil where it has none, or none worth showing.
  public let show: @Sendable (Value) -> String?
  /// The argument that would be read as this value, where no notation says all of it, as of a network; nil where the
  /// notation does.
  let argument: (@Sendable (Value) -> Argument?)?
  /// Makes the choices on demand, for they may be the names of a registry that is being made.
  let list: @Sendable () -> [String]

  /// A conversion from its parts.
  public init(
    expected: String, choices: @escaping @Sendable @autoclosure () -> [String] = [], kinds: [Kind] = [],
    read: @escaping @Sendable (Argument) throws(CallError) -> Value,
    show: @escaping @Sendable (Value) -> String?, argument: (@Sendable (Value) -> Argument?)? = nil
  ) {
    (self.expected, self.list, self.kinds, self.read, self.show) = (expected, choices, kinds, read, show)
    self.argument = argument
  }

  /// The error that [argument] is not what is expected here.
  public func mismatch(_ argument: Argument) -> CallError {
    CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
  }
}

extension Conversion where Value == Double {
  /// A finite number, or an integer taken as one, inside [range].
  public static func number(in range: ClosedRange<Double>) -> Self { .bounded(Bounds(range)) }
  /// A finite number of at least the lower bound.
  public static func number(in range: PartialRangeFrom<Double>) -> Self { .bounded(Bounds(range)) }
  /// Any finite number.
  public static var number: Self { .bounded(Bounds()) }
  /// A finite number above zero.
  public static var positive: Self { .bounded(Bounds(above: 0)) }

  private static func bounded(_ bounds: Bounds) -> Self {
    let expected = bounds.expected
    return Conversion(
      expected: expected, kinds: [Kind("number"), Kind("integer")],
      read: { (argument: Argument) throws(CallError) -> Double in
        let value: Double
        switch argument {
        case .integer(let whole): value = Double(whole)
        case .number(let number): value = number
        case .none, .truth, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        guard value.isFinite, bounds.contains(value) else {
          throw CallError(
            .mismatch(setting: nil, expected: expected, found: argument.found),
            suggestion: bounds.percentage(value))
        }
        return value
      },
      show: { Notation.number($0) })
  }
}

extension Conversion where Value == Float {
  /// A finite number inside [range], kept in single precision.
  public static func number(in range: ClosedRange<Double>) -> Self { .single(.number(in: range)) }
  /// A finite number of at least the lower bound, kept in single precision.
  public static func number(in range: PartialRangeFrom<Double>) -> Self { .single(.number(in: range)) }
  /// Any finite number, kept in single precision.
  public static var number: Self { .single(.number) }
  /// A finite number above zero, also in single precision, where 1e-50 is none.
  public static var positive: Self { .single(.positive) { $0 > 0 } }

  private static func single(
    _ double: Conversion<Double>, accepts: @escaping @Sendable (Float) -> Bool = { _ in true }
  ) -> Self {
    Conversion(
      expected: double.expected, kinds: double.kinds,
      read: { (argument: Argument) throws(CallError) -> Float in
        let value = Float(try double.read(argument))
        // The number itself is right, so it must be said what is wrong with it.
        guard value.isFinite, accepts(value) else {
          let sizes = "\(Notation.number(Float.leastNonzeroMagnitude))...\(Float.greatestFiniteMagnitude)"
          throw CallError(
            .mismatch(
              setting: nil, expected: "\(double.expected), of a size in \(sizes) (single precision)",
              found: argument.found))
        }
        return value
      },
      show: { Notation.number($0) })
  }
}

extension Conversion where Value == Int {
  /// An integer inside [range].
  public static func integer(in range: ClosedRange<Int>) -> Self {
    .whole("an integer in \(range.lowerBound)...\(range.upperBound)") { range.contains($0) }
  }
  /// An integer of at least the lower bound.
  public static func integer(in range: PartialRangeFrom<Int>) -> Self {
    .whole("an integer of at least \(range.lowerBound)") { range.contains($0) }
  }
  /// Any integer.
  public static var integer: Self { .whole("an integer") { _ in true } }

  private static func whole(_ expected: String, _ accepts: @escaping @Sendable (Int) -> Bool) -> Self {
    Conversion(
      expected: expected, kinds: [Kind("integer")],
      read: { (argument: Argument) throws(CallError) -> Int in
        guard case .integer(let value) = argument, accepts(value) else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        return value
      },
      show: { Notation.integer($0) })
  }
}

/// Where a number may lie, and how a sentence says so.
private struct Bounds: Sendable {
  var low = -Double.infinity
  var high = Double.infinity
  var isOpenBelow = false

  init() {}
  init(above low: Double) { (self.low, isOpenBelow) = (low, true) }
  init(_ range: ClosedRange<Double>) { (low, high) = (range.lowerBound, range.upperBound) }
  init(_ range: PartialRangeFrom<Double>) { low = range.lowerBound }

  func contains(_ value: Double) -> Bool { (isOpenBelow ? value > low : value >= low) && value <= high }

  /// What to write for a share, if [value] looks like one in percent.
  func percentage(_ value: Double) -> String? {
    low >= 0 && high == 1 && (5...100).contains(value)
      ? "write `\(Notation.plain(value))%` for a share in percent" : nil
  }

  var expected: String {
    if high < .infinity { return "a number in \(Notation.plain(low))...\(Notation.plain(high))" }
    if isOpenBelow { return "a number above \(Notation.plain(low))" }
    return low > -.infinity ? "a number of at least \(Notation.plain(low))" : "a number"
  }
}
