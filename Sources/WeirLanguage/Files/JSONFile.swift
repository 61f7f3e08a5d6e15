import WeirCatalog
import WeirEngine

/// A thing that is kept in JSON, as an object that names its kind.
protocol SavedAsJSON: Thing {
  /// What it consists of.
  var members: [JSON.Member] { get }
  /// The thing of which [object] has the members; nil if they do not make one.
  init?(_ object: JSON)
}

/// All kinds of things that are kept in JSON.
private let thingsOfJSON: [any SavedAsJSON.Type] = [
  Series.self, Flow.self, Tensor.self, DataTable.self,
]

/// JSON: numbers, texts, lists and records, and the things among them that have a form there.
enum JSONFile: FileFormat {
  static let ending = "json"
  /// The label under which an object names the kind of thing it stands for.
  private static let kindLabel = "weir.kind"

  static func holds(_ value: Value) -> Bool {
    switch value {
    case .none, .truth, .integer, .number, .text, .list, .record, .range: true
    case .thing(let thing): thing is any SavedAsJSON || CSVFile.holds(value)
    case .function, .word, .entry: false
    }
  }

  static func write(_ value: Value, to path: String, _ context: Context) throws {
    try json(value).write(to: path)
  }

  static func read(_ path: String, _ context: Context) throws -> Value {
    try value(try JSON(file: path, most: Limits.characters), path)
  }

  private static func json(_ value: Value) throws(CallError) -> JSON {
    switch value {
    case .none: return .null
    case .truth(let value): return .truth(value)
    case .integer(let value): return .integer(value)
    case .number(let value): return .number(value)
    case .text(let text): return .text(text)
    case .list(let list):
      var items: [JSON] = []
      for item in list { items.append(try json(item)) }
      return .list(items)
    case .record(let record):
      var members: [JSON.Member] = []
      for field in record.fields { members.append(.init(field.label, try json(field.value))) }
      return .object(members)
    case .range(let range):
      try Limits.checkItems(range.count)
      return .list((0..<range.count).map { .integer(range[$0]) })
    case .thing(let thing as any SavedAsJSON):
      return .object([.init(kindLabel, .text(value.kind.name))] + thing.members)
    case .thing where CSVFile.holds(value): return try json(CSVFile.rows(of: value))
    case .function, .word, .entry, .thing: throw .failed("\(value.found) cannot be saved in a file of JSON")
    }
  }

  private static func value(_ json: JSON, _ path: String) throws(CallError) -> Value {
    switch json {
    case .null: return .none
    case .truth(let value): return .truth(value)
    case .integer(let value): return .integer(value)
    case .number(let value): return .number(value)
    case .text(let text): return json.asNumber.map { .number($0) } ?? .text(text)
    case .list(let items):
      try Limits.checkItems(items.count)
      var values: [Value] = []
      for item in items { values.append(try value(item, path)) }
      return .list(of: values)
    case .object(let members):
      if case .text(let kind)? = json[kindLabel] { return try thing(kind, json, path) }
      var fields: [Record.Field] = []
      for member in members { fields.append(.init(member.label, try value(member.value, path))) }
      return .record(Record(fields))
    }
  }

  /// The thing of [kind] that [object] has the members of; nil if there is no such kind, or they make none.
  static func thing(_ kind: String, _ object: JSON) -> (any SavedAsJSON)? {
    thingsOfJSON.first { $0.kind.name == kind }?.init(object)
  }

  private static func thing(_ kind: String, _ object: JSON, _ path: String) throws(CallError) -> Value {
    guard let type = thingsOfJSON.first(where: { $0.kind.name == kind }) else {
      throw .failed(
        "\(path) holds something of kind \(Notation.text(kind)), which Weir does not read from JSON")
    }
    guard let thing = type.init(object) else {
      throw .failed("\(path) says that it holds \(type.kind), but not all that belongs to one")
    }
    return .thing(thing)
  }
}
