/// A list of values, which knows how deep its nesting goes.
///
/// Printing, comparing and freeing a value walk down its nesting by recursion, so lists nested a
/// million deep would exhaust the stack. The depth is kept with the list for the evaluator to refuse
/// such values when they arise, where the person can see what made them.
public struct List: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  /// The items, in order.
  public private(set) var items: [Value]
  /// One more than the deepest of the items.
  private(set) var depth: Int

  /// A list of [items]. Cost: one pass over them.
  public init(_ items: some Sequence<Value>) {
    self.items = Array(items)
    depth = 1 + self.items.depth
  }

  /// A list of [items], whose deepest is known to be [depth] - 1 deep.
  init(_ items: [Value], depth: Int) { (self.items, self.depth) = (items, depth) }

  /// A list of the values written down.
  public init(arrayLiteral items: Value...) { self.init(items) }

  /// Adds [item] behind its own. Cost: a constant on average, if nobody else holds this list.
  mutating func append(_ item: Value) {
    items.append(item)
    depth = Swift.max(depth, 1 + item.depth)
  }

  /// Adds the items of [other] behind its own. Cost: those of [other], if nobody else holds this list.
  mutating func append(_ other: List) {
    items.append(contentsOf: other.items)
    depth = Swift.max(depth, other.depth)
  }

  /// Always zero.
  public var startIndex: Int { 0 }
  /// The number of items.
  public var endIndex: Int { items.count }
  /// The item at [index], from zero.
  public subscript(index: Int) -> Value { items[index] }
}

extension Value {
  /// How many collections or functions are inside one another here; zero for plain values.
  var depth: Int {
    switch self {
    case .list(let list): list.depth
    case .record(let record): record.depth
    case .function(let closure): closure.depth
    case .none, .truth, .integer, .number, .text, .range, .word, .entry, .thing: 0
    }
  }
}

extension Sequence<Value> {
  /// The depth of the deepest value.
  var depth: Int { reduce(0) { Swift.max($0, $1.depth) } }
}
