import WeirCatalog

/// `[a, b]`
final class ListNode: Node {
  private let items: [Node]

  init(_ items: [Node], _ span: Span) {
    self.items = items
    super.init(span)
  }

  /// Its item, if it has one and no other.
  var onlyItem: Node? { items.count == 1 ? items[0] : nil }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items { values.append(try item.evaluate(&frame)) }
    return try frame.checkingDepth(.list(List(values, depth: 1 + values.depth)), at: span)
  }
}

/// `{label: value}`
final class RecordNode: Node {
  private let fields: [(label: String, value: Node)]

  init(_ fields: [(label: String, value: Node)], _ span: Span) {
    self.fields = fields
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    var values: [Record.Field] = []
    for field in fields { values.append(Record.Field(field.label, try field.value.evaluate(&frame))) }
    return try frame.checkingDepth(.record(Record(values)), at: span)
  }
}

/// `a...b`, `a..<b`
final class RangeNode: Node {
  private let lower: Node
  private let upper: Node
  private let isClosed: Bool

  init(_ lower: Node, _ upper: Node, isClosed: Bool, _ span: Span) {
    (self.lower, self.upper, self.isClosed) = (lower, upper, isClosed)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let bounds = (try bound(lower, &frame), try bound(upper, &frame))
    return .range(IntegerRange(bounds.0, bounds.1, isClosed: isClosed))
  }

  private func bound(_ node: Node, _ frame: inout Frame) throws(Unwind) -> Int {
    let value = try node.evaluate(&frame)
    if case .integer(let bound) = value { return bound }
    throw frame.fault("the bounds of a range are integers, found \(value.found)", at: node.span)
  }
}

/// `[item for x in items if condition]`
final class ComprehensionNode: Node {
  /// One clause, ready to run.
  enum Clause {
    case each([Place], Node, Span)
    case condition(Node)
  }

  private let item: Node
  private let clauses: [Clause]

  init(_ item: Node, _ clauses: [Clause], _ span: Span) {
    (self.item, self.clauses) = (item, clauses)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    var values: [Value] = []
    try collect(clauses[...], &values, &frame)
    return try frame.checkingDepth(.list(of: values), at: span)
  }

  private func collect(
    _ clauses: ArraySlice<Clause>, _ values: inout [Value], _ frame: inout Frame
  ) throws(Unwind) {
    switch clauses.first {
    case .each(let places, let node, let span):
      let items = try frame.items(of: node)
      if clauses.count == 1 { try check(items.count, frame) }
      for place in 0..<items.count {
        if frame.runtime.cancellation.isRequested { throw .interrupted }
        try frame.introduce(places, from: items, at: place, span)
        try collect(clauses.dropFirst(), &values, &frame)
      }
    case .condition(let condition):
      if try condition.isTrue(&frame) { try collect(clauses.dropFirst(), &values, &frame) }
    case nil:
      values.append(try item.evaluate(&frame))
      if values.count & 0xFFFF == 0 { try check(values.count, frame) }
    }
  }

  private func check(_ count: Int, _ frame: Frame) throws(Unwind) {
    do throws(CallError) { try Limits.checkItems(count) } catch { throw frame.fault(error, at: span) }
  }
}

/// `value.name`
final class MemberNode: Node {
  private let receiver: Node
  private let name: String
  private let nameSpan: Span

  init(_ receiver: Node, _ name: Name, _ span: Span) {
    (self.receiver, self.name, nameSpan) = (receiver, name.text, name.span)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let value = try receiver.evaluate(&frame)
    do {
      if let member = try Access.member(name, of: value) { return member }
    } catch {
      throw frame.unwind(error, at: nameSpan, arguments: [])
    }
    throw frame.fault(Access.unknown(name, of: value, isCalled: false), at: nameSpan)
  }
}

/// `value[index]`; several indices go one axis further each.
final class IndexNode: Node {
  private let receiver: Node
  private let indices: [Node]

  init(_ receiver: Node, _ indices: [Node], _ span: Span) {
    (self.receiver, self.indices) = (receiver, indices)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    var value = try receiver.evaluate(&frame)
    for node in indices {
      let index = try node.evaluate(&frame)
      // The usual access, made fast.
      if case .list(let list) = value, case .integer(let place) = index, list.items.indices.contains(place) {
        value = list.items[place]
        continue
      }
      do throws(CallError) { value = try Access.item(index, of: value) } catch {
        throw frame.fault(error, at: node.span)
      }
    }
    return value
  }
}
