import WeirCatalog

/// `{ … }`: the value of its last statement.
final class BlockNode: Node {
  /// All statements but the last.
  private let first: [Node]
  private let last: Node?

  init(_ statements: [Node], _ span: Span) {
    (first, last) = (statements.dropLast(), statements.last)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    for index in first.indices {
      _ = try first[index].evaluate(&frame)
      if frame.runtime.cancellation.isRequested { throw .interrupted }
    }
    return try last?.evaluate(&frame) ?? .none
  }
}

/// `if condition { } else { }`
final class ConditionalNode: Node {
  private let condition: Node
  private let then: Node
  private let otherwise: Node?

  init(_ condition: Node, then: Node, otherwise: Node?, _ span: Span) {
    (self.condition, self.then, self.otherwise) = (condition, then, otherwise)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if try condition.isTrue(&frame) { return try then.evaluate(&frame) }
    return try otherwise?.evaluate(&frame) ?? .none
  }
}

/// `while condition { }`
final class WhileNode: Node {
  private let condition: Node
  private let body: Node

  init(_ condition: Node, _ body: Node, _ span: Span) {
    (self.condition, self.body) = (condition, body)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    while try condition.isTrue(&frame) {
      if frame.runtime.cancellation.isRequested { throw .interrupted }
      guard try body.runsOn(&frame) else { break }
    }
    return .none
  }
}

/// `for names in items { }`
final class LoopNode: Node {
  private let places: [Place]
  private let items: Node
  private let body: Node

  init(_ places: [Place], in items: Node, _ body: Node, _ span: Span) {
    (self.places, self.items, self.body) = (places, items, body)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let values = try frame.items(of: items)
    for place in 0..<values.count {
      if frame.runtime.cancellation.isRequested { throw .interrupted }
      try frame.introduce(places, from: values, at: place, items.span)
      guard try body.runsOn(&frame) else { break }
    }
    return .none
  }
}

extension Node {
  /// Runs the body of a loop once; false if it is to be left.
  fileprivate func runsOn(_ frame: inout Frame) throws(Unwind) -> Bool {
    do throws(Unwind) { _ = try evaluate(&frame) } catch {
      switch error {
      case .breakLoop: return false
      case .continueLoop: return true
      case .fault, .unmet, .interrupted, .returnValue: throw error
      }
    }
    return true
  }
}

extension Frame {
  /// The items of what [node] gives.
  mutating func items(of node: Node) throws(Unwind) -> Items {
    let value = try node.evaluate(&self)
    do throws(CallError) { if let items = try Items(value) { return items } } catch {
      throw fault(error, at: node.span)
    }
    throw fault("\(value.found) has no items to run over", at: node.span)
  }

  /// Binds the names of a loop to the item at [index]; several names take it apart.
  mutating func introduce(
    _ places: [Place], from items: Items, at index: Int, _ span: Span
  ) throws(Unwind) {
    let item: Value
    do throws(CallError) { item = try items.item(at: index) } catch { throw fault(error, at: span) }
    if places.count == 1 { return introduce(places[0], as: item) }
    guard case .list(let parts) = item, parts.count == places.count else {
      throw fault(
        "\(places.count) names need items that are lists of \(places.count), found \(item.found)", at: span)
    }
    for (place, part) in zip(places, parts) { introduce(place, as: part) }
  }
}

/// `break`, `continue`
final class JumpNode: Node {
  private let unwind: Unwind

  init(_ unwind: Unwind, _ span: Span) {
    self.unwind = unwind
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value { throw unwind }
}

/// `return value`
final class ReturnNode: Node {
  private let value: Node?

  init(_ value: Node?, _ span: Span) {
    self.value = value
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    frame.result = try value?.evaluate(&frame) ?? .none
    throw .returnValue
  }
}

/// `expect condition, message`
final class ExpectationNode: Node {
  /// What is expected.
  enum Condition {
    case truth(Node)
    /// A comparison, whose sides are shown if it does not hold.
    case comparison(Node, Node, (Value, Value) throws(CallError) -> Bool)
  }

  private let condition: Condition
  private let conditionSpan: Span
  private let message: Node?

  init(_ condition: Condition, at conditionSpan: Span, message: Node?, _ span: Span) {
    (self.condition, self.conditionSpan, self.message) = (condition, conditionSpan, message)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let found: String
    switch condition {
    case .truth(let node):
      if try node.isTrue(&frame) { return .none }
      found = "this is false"
    case .comparison(let left, let right, let holds):
      let (a, b) = (try left.evaluate(&frame), try right.evaluate(&frame))
      do throws(CallError) { if try holds(a, b) { return .none } } catch {
        throw frame.fault(error, at: conditionSpan)
      }
      found = "found \(a.found) and \(b.found)"
    }
    let reason = try message?.evaluate(&frame).plain
    let text = "expectation not met" + (reason.map { ": " + $0 } ?? "")
    throw .unmet(Fault(Diagnostic(text, in: frame.source, at: conditionSpan, label: found)))
  }
}
