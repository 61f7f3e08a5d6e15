import WeirCatalog

/// One of `< <= > >=`.
protocol OrderOperation {
  static var symbol: BinaryOperator { get }
  static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool
}

enum Less: OrderOperation {
  static let symbol = BinaryOperator.less
  static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a < b }
}

enum LessOrEqual: OrderOperation {
  static let symbol = BinaryOperator.lessOrEqual
  static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a <= b }
}

enum Greater: OrderOperation {
  static let symbol = BinaryOperator.greater
  static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a > b }
}

enum GreaterOrEqual: OrderOperation {
  static let symbol = BinaryOperator.greaterOrEqual
  static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a >= b }
}

extension OrderOperation {
  /// Whether it holds for two numbers or two texts; texts are ordered by their characters' codes.
  static func apply(_ a: Value, _ b: Value) throws(CallError) -> Bool {
    switch (a, b) {
    case (.integer(let a), .integer(let b)): return holds(a, b)
    case (.number(let a), .number(let b)): return holds(a, b)
    case (.integer(let a), .number(let b)): return holds(Double(a), b)
    case (.number(let a), .integer(let b)): return holds(a, Double(b))
    case (.text(let a), .text(let b)): return holds(a, b)
    default:
      throw .failed("`\(symbol.rawValue)` compares two numbers or two texts, found \(a.found) and \(b.found)")
    }
  }
}

extension BinaryOperator {
  /// The operation behind a comparison of order; nil for the others.
  var order: (any OrderOperation.Type)? {
    switch self {
    case .less: Less.self
    case .lessOrEqual: LessOrEqual.self
    case .greater: Greater.self
    case .greaterOrEqual: GreaterOrEqual.self
    case .add, .subtract, .multiply, .divide, .quotient, .remainder, .power, .equal, .unequal, .contained,
      .and, .or:
      nil
    }
  }
}

extension BinaryOperator {
  /// What an operator says of two values; nil for those that give something else than true or false.
  var comparison: ((Value, Value) throws(CallError) -> Bool)? {
    if let order {
      return { (a: Value, b: Value) throws(CallError) -> Bool in try order.apply(a, b) }
    }
    switch self {
    case .equal: return { (a: Value, b: Value) throws(CallError) -> Bool in a == b }
    case .unequal: return { (a: Value, b: Value) throws(CallError) -> Bool in a != b }
    case .contained:
      return { (a: Value, b: Value) throws(CallError) -> Bool in try Containment.holds(a, in: b) }
    case .add, .subtract, .multiply, .divide, .quotient, .remainder, .power, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .and, .or:
      return nil
    }
  }
}

enum Containment {
  /// Whether [item] is in [whole]: an item of a list, an integer of a range, a part of a text, a label
  /// of a record.
  static func holds(_ item: Value, in whole: Value) throws(CallError) -> Bool {
    switch (whole, item) {
    case (.list(let items), _): return items.items.contains(item)
    case (.range(let range), .integer(let value)): return range.contains(value)
    case (.range(let range), .number(let value)): return Int(exactly: value).map(range.contains) ?? false
    case (.text(let text), .text(let part)): return text.contains(part)
    case (.record(let record), .text(let label)): return record[label] != nil
    default:
      throw .failed(
        "`in` does not go with \(item.found) and \(whole.found)",
        suggestion: "`in` looks for an item of a list or range, a part of a text, or a label of a record")
    }
  }
}
