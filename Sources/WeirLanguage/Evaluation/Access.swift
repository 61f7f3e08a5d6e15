import WeirCatalog
import WeirEngine

/// A thing that has items: a series, a tensor.
public protocol Sequential: Thing {
  /// How many items it has.
  var count: Int { get }
  /// The item at [index], from zero, below `count`.
  func item(at index: Int) throws(CallError) -> Value
}

/// What stands behind dots and in square brackets.
enum Access {
  /// What `value.name` gives; nil if there is no such member.
  static func member(_ name: String, of value: Value) throws -> Value? {
    if case .record(let record) = value, let field = record[name] { return field }
    if case .thing(let table as DataTable) = value, let column = table[name] {
      return table.value(of: column)
    }
    return try Members.named(name, of: value.kind)?.get(value)
  }

  /// The error that [value] has no member [name].
  static func unknown(_ name: String, of value: Value, isCalled: Bool) -> CallError {
    var known = Members.of(value.kind).map(\.name)
    if case .record(let record) = value { known = record.labels + known }
    if case .thing(let table as DataTable) = value { known = table.columns.map(\.name) + known }
    return unknown(name, of: value.kind, known: known, isCalled: isCalled)
  }

  /// The error that values of [kind], whose members are [known], have no member [name].
  static func unknown(_ name: String, of kind: Kind, known: [String], isCalled: Bool) -> CallError {
    let list = known.isEmpty ? "" : "; it has " + known.map { "`\($0)`" }.joined(separator: ", ")
    if isCalled {
      let functions = known + Catalogue.all.map(\.name)
      return .failed(
        "there is no function `\(name)`, and \(kind) has no member of that name",
        suggestion: AdviceForNewcomers.function(for: name) ?? Spelling.suggestion(for: name, among: functions)
      )
    }
    let isFunction = Catalogue[name] != nil
    return .failed(
      "\(kind) has no member `\(name)`" + list,
      suggestion: isFunction
        ? "write `.\(name)()` to call the function"
        : Spelling.suggestion(for: name, among: known))
  }

  /// What `value[index]` gives.
  static func item(_ index: Value, of value: Value) throws(CallError) -> Value {
    if case .record(let record) = value {
      guard case .text(let label) = index else {
        throw .failed("a record is indexed by the text of a label, found \(index.found)")
      }
      guard let field = record[label] else { throw unknown(label, of: value, isCalled: false) }
      return field
    }
    if case .thing(let table as DataTable) = value, case .text(let name) = index {
      return table.value(of: try table.column(name))
    }
    guard let items = try Items(value) else {
      let isCallable = value.kind == .function
      throw .failed(
        "\(value.found) has no items to index",
        suggestion: isCallable ? "what a function takes stands between `(` and `)`" : nil)
    }
    switch index {
    case .integer(let place): return try items.item(at: try resolve(place, value, items.count))
    case .range(let range): return try slice(value, items, range)
    case .none, .truth, .number, .text, .list, .record, .function, .word, .entry, .thing:
      throw .failed("an index is an integer or a range, found \(index.found)")
    }
  }

  /// A place from zero on for [index], which may count from the end.
  private static func resolve(_ index: Int, _ value: Value, _ count: Int) throws(CallError) -> Int {
    let place = index < 0 ? count &+ index : index
    guard (0..<count).contains(place) else {
      throw .failed(
        "the index \(index) is outside of \(value.kind) of \(Notation.grouped(count))",
        suggestion: count == 0 ? nil : "the indices are 0 to \(count - 1), or -1 to \(-count) from the end")
    }
    return place
  }

  private static func slice(_ value: Value, _ items: Items, _ range: IntegerRange) throws(CallError) -> Value
  {
    let count = items.count
    func bound(_ bound: Int) -> Int { bound < 0 ? count &+ bound : bound }
    let lower = bound(range.lower)
    let last = bound(range.upper)
    // A closed range that ends at the last item is the longest; an empty one may begin behind it.
    let upper = range.isClosed && last < .max ? last + 1 : last
    guard lower >= 0, lower <= count, upper <= count, lower <= upper else {
      throw .failed("the range \(range.brief) is outside of \(value.kind) of \(Notation.grouped(count))")
    }
    return try items.slice(lower..<upper, of: value)
  }
}
