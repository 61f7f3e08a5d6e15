import Foundation
import WeirCatalog

/// `round`: to the nearest number with so many digits.
struct Round: Builtin {
  @Required var x: Double
  var digits = 0

  static let entry = Entry<Round>(
    "round", "Rounds to the nearest number with so many digits behind the point; halves away from zero.",
    details: "Without digits the result is an integer.",
    settings: [
      .required("x", \.$x, .number, "What is rounded."),
      Setting("digits", \.digits, .integer(in: 0...15), "Digits behind the point."),
    ],
    positional: 2, examples: [Example("[round(2.5), round(3.14159, 2)]", prints: "[3, 3.14]")])

  func run(_ context: Context) throws -> Value {
    guard digits > 0 else { return try Whole.integer(x.rounded()) }
    // Through decimal text, for x * 100 may already lie on the wrong side of a half.
    return .number(Double(String(format: "%.\(digits)f", x)) ?? x)
  }
}

/// `floor`: the largest integer below.
struct Floor: Builtin {
  @Required var x: Double
  static let result: Kind? = .integer
  static let entry = Entry<Floor>(
    "floor", "The largest integer that is not above x.",
    settings: [.required("x", \.$x, .number, "A number.")], examples: [Example("floor(-2.5)", prints: "-3")])
  func run(_ context: Context) throws -> Value { try Whole.integer(x.rounded(.down)) }
}

/// `ceil`: the smallest integer above.
struct Ceil: Builtin {
  @Required var x: Double
  static let result: Kind? = .integer
  static let entry = Entry<Ceil>(
    "ceil", "The smallest integer that is not below x.",
    settings: [.required("x", \.$x, .number, "A number.")], examples: [Example("ceil(2.1)", prints: "3")])
  func run(_ context: Context) throws -> Value { try Whole.integer(x.rounded(.up)) }
}

/// `abs`: without the sign.
struct Absolute: PlainFunction {
  @Required var x: Value
  static let entry = Entry<Absolute>(
    "abs", "The number without its sign.",
    settings: [.required("x", \.$x, .value, "A number, or a list of them.")],
    examples: [Example("abs([-2, 3.5])", prints: "[2, 3.5]")])

  static func value(of value: Value) throws(CallError) -> Value {
    switch value {
    case .integer(let whole):
      guard whole > .min else { throw .failed("the size of \(whole) is too large for an integer") }
      return .integer(abs(whole))
    case .number(let number): return .number(abs(number))
    case .list(let list):
      var items: [Value] = []
      for item in list { items.append(try Self.value(of: item)) }
      return .list(of: items)
    case .none, .truth, .text, .record, .range, .function, .word, .entry, .thing:
      throw CallError(
        .mismatch(setting: "x", expected: "a number, or a list of them", found: value.found), position: 0)
    }
  }
}

/// `int`: a whole number as an integer.
struct ToInteger: PlainFunction {
  @Required var x: Value
  static let result: Kind? = .integer
  static let entry = Entry<ToInteger>(
    "int", "Turns a number, cut towards zero, or a text of digits into an integer.",
    settings: [.required("x", \.$x, .value, "A number or a text.")],
    examples: [Example(#"[int(3.9), int("12")]"#, prints: "[3, 12]")])

  static func value(of x: Value) throws(CallError) -> Value {
    switch x {
    case .integer: return x
    case .number(let number): return try Whole.integer(number.rounded(.towardZero))
    case .text(let text): if let whole = Int(text) { return .integer(whole) }
    case .truth(let truth): return .integer(truth ? 1 : 0)
    case .none, .list, .record, .range, .function, .word, .entry, .thing: break
    }
    throw CallError(
      .mismatch(setting: "x", expected: "a number or a text of digits", found: x.found), position: 0)
  }
}

/// `float`: a number with a point.
struct ToNumber: PlainFunction {
  @Required var x: Value
  static let result: Kind? = .number
  static let entry = Entry<ToNumber>(
    "float", "Turns an integer or a text into a number.",
    settings: [.required("x", \.$x, .value, "A number or a text.")],
    examples: [Example(#"[float(3), float("1e-3")]"#, prints: "[3.0, 0.001]")])

  static func value(of x: Value) throws(CallError) -> Value {
    if let number = x.asNumber { return .number(number) }
    if case .text(let text) = x, let number = Double(text) { return .number(number) }
    throw CallError(
      .mismatch(setting: "x", expected: "a number or a text of one", found: x.found), position: 0)
  }
}

/// Integers from numbers that may be too large for one.
enum Whole {
  static func integer(_ value: Double) throws(CallError) -> Value {
    guard let whole = Int(exactly: value) else {
      throw .failed("\(Notation.number(value)) is no integer that fits 64 bits")
    }
    return .integer(whole)
  }
}
