import Foundation
import WeirCatalog

/// A function of one number, applied to a number or to each of a list, series or tensor.
protocol NumberFunction: Sendable {
  static var name: String { get }
  static var summary: String { get }
  static var example: Example { get }
  static func apply(_ x: Double) -> Double
}

/// The builtin of a function of one number.
struct Elementwise<Function: NumberFunction>: PlainFunction {
  @Required var x: Value

  static var entry: Entry<Self> {
    Entry(
      Function.name, Function.summary,
      settings: [.required("x", \.$x, .value, "A number, or a list, series or tensor of them.")],
      examples: [Function.example])
  }

  static func value(of value: Value) throws(CallError) -> Value {
    if case .list(let list) = value {
      var items: [Value] = []
      for item in list { items.append(try Self.value(of: item)) }
      return .list(of: items)
    }
    if let result = ElementwiseArithmetic.map(value, Function.apply) { return result }
    throw CallError(
      .mismatch(
        setting: "x", expected: "a number, or a list, series or tensor of them", found: value.found),
      position: 0)
  }
}

enum SquareRoot: NumberFunction {
  static let name = "sqrt"
  static let summary = "The square root; not a number below zero."
  static let example = Example("sqrt(9)", prints: "3.0")
  static func apply(_ x: Double) -> Double { x.squareRoot() }
}

enum Exponential: NumberFunction {
  static let name = "exp"
  static let summary = "The exponential function: e to the power of x."
  static let example = Example("exp(0)", prints: "1.0")
  static func apply(_ x: Double) -> Double { exp(x) }
}

enum NaturalLogarithm: NumberFunction {
  static let name = "log"
  static let summary = "The natural logarithm; not a number below zero."
  static let example = Example("log(1)", prints: "0.0")
  static func apply(_ x: Double) -> Double { log(x) }
}

enum DecimalLogarithm: NumberFunction {
  static let name = "log10"
  static let summary = "The logarithm to base ten; not a number below zero."
  static let example = Example("log10([10, 1000])", prints: "[1.0, 3.0]")
  static func apply(_ x: Double) -> Double { log10(x) }
}

enum Sine: NumberFunction {
  static let name = "sin"
  static let summary = "The sine of an angle in radians."
  static let example = Example("sin(0)", prints: "0.0")
  static func apply(_ x: Double) -> Double { sin(x) }
}

enum Cosinus: NumberFunction {
  static let name = "cos"
  static let summary = "The cosine of an angle in radians."
  static let example = Example("cos(0)", prints: "1.0")
  static func apply(_ x: Double) -> Double { cos(x) }
}
