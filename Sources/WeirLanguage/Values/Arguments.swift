import WeirCatalog

extension Value {
  /// The value on its way into a setting. Closures and words travel as things; a range becomes the
  /// list of its integers. Errors: a range too long to write out.
  public var argument: Argument {
    get throws(CallError) {
      switch self {
      case .none: return .none
      case .truth(let value): return .truth(value)
      case .integer(let value): return .integer(value)
      case .number(let value): return .number(value)
      case .text(let value): return .text(value)
      case .list(let list): return .list(try list.arguments)
      case .record(let record):
        var fields: [Argument.Field] = []
        for field in record.fields { fields.append(Argument.Field(field.label, try field.value.argument)) }
        return .record(fields)
      case .range(let range):
        try Limits.checkItems(range.count)
        return .list(Argument.Items((0..<range.count).map { range[$0] }))
      case .function(let closure): return .thing(closure)
      case .word(let word): return .thing(word)
      case .entry(let entry): return .thing(entry)
      case .thing(let thing): return .thing(thing)
      }
    }
  }

  /// Whether it is written out on its way into settings that do not take values as they are.
  var isCollection: Bool {
    switch self {
    case .list, .record, .range: true
    case .none, .truth, .integer, .number, .text, .function, .word, .entry, .thing: false
    }
  }

  /// The value on its way into a setting that takes values as they are, if it [isHeld]: collections are translated
  /// only where they must be.
  func argument(isHeld: Bool) throws(CallError) -> Argument {
    guard isHeld else { return try argument }
    return isCollection ? .thing(Held(value: self)) : try argument
  }

  /// The value that [argument] was made from; ranges come back as lists.
  public init(_ argument: Argument) {
    switch argument {
    case .none: self = .none
    case .truth(let value): self = .truth(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .text(let value): self = .text(value)
    case .list(let items): self = .list(of: items.lazy.map { Value($0) })
    case .record(let fields): self = .record(Record(fields.map { Record.Field($0.label, Value($0.value)) }))
    case .thing(let held as Held): self = held.value
    case .thing(let closure as Closure): self = .function(closure)
    case .thing(let word as Word): self = .word(word)
    case .thing(let entry as AnyEntry): self = .entry(entry)
    case .thing(let thing): self = .thing(thing)
    }
  }

  /// The value as an error message names it: `the text "abc"`, `a list of 3`.
  public var found: String {
    switch self {
    case .none, .truth, .integer, .number: brief
    case .text(let text) where text.count > 30: "a text of \(text.count) characters"
    case .text: "the text " + brief
    case .list(let items): "a list of \(items.count)"
    case .record: "a record"
    case .range(let range): "the range " + range.brief
    case .function: "a function"
    case .word, .entry: "`" + brief + "`"
    case .thing(let thing): "\(type(of: thing).kind)"
    }
  }
}

extension List {
  /// Its items on their way into a setting.
  fileprivate var arguments: Argument.Items {
    get throws(CallError) {
      if let numbers = all({ if case .number(let value) = $0 { value } else { nil } }) {
        return Argument.Items(numbers)
      }
      if let integers = all({ if case .integer(let value) = $0 { value } else { nil } }) {
        return Argument.Items(integers)
      }
      var arguments: [Argument] = []
      arguments.reserveCapacity(count)
      for item in self { arguments.append(try item.argument) }
      return Argument.Items(arguments)
    }
  }

  /// What [part] finds in each item; nil where it finds nothing in one of them, or there is none.
  private func all<Part>(_ part: (Value) -> Part?) -> [Part]? {
    guard let first, part(first) != nil else { return nil }
    var parts: [Part] = []
    parts.reserveCapacity(count)
    for item in items {
      guard let found = part(item) else { return nil }
      parts.append(found)
    }
    return parts
  }
}

/// What is refused before memory is spent on it.
public enum Limits {
  /// The most items of a list.
  public static let items = 20_000_000
  /// The most characters of a text.
  public static let characters = 100_000_000
  /// The most collections inside one another.
  public static let depth = 500

  /// Throws if a list of [count] items would be too long.
  public static func checkItems(_ count: Int) throws(CallError) {
    guard count > items else { return }
    throw .failed(
      "a list of \(Notation.grouped(count)) items would need \(Notation.bytes(Double(count) * 24)); "
        + "the limit is \(Notation.grouped(items)) items")
  }

  /// Throws if a text of [count] bytes would be too long.
  public static func checkText(_ count: Int) throws(CallError) {
    guard count > characters else { return }
    throw .failed(
      "a text of \(Notation.bytes(Double(count))) is too long; the limit is "
        + Notation.bytes(Double(characters)))
  }
}
