import WeirCatalog

/// Which end of an order is wanted.
protocol Extreme: Sendable {
  static var name: String { get }
  static var adjective: String { get }
  /// What the examples of `ExtremeOf` and `ExtremeBy` print.
  static var results: (of: String, by: String) { get }
  /// Whether [a] goes before [b].
  static func prefers(_ a: Double, to b: Double) -> Bool
}

enum Smallest: Extreme {
  static let name = "min"
  static let adjective = "smallest"
  static let results = (of: "[1.5, 4]", by: "1")
  static func prefers(_ a: Double, to b: Double) -> Bool { a < b }
}

enum Largest: Extreme {
  static let name = "max"
  static let adjective = "largest"
  static let results = (of: "[3, 9]", by: "-3")
  static func prefers(_ a: Double, to b: Double) -> Bool { a > b }
}

/// `min` and `max` of numbers.
struct ExtremeOf<End: Extreme>: Builtin {
  var values: [Value] = []

  static var entry: Entry<Self> {
    Entry(
      End.name, "The \(End.adjective) of several numbers, or of those in a list or series.",
      settings: [.rest("values", \.values, .value, "Numbers, or one list of them.")],
      examples: [
        Example("[\(End.name)(3, 1.5), \(End.name)([4, 9])]", prints: End.results.of)
      ])
  }

  func run(_ context: Context) throws -> Value {
    var items = values
    if values.count == 1, let inner = try values[0].elements() { items = inner }
    return try Ordering.best(items, End.self) { value throws(CallError) in value }
  }
}

/// `min_by` and `max_by`: the item for which a function is smallest or largest.
struct ExtremeBy<End: Extreme>: Builtin {
  @Required var values: [Value]
  @Required var key: Value

  static var entry: Entry<Self> {
    Entry(
      End.name + "_by", "The item for which a function is \(End.adjective); the first of equals.",
      settings: [
        .required("values", \.$values, .sequence, "The items."),
        .required("key", \.$key, .function, "A function of one item that gives a number."),
      ],
      examples: [
        Example("[-3, 1, 2].\(End.name)_by(x => x ^ 2)", prints: End.results.by)
      ])
  }

  func run(_ context: Context) throws -> Value {
    try Ordering.best(values, End.self) { value in try context.call(key, [value]) }
  }
}

/// `sort` and `sort_by`: smallest first.
struct Sort: Builtin {
  @Required var values: [Value]
  static let result: Kind? = .list
  static let entry = Entry<Sort>(
    "sort", "Numbers or texts in order, smallest first.",
    settings: [.required("values", \.$values, .sequence, "Numbers, or texts.")],
    examples: [Example("sort([3, 1, 2])", prints: "[1, 2, 3]")])

  func run(_ context: Context) throws -> Value { .list(of: try Ordering.sorted(values, keys: values)) }
}

struct SortBy: Builtin {
  @Required var values: ItemSequence
  @Required var key: Value
  static let entry = Entry<SortBy>(
    "sort_by", "Items in the order of what a function gives for them; equals stay in their order.",
    details: "Of a table, a table of its rows; there the name of a column can stand for the function.",
    settings: [
      .required("values", \.$values, .items, "The items."),
      .required("key", \.$key, .key, "A function of one item that gives a number or a text, or a column."),
    ],
    examples: [Example("[3, -1, 2].sort_by(x => -x)", prints: "[3, 2, -1]")])

  func run(_ context: Context) throws -> Value {
    if case .text(let name) = key, let table = values.table {
      return values.picking(try Ordering.places(keys: try table.column(name).keys))
    }
    var keys: [Value] = []
    for value in values.items { keys.append(try context.call(key, [value])) }
    return values.picking(try Ordering.places(keys: keys))
  }

  static func sketch(_ call: SketchedCall) -> Sketch { ItemSequence.sketch(call["values"]) }
}

/// Orders of values.
enum Ordering {
  /// The item whose key is at the wanted end. A key that is not a number (nan) never is.
  static func best<End: Extreme>(
    _ items: [Value], _ end: End.Type, key: (Value) throws -> Value
  ) throws -> Value {
    var best: (item: Value, key: Double)?
    for item in items {
      let value = try key(item)
      guard let number = value.asNumber else {
        throw CallError.failed("`\(End.name)` compares numbers, but found \(value.found)")
      }
      if best.map({ End.prefers(number, to: $0.key) || $0.key.isNaN }) ?? true { best = (item, number) }
    }
    guard let best else { throw CallError.failed("`\(End.name)` needs at least one value") }
    return best.item
  }

  /// [items] by increasing [keys], which are all numbers or all texts.
  static func sorted(_ items: [Value], keys: [Value]) throws(CallError) -> [Value] {
    try places(keys: keys).map { items[$0] }
  }

  /// The places of [keys], which are all numbers or all texts, in the order of these.
  static func places(keys: [Value]) throws(CallError) -> [Int] {
    var (numbers, texts): ([Double], [String]) = ([], [])
    for key in keys {
      if let number = key.asNumber {
        numbers.append(number)
      } else if case .text(let text) = key {
        texts.append(text)
      } else {
        throw .failed("only numbers and texts have an order, but found \(key.found)")
      }
    }
    guard numbers.isEmpty || texts.isEmpty else {
      throw .failed("numbers and texts have no common order")
    }
    return keys.indices.sorted { a, b in
      if !texts.isEmpty { return texts[a] == texts[b] ? a < b : texts[a] < texts[b] }
      if numbers[a].isNaN || numbers[b].isNaN {
        return numbers[a].isNaN == numbers[b].isNaN ? a < b : numbers[b].isNaN
      }
      return numbers[a] == numbers[b] ? a < b : numbers[a] < numbers[b]
    }
  }
}
