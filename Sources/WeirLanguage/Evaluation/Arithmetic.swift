import WeirCatalog

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One of `+ - * / ^ div mod`, for integers and for numbers.
protocol NumericOperation {
  static var symbol: BinaryOperator { get }
  /// The result for two integers; nil where it is no integer, or too large for one.
  static func integers(_ a: Int, _ b: Int) -> Int?
  static func numbers(_ a: Double, _ b: Double) -> Double
}

extension NumericOperation {
  /// The result for single precision, in which tensors are kept.
  static func singles(_ a: Float, _ b: Float) -> Float { Float(numbers(Double(a), Double(b))) }
}

enum Addition: NumericOperation {
  static let symbol = BinaryOperator.add
  static func integers(_ a: Int, _ b: Int) -> Int? {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? nil : sum
  }
  static func numbers(_ a: Double, _ b: Double) -> Double { a + b }
}

enum Subtraction: NumericOperation {
  static let symbol = BinaryOperator.subtract
  static func integers(_ a: Int, _ b: Int) -> Int? {
    let (difference, overflows) = a.subtractingReportingOverflow(b)
    return overflows ? nil : difference
  }
  static func numbers(_ a: Double, _ b: Double) -> Double { a - b }
}

enum Multiplication: NumericOperation {
  static let symbol = BinaryOperator.multiply
  static func integers(_ a: Int, _ b: Int) -> Int? {
    let (product, overflows) = a.multipliedReportingOverflow(by: b)
    return overflows ? nil : product
  }
  static func numbers(_ a: Double, _ b: Double) -> Double { a * b }
}

enum Division: NumericOperation {
  static let symbol = BinaryOperator.divide
  /// Never an integer: `4 / 2` is `2.0`.
  static func integers(_ a: Int, _ b: Int) -> Int? { nil }
  static func numbers(_ a: Double, _ b: Double) -> Double { a / b }
}

/// Rounded down, so that `a == b * (a div b) + a mod b`, and `mod` has the sign of `b`.
enum Quotient: NumericOperation {
  static let symbol = BinaryOperator.quotient
  static func integers(_ a: Int, _ b: Int) -> Int? {
    if b == 0 { return nil }
    let (quotient, overflows) = a.dividedReportingOverflow(by: b)
    if overflows { return nil }
    return quotient * b != a && (a < 0) != (b < 0) ? quotient - 1 : quotient
  }
  static func numbers(_ a: Double, _ b: Double) -> Double { (a / b).rounded(.down) }
}

enum Remainder: NumericOperation {
  static let symbol = BinaryOperator.remainder
  static func integers(_ a: Int, _ b: Int) -> Int? {
    if b == 0 { return nil }
    // The least integer by -1 overflows as a quotient; the remainder is zero.
    if b == -1 { return 0 }
    let remainder = a % b
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
  }
  static func numbers(_ a: Double, _ b: Double) -> Double {
    let remainder = fmod(a, b)
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
  }
}

enum Power: NumericOperation {
  static let symbol = BinaryOperator.power
  /// By repeated squaring; an integer for exponents of zero and more.
  static func integers(_ a: Int, _ b: Int) -> Int? {
    if b < 0 { return nil }
    var (result, square, rest) = (1, a, b)
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflows) = result.multipliedReportingOverflow(by: square)
        if overflows { return nil }
        result = product
      }
      rest >>= 1
      if rest == 0 { break }
      let (next, overflows) = square.multipliedReportingOverflow(by: square)
      if overflows { return nil }
      square = next
    }
    return result
  }
  static func numbers(_ a: Double, _ b: Double) -> Double { pow(a, b) }
}

extension NumericOperation {
  /// What the operation gives for any two values. Errors: values it does not know; an integer too
  /// large; an integer divided by zero.
  static func apply(_ a: Value, _ b: Value) throws(CallError) -> Value {
    switch (a, b) {
    case (.integer(let a), .integer(let b)): return try combine(a, b)
    case (.integer(let a), .number(let b)): return .number(numbers(Double(a), b))
    case (.number(let a), .integer(let b)): return .number(numbers(a, Double(b)))
    case (.number(let a), .number(let b)): return .number(numbers(a, b))
    default:
      if let result = try ElementwiseArithmetic.apply(Self.self, a, b) { return result }
      if let result = try join(a, b) { return result }
      throw unknown(a, b)
    }
  }

  private static func combine(_ a: Int, _ b: Int) throws(CallError) -> Value {
    if let result = integers(a, b) { return .integer(result) }
    switch symbol {
    case .divide, .quotient, .remainder:
      if b == 0 { throw .failed("division by zero") }
      if symbol == .divide { return .number(numbers(Double(a), Double(b))) }
    case .power where b < 0: return .number(numbers(Double(a), Double(b)))
    case .add, .subtract, .multiply, .power, .equal, .unequal, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .contained, .and, .or:
      break
    }
    throw .failed(
      "\(a) \(symbol.rawValue) \(b) is too large for an integer",
      suggestion: "write \(a).0 for a number with less exact digits")
  }

  /// Texts and lists are joined by `+`; `"-" * 20` repeats a text.
  private static func join(_ a: Value, _ b: Value) throws(CallError) -> Value? {
    switch (symbol, a, b) {
    case (.add, .text(let a), .text(let b)):
      try Limits.checkText(a.utf8.count + b.utf8.count)
      return .text(a + b)
    case (.add, .list(let a), .list(let b)):
      try Limits.checkItems(a.count + b.count)
      return .list(List(a.items + b.items, depth: max(a.depth, b.depth)))
    case (.multiply, .text(let text), .integer(let count)), (.multiply, .integer(let count), .text(let text)):
      guard count >= 0 else { throw .failed("a text cannot be repeated \(count) times") }
      let (size, overflows) = text.utf8.count.multipliedReportingOverflow(by: count)
      try Limits.checkText(overflows ? .max : size)
      return .text(String(repeating: text, count: count))
    default: return nil
    }
  }

  private static func unknown(_ a: Value, _ b: Value) -> CallError {
    var suggestion: String?
    switch (symbol, a, b) {
    case (.add, .text, _), (.add, _, .text): suggestion = "write \"\\(x)\" to put a value into a text"
    case (.add, .list, _): suggestion = "write `xs + [x]` to add one item"
    case (_, .list, _), (_, _, .list):
      suggestion = "write `[x \(symbol.rawValue) 2 for x in xs]` for each item"
    default: break
    }
    return .failed("`\(symbol.rawValue)` does not go with \(a.found) and \(b.found)", suggestion: suggestion)
  }
}

extension Value {
  /// Adds [other] to it, without copying what is there if nobody else holds it. Errors: as `+`; then
  /// nothing has changed.
  mutating func add(_ other: Value) throws(CallError) {
    switch other {
    case .list(let more):
      guard case .list(let own) = self else { break }
      try Limits.checkItems(own.count + more.count)
      return append(more)
    case .text(let more):
      guard case .text(let own) = self else { break }
      try Limits.checkText(own.utf8.count + more.utf8.count)
      return append(more)
    case .none, .truth, .integer, .number, .record, .range, .function, .word, .entry, .thing: break
    }
    self = try Addition.apply(self, other)
  }

  /// Adds [item] to a list, without copying what is there if nobody else holds it.
  mutating func append(_ item: Value) {
    let whole = self
    self = .none
    guard case .list(var list) = consume whole else { return }
    list.append(item)
    self = .list(list)
  }

  private mutating func append(_ more: List) {
    let whole = self
    self = .none
    // Consumed, so that the list below is the only holder of its items.
    guard case .list(var list) = consume whole else { return }
    list.append(more)
    self = .list(list)
  }

  private mutating func append(_ more: String) {
    let whole = self
    self = .none
    guard case .text(var text) = consume whole else { return }
    text += more
    self = .text(text)
  }
}

extension BinaryOperator {
  /// The operation behind an operator of arithmetic; nil for the others.
  var operation: (any NumericOperation.Type)? {
    switch self {
    case .add: Addition.self
    case .subtract: Subtraction.self
    case .multiply: Multiplication.self
    case .divide: Division.self
    case .quotient: Quotient.self
    case .remainder: Remainder.self
    case .power: Power.self
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained, .and, .or: nil
    }
  }
}
