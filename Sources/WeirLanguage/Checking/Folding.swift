import WeirCatalog

/// The values of expressions that are made of literals.
enum Folding {
  /// The value of [expression]; nil where it is not known, or where evaluating it would fail. [name]
  /// gives the values of names.
  static func value(of expression: Expression, _ name: (Name) -> Value?) -> Value? {
    switch expression.form {
    case .constant(let value): return value
    case .name(let text): return name(text)
    case .list(let items):
      let values = items.compactMap { value(of: $0, name) }
      return values.count == items.count ? .list(of: values) : nil
    case .record(let fields):
      let values = fields.compactMap { field in
        value(of: field.value, name).map { Record.Field(field.label, $0) }
      }
      return values.count == fields.count ? .record(Record(values)) : nil
    case .range(let lower, let upper, let isClosed):
      guard case .integer(let lower) = value(of: lower, name),
        case .integer(let upper) = value(of: upper, name)
      else { return nil }
      return .range(IntegerRange(lower, upper, isClosed: isClosed))
    case .unary(.minus, let operand): return value(of: operand, name).flatMap { try? Negative.of($0) }
    case .binary(let symbol, let left, let right):
      guard let a = value(of: left, name), let b = value(of: right, name) else { return nil }
      return apply(symbol, a, b)
    case .unary(.not, _), .interpolation, .comprehension, .call, .method, .member, .index, .lambda,
      .conditional, .block:
      return nil
    }
  }

  /// What an operator gives; nil for errors, and for what would take much memory.
  static func apply(_ symbol: BinaryOperator, _ a: Value, _ b: Value) -> Value? {
    if case .text = a, symbol == .multiply { return nil }
    if case .text = b, symbol == .multiply { return nil }
    if let operation = symbol.operation { return try? operation.apply(a, b) }
    return symbol.comparison.flatMap { holds in (try? holds(a, b)).map { .truth($0) } }
  }
}
