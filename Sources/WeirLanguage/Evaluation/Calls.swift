import WeirCatalog

/// The arguments of a call, as they stand in the program.
struct Arguments {
  let nodes: [Node]
  let labels: [String?]
  let places: [ArgumentPlace]
  /// Whether none has a label.
  let areByPosition: Bool
  /// The entry that is called, as far as that is known beforehand, and of each argument, the receiver's first, whether
  /// its setting takes a value as it is.
  private let known: (entry: AnyEntry, holds: [Bool])?

  /// The arguments of a call of [entry], if that is known, behind a receiver, if it [hasReceiver].
  init(
    nodes: [Node], labels: [String?], places: [ArgumentPlace], of entry: AnyEntry?, hasReceiver: Bool
  ) {
    (self.nodes, self.labels, self.places) = (nodes, labels, places)
    areByPosition = labels.allSatisfy { $0 == nil }
    known = entry.map { ($0, $0.holds(for: (hasReceiver ? [nil] : []) + labels)) }
  }

  /// Of each argument of a call of [entry], the receiver's first, whether its setting takes a value as it is.
  func holds(in entry: AnyEntry, hasReceiver: Bool) -> [Bool] {
    if let known, known.entry === entry { return known.holds }
    return entry.holds(for: (hasReceiver ? [nil] : []) + labels)
  }
}

/// `f(a, label: b)`
final class CallNode: Node {
  private let callee: Node
  private let arguments: Arguments

  init(_ callee: Node, _ arguments: Arguments, _ span: Span) {
    (self.callee, self.arguments) = (callee, arguments)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let function = try callee.evaluate(&frame)
    return try frame.call(function, of: nil, arguments, at: span, named: callee.span)
  }
}

/// `receiver.name(a, label: b)`: a function behind that name in the receiver, or else a function of that
/// name with the receiver as its first argument.
final class MethodNode: Node {
  private let receiver: Node
  private let name: String
  private let nameSpan: Span
  /// The function of that name, if there is one.
  private let function: Node?
  private let arguments: Arguments

  init(_ receiver: Node, _ name: Name, _ function: Node?, _ arguments: Arguments, _ span: Span) {
    (self.receiver, self.name, nameSpan) = (receiver, name.text, name.span)
    (self.function, self.arguments) = (function, arguments)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let object = try receiver.evaluate(&frame)
    if let own = try ownFunction(of: object, &frame) {
      return try frame.call(own, of: nil, arguments, at: span, named: nameSpan)
    }
    guard let function else {
      throw frame.fault(
        Access.unknown(name, of: object, isCalled: true), at: nameSpan)
    }
    let value = try function.evaluate(&frame)
    return try frame.call(value, of: (object, receiver.span), arguments, at: span, named: nameSpan)
  }

  /// What [object] itself has behind the name, if that can be called.
  private func ownFunction(of object: Value, _ frame: inout Frame) throws(Unwind) -> Value? {
    let member: Value?
    do { member = try Access.member(name, of: object) } catch {
      throw frame.unwind(error, at: nameSpan, arguments: [])
    }
    switch member {
    case .function, .entry: return member
    // A builtin of that name is meant; with none, calling the member says what is wrong.
    case .some(let member): return function == nil ? member : nil
    case nil: return nil
    }
  }
}

extension Frame {
  /// What [function] gives for [arguments], behind [receiver] if there is one.
  mutating func call(
    _ function: Value, of receiver: (value: Value, span: Span)?, _ arguments: Arguments, at span: Span,
    named name: Span
  ) throws(Unwind) -> Value {
    switch function {
    case .function(let closure): return try call(closure, of: receiver, arguments, at: span)
    case .entry(let entry): return try call(entry, of: receiver, arguments, at: span)
    case .none, .truth, .integer, .number, .text, .list, .record, .range, .word, .thing:
      throw fault(
        "\(function.found) cannot be called: it is no function", at: name,
        suggestion: function.kind.callAdvice)
    }
  }

  private mutating func call(
    _ closure: Closure, of receiver: (value: Value, span: Span)?, _ arguments: Arguments, at span: Span
  ) throws(Unwind) -> Value {
    let code = closure.code
    var slots = code.freshSlots
    if receiver == nil, arguments.areByPosition, arguments.nodes.count == code.parameters.count {
      // The usual call, made fast.
      for slot in arguments.nodes.indices { slots[slot] = try arguments.nodes[slot].evaluate(&self) }
    } else {
      let places = try places(of: closure, for: receiver, arguments, at: span)
      if let receiver { slots[places[0]] = receiver.value }
      for (place, node) in zip(places.suffix(arguments.nodes.count), arguments.nodes) {
        slots[place] = try node.evaluate(&self)
      }
    }
    if runtime.isTooDeep(depth + 1) { throw tooDeep(at: span) }
    do throws(Unwind) {
      return try code.run(consume slots, captured: closure.captured, runtime, depth: depth + 1)
    } catch {
      throw error.through(code.name, at: Diagnostic.Label(source, span))
    }
  }

  private func places(
    of closure: Closure, for receiver: (value: Value, span: Span)?, _ arguments: Arguments, at span: Span
  ) throws(Unwind) -> [Int] {
    let first = receiver == nil ? [] : [nil as String?]
    do throws(CallError) {
      return try closure.parameters.places(for: first + arguments.labels, of: closure.name)
    } catch {
      throw fault(error, at: span, arguments: places(behind: receiver, arguments))
    }
  }

  private func places(
    behind receiver: (value: Value, span: Span)?, _ arguments: Arguments
  ) -> [ArgumentPlace] {
    (receiver.map { [ArgumentPlace(label: nil, value: $0.span)] } ?? []) + arguments.places
  }

  private func tooDeep(at span: Span) -> Unwind {
    fault(
      "the calls are nested too deeply", at: span,
      label:
        "more than \(Notation.grouped(Runtime.depthLimit)) inside one another, or too much for the stack",
      suggestion: "see that the function stops calling itself, or write a loop")
  }

  private mutating func call(
    _ entry: AnyEntry, of receiver: (value: Value, span: Span)?, _ arguments: Arguments, at span: Span
  ) throws(Unwind) -> Value {
    let holds = arguments.holds(in: entry, hasReceiver: receiver != nil)
    var given: [Given] = []
    given.reserveCapacity(holds.count)
    if let receiver { given.append(Given(nil, try argument(receiver.value, holds[0], at: receiver.span))) }
    for (index, node) in arguments.nodes.enumerated() {
      // By itself, for a call that is given what changes the frame would copy the frame first.
      let value = try node.evaluate(&self)
      let argument = try argument(value, holds[given.count], at: arguments.places[index].value)
      given.append(Given(arguments.labels[index], argument))
    }
    if runtime.isTooDeep(depth + 1) { throw tooDeep(at: span) }
    // What was paused among the arguments is not what it would have been.
    if runtime.cancellation.isRequested { throw .interrupted }
    var context = runtime.context(at: depth + 1)
    if let last, last.call == span { context.bound = last.name }
    do {
      return try context.call(entry, given)
    } catch let unwind as Unwind {
      throw unwind.through(entry.name, at: Diagnostic.Label(source, span))
    } catch {
      throw unwind(error, at: span, arguments: places(behind: receiver, arguments))
    }
  }

  private func argument(_ value: Value, _ isHeld: Bool, at span: Span) throws(Unwind) -> Argument {
    do throws(CallError) { return try value.argument(isHeld: isHeld) } catch {
      throw fault(error, at: span)
    }
  }

  /// Whatever a builtin throws.
  func unwind(_ error: any Error, at span: Span, arguments: [ArgumentPlace]) -> Unwind {
    switch error {
    case let unwind as Unwind: unwind
    case is Interruption: .interrupted
    case let error as CallError: fault(error, at: span, arguments: arguments)
    default: fault("\(error)", at: span)
    }
  }
}

extension Closure {
  /// What it gives for [arguments], all by position. Errors: a `CallError` for a wrong number of them;
  /// whatever goes wrong inside.
  func call(_ arguments: [Value], in context: Context) throws -> Value {
    var slots = code.freshSlots
    // The usual call, made fast.
    let places =
      arguments.count == code.parameters.count
      ? nil : try parameters.places(for: arguments.map { _ in nil }, of: name)
    for (place, argument) in arguments.enumerated() { slots[places?[place] ?? place] = argument }
    let runtime = context.runtime ?? Runtime(context)
    guard !runtime.isTooDeep(context.depth + 1) else {
      throw CallError.failed("the calls are nested too deeply")
    }
    return try code.run(consume slots, captured: captured, runtime, depth: context.depth + 1)
  }
}
