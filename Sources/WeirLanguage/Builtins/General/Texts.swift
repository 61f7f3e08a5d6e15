import WeirCatalog

/// `print`: writes a line.
struct Print: Builtin {
  var values: [Value] = []
  static let result: Kind? = .some(.none)
  static let entry = Entry<Print>(
    "print", "Writes values on one line, with a blank between them.",
    details:
      "A text is written without its quotation marks. A plot alone, or another thing, is written in full.",
    settings: [.rest("values", \.values, .value, "What to write.")],
    examples: ["print(\"loss\", 0.5)"])
  func run(_ context: Context) throws -> Value {
    if values.count == 1, case .thing = values[0] {
      context.host.print(values[0].full(on: context.display) + "\n")
    } else {
      context.host.print(values.map(\.plain).joined(separator: " ") + "\n")
    }
    return .none
  }
}

/// `join`: texts in one.
struct Join: Builtin {
  @Required var values: [Value]
  var separator = ""
  static let result: Kind? = .text
  static let entry = Entry<Join>(
    "join", "Puts the texts of values together.",
    settings: [
      .required("values", \.$values, .sequence, "The values."),
      Setting("separator", \.separator, .text, "What stands between them."),
    ],
    positional: 2, examples: [Example(#"join([1, 2, 3], "-")"#, prints: #""1-2-3""#)])
  func run(_ context: Context) throws -> Value {
    let texts = values.map(\.plain)
    try Limits.checkText(texts.reduce(0) { $0 + $1.utf8.count + separator.utf8.count })
    return .text(texts.joined(separator: separator))
  }
}

/// `text`: what `print` would write.
struct ToText: Builtin {
  @Required var value: Value
  static let result: Kind? = .text
  static let entry = Entry<ToText>(
    "text", "What `print` would write of a value, as a text.",
    settings: [.required("value", \.$value, .value, "Any value.")],
    examples: [Example("text(0.5)", prints: "\"0.5\"")], words: ["string"])
  func run(_ context: Context) throws -> Value { .text(value.plain) }
}

/// `type`: what sort of thing.
struct TypeName: Builtin {
  @Required var value: Value
  static let result: Kind? = .text
  static let entry = Entry<TypeName>(
    "type", "What kind of value it is, as a text.",
    settings: [.required("value", \.$value, .value, "Any value.")],
    examples: [Example("type(1...3)", prints: "\"range\"")], words: ["kind"])
  func run(_ context: Context) throws -> Value { .text(value.kind.name) }
}

/// `error`: stops with a message of one's own.
struct Fail: Builtin {
  @Required var message: String
  static let entry = Entry<Fail>(
    "error", "Stops the program with a message of your own.",
    settings: [.required("message", \.$message, .text, "What went wrong.")],
    examples: ["fn positive(x) = if x > 0 { x } else { error(\"must be above zero\") }\npositive(2)"],
    words: ["throw"])
  func run(_ context: Context) throws -> Value { throw CallError.failed(message) }
}
