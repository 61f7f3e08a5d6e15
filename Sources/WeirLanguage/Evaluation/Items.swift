import WeirCatalog
import WeirEngine

/// The items of whatever has items, to run over or to index, without writing out those of ranges.
enum Items {
  case list([Value])
  case range(IntegerRange)
  case things(any Sequential)

  /// The items of [value]: of a list, the integers of a range, the characters of a text, the pairs
  /// `[label, value]` of a record, the items of a thing that has some. Nil for what has none.
  init?(_ value: Value) throws(CallError) {
    switch value {
    case .list(let list): self = .list(list.items)
    case .range(let range): self = .range(range)
    case .text(let text): self = .list(text.map { .text(String($0)) })
    case .record(let record): self = .list(record.fields.map { .list([.text($0.label), $0.value]) })
    case .thing(let thing as any Sequential): self = .things(thing)
    case .none, .truth, .integer, .number, .function, .word, .entry, .thing: return nil
    }
  }

  /// How many there are.
  var count: Int {
    switch self {
    case .list(let items): items.count
    case .range(let range): range.count
    case .things(let things): things.count
    }
  }

  /// The item at [place], from zero, below `count`.
  func item(at place: Int) throws(CallError) -> Value {
    switch self {
    case .list(let items): items[place]
    case .range(let range): .integer(range[place])
    case .things(let things): try things.item(at: place)
    }
  }

  /// The items at [places] of [value], as a value of its sort if that can hold some of its items only.
  func slice(_ places: Range<Int>, of value: Value) throws(CallError) -> Value {
    switch self {
    case .range(let range):
      // With its last integer, for the one behind that may be too large.
      guard let last = places.last else { return .range(IntegerRange(0, 0, isClosed: false)) }
      return .range(IntegerRange(range.lower + places.lowerBound, range.lower + last, isClosed: true))
    case .list(let items):
      guard case .text(let text) = value else { return .list(of: items[places]) }
      let start = text.index(text.startIndex, offsetBy: places.lowerBound)
      return .text(String(text[start..<text.index(start, offsetBy: places.count)]))
    case .things(let things):
      if let slice = (things as? any Sliceable)?.slice(places) { return .thing(slice) }
      var items: [Value] = []
      for place in places { items.append(try things.item(at: place)) }
      return .list(of: items)
    }
  }

  /// All of them, written out. Errors: too many.
  func all() throws(CallError) -> [Value] {
    if case .list(let items) = self { return items }
    try Limits.checkItems(count)
    var items: [Value] = []
    items.reserveCapacity(count)
    for place in 0..<count { items.append(try item(at: place)) }
    return items
  }
}

/// A thing some of whose items are such a thing again.
public protocol Sliceable: Sequential {
  /// The thing with only the items at [places].
  func slice(_ places: Range<Int>) -> Self
}
