import WeirCatalog

/// A value known from the beginning.
final class ConstantNode: Node {
  let value: Value

  init(_ value: Value, _ span: Span) {
    self.value = value
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value { value }
}

/// Where a variable is kept.
enum Place {
  case slot(Int)
  case box(Int)
  case global(Box)
}

/// The name of a variable.
class VariableNode: Node {
  fileprivate let name: String

  init(_ name: String, _ span: Span) {
    self.name = name
    super.init(span)
  }

  /// Its value; nil before the first binding.
  func value(_ frame: Frame) -> Value? { preconditionFailure("every variable is kept somewhere") }
}

/// A variable that only its function sees.
final class SlotNode: VariableNode {
  private let slot: Int

  init(_ slot: Int, _ name: String, _ span: Span) {
    self.slot = slot
    super.init(name, span)
  }

  override func value(_ frame: Frame) -> Value? { frame.slots[slot] }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if let value = frame.slots[slot] { return value }
    throw frame.unbound(name, at: span)
  }
}

/// A variable that several functions share.
final class BoxNode: VariableNode {
  private let box: Int

  init(_ box: Int, _ name: String, _ span: Span) {
    self.box = box
    super.init(name, span)
  }

  override func value(_ frame: Frame) -> Value? { frame.boxes[box].value }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if let value = frame.boxes[box].value { return value }
    throw frame.unbound(name, at: span)
  }
}

/// A variable of the top level.
final class GlobalNode: VariableNode {
  private let box: Box

  init(_ box: Box, _ name: String, _ span: Span) {
    self.box = box
    super.init(name, span)
  }

  override func value(_ frame: Frame) -> Value? { box.value }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if let value = box.value { return value }
    throw frame.unbound(name, at: span)
  }
}

/// The name of a variable that is called, where the catalogue has an entry of that name too.
final class CalleeNode: Node {
  private let variable: VariableNode
  private let entry: Value

  init(_ variable: VariableNode, or entry: AnyEntry) {
    (self.variable, self.entry) = (variable, .entry(entry))
    super.init(variable.span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if let value = variable.value(frame), value.kind == .function { return value }
    return entry
  }
}

extension Frame {
  fileprivate func unbound(_ name: String, at span: Span) -> Unwind {
    fault(
      "`\(name)` has no value yet", at: span,
      suggestion: "bind it before, on every way that leads here")
  }

  /// Binds what is kept at [place] to [value].
  @inline(__always) mutating func bind(_ place: Place, to value: Value) {
    switch place {
    case .slot(let slot): slots[slot] = value
    case .box(let box): boxes[box].value = value
    case .global(let box): box.value = value
    }
  }

  /// Takes the value away from what is kept at [place].
  fileprivate mutating func release(_ place: Place) {
    switch place {
    case .slot(let slot): slots[slot] = nil
    case .box(let box): boxes[box].value = nil
    case .global(let box): box.value = nil
    }
  }

  /// Like `bind`, but apart from what the variable was before: functions made earlier keep that.
  mutating func introduce(_ place: Place, as value: Value) {
    if case .box(let box) = place { boxes[box] = Box(value) } else { bind(place, to: value) }
  }
}

/// `name = value`
final class BindingNode: Node {
  private let place: Place
  private let value: Node

  init(_ place: Place, _ value: Node, _ span: Span) {
    (self.place, self.value) = (place, value)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let value = try value.evaluate(&frame)
    frame.bind(place, to: value)
    return .none
  }
}

/// `xs = xs + more`: a list or text that nobody else holds grows where it is, so that a loop that adds
/// one item at a time takes time in proportion to the items.
final class AdditionNode: Node {
  private let place: Place
  private let left: Node
  private let right: Node
  /// What stands alone in `[ ]` on the right: it needs no list of its own.
  private let item: Node?

  init(_ place: Place, _ left: Node, _ right: Node, _ span: Span) {
    (self.place, self.left, self.right) = (place, left, right)
    item = (right as? ListNode)?.onlyItem
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if let item { return try add(item, &frame) }
    return try add(try right.evaluate(&frame), &frame)
  }

  private func add(_ node: Node, _ frame: inout Frame) throws(Unwind) -> Value {
    let item = try node.evaluate(&frame)
    var list = try left.evaluate(&frame)
    guard case .list(let own) = list, own.count < Limits.items, item.depth < Limits.depth else {
      return try add(try frame.checkingDepth(.list(of: [item]), at: right.span), &frame)
    }
    _ = consume own
    frame.release(place)
    list.append(item)
    frame.bind(place, to: list)
    return .none
  }

  private func add(_ addend: Value, _ frame: inout Frame) throws(Unwind) -> Value {
    var sum = try left.evaluate(&frame)
    if case .integer(let a) = sum, case .integer(let b) = addend, let result = Addition.integers(a, b) {
      frame.bind(place, to: .integer(result))
      return .none
    }
    // The variable lets go of its value, which then has no other holder than [sum].
    frame.release(place)
    defer { frame.bind(place, to: sum) }
    do throws(CallError) { try sum.add(addend) } catch { throw frame.fault(error, at: span) }
    return .none
  }
}

/// `"text \(expression)"`
final class InterpolationNode: Node {
  private let parts: [Node]

  init(_ parts: [Node], _ span: Span) {
    self.parts = parts
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    var text = ""
    for part in parts {
      text += try part.evaluate(&frame).plain
      do throws(CallError) { try Limits.checkText(text.utf8.count) } catch {
        throw frame.fault(error, at: span)
      }
    }
    return .text(text)
  }
}

/// `x => body`, and the function behind an `fn`.
final class FunctionNode: Node {
  private let code: Code
  /// Where this function finds the boxes that the new one captures.
  private let sources: [Int]

  init(_ code: Code, sources: [Int], _ span: Span) {
    (self.code, self.sources) = (code, sources)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let closure = Closure(code, captured: sources.map { frame.boxes[$0] })
    return try frame.checkingDepth(.function(closure), at: span)
  }
}

extension Frame {
  /// [value], unless it is nested too deeply to be printed, compared or freed.
  func checkingDepth(_ value: Value, at span: Span) throws(Unwind) -> Value {
    guard value.depth > Limits.depth else { return value }
    throw fault(
      "the value is nested too deeply", at: span,
      label: "more than \(Notation.grouped(Limits.depth)) lists, records or functions inside one another")
  }
}
