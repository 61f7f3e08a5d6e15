import WeirCatalog

/// `a + b` and its like.
final class ArithmeticNode<Operation: NumericOperation>: Node {
  private let left: Node
  private let right: Node

  init(_ left: Node, _ right: Node, _ span: Span) {
    (self.left, self.right) = (left, right)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let (a, b) = (try left.evaluate(&frame), try right.evaluate(&frame))
    // What programs do most, ahead of the general case.
    if case .integer(let a) = a, case .integer(let b) = b {
      if let result = Operation.integers(a, b) { return .integer(result) }
    } else if case .number(let a) = a, case .number(let b) = b {
      return .number(Operation.numbers(a, b))
    }
    do throws(CallError) { return try Operation.apply(a, b) } catch { throw frame.fault(error, at: span) }
  }
}

/// `a < b` and its like.
final class OrderNode<Operation: OrderOperation>: Node {
  private let left: Node
  private let right: Node

  init(_ left: Node, _ right: Node, _ span: Span) {
    (self.left, self.right) = (left, right)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value { .truth(try isTrue(&frame)) }

  override func isTrue(_ frame: inout Frame) throws(Unwind) -> Bool {
    let (a, b) = (try left.evaluate(&frame), try right.evaluate(&frame))
    if case .integer(let a) = a, case .integer(let b) = b { return Operation.holds(a, b) }
    do throws(CallError) { return try Operation.apply(a, b) } catch { throw frame.fault(error, at: span) }
  }
}

/// `a == b`, `a != b`
final class EqualityNode: Node {
  private let left: Node
  private let right: Node
  private let isNegated: Bool

  init(_ left: Node, _ right: Node, isNegated: Bool, _ span: Span) {
    (self.left, self.right, self.isNegated) = (left, right, isNegated)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value { .truth(try isTrue(&frame)) }

  override func isTrue(_ frame: inout Frame) throws(Unwind) -> Bool {
    let (a, b) = (try left.evaluate(&frame), try right.evaluate(&frame))
    return (a == b) != isNegated
  }
}

/// `a in b`
final class ContainmentNode: Node {
  private let item: Node
  private let whole: Node

  init(_ item: Node, _ whole: Node, _ span: Span) {
    (self.item, self.whole) = (item, whole)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let (item, whole) = (try item.evaluate(&frame), try whole.evaluate(&frame))
    do throws(CallError) { return .truth(try Containment.holds(item, in: whole)) } catch {
      throw frame.fault(error, at: span)
    }
  }
}

/// `a and b`, `a or b`; the second is looked at only if the first does not decide.
final class LogicNode: Node {
  private let left: Node
  private let right: Node
  /// What decides: false for `and`, true for `or`.
  private let decisive: Bool

  init(_ left: Node, _ right: Node, decisive: Bool, _ span: Span) {
    (self.left, self.right, self.decisive) = (left, right, decisive)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value { .truth(try isTrue(&frame)) }

  override func isTrue(_ frame: inout Frame) throws(Unwind) -> Bool {
    try left.isTrue(&frame) == decisive ? decisive : try right.isTrue(&frame)
  }
}

/// `not a`
final class NegationNode: Node {
  private let operand: Node

  init(_ operand: Node, _ span: Span) {
    self.operand = operand
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value { .truth(try isTrue(&frame)) }
  override func isTrue(_ frame: inout Frame) throws(Unwind) -> Bool { try !operand.isTrue(&frame) }
}

/// `-a`
final class MinusNode: Node {
  private let operand: Node

  init(_ operand: Node, _ span: Span) {
    self.operand = operand
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let value = try operand.evaluate(&frame)
    do throws(CallError) { return try Negative.of(value) } catch { throw frame.fault(error, at: span) }
  }
}

enum Negative {
  /// The negative of a number, or of each element of a series or tensor. The sign of zero turns too.
  static func of(_ value: Value) throws(CallError) -> Value {
    if case .integer(let value) = value {
      guard value != .min else { throw .failed("-(\(value)) is too large for an integer") }
      return .integer(-value)
    }
    if let result = ElementwiseArithmetic.map(value, -) { return result }
    throw .failed("`-` does not go with \(value.found)")
  }
}
