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

/// A variable that only its function sees.
final class SlotNode: Node {
  private let slot: Int
  private let name: String

  init(_ slot: Int, _ name: String, _ span: Span) {
    (self.slot, self.name) = (slot, name)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if let value = frame.slots[slot] { return value }
    throw frame.unbound(name, at: span)
  }
}

/// A variable that several functions share.
final class BoxNode: Node {
  private let box: Int
  private let name: String

  init(_ box: Int, _ name: String, _ span: Span) {
    (self.box, self.name) = (box, name)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if let value = frame.boxes[box].value { return value }
    throw frame.unbound(name, at: span)
  }
}

/// A variable of the top level.
final class GlobalNode: Node {
  private let box: Box
  private let name: String

  init(_ box: Box, _ name: String, _ span: Span) {
    (self.box, self.name) = (box, name)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    if let value = box.value { return value }
    throw frame.unbound(name, at: span)
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
