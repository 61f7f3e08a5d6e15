import WeirCatalog

/// The call that a text in the notation of the language spells, as the catalogue writes its values:
/// `network([dense(300), relu()], input: [784])`.
///
/// It is read by the parser of the language, and made by the entries of the catalogue. But nothing in it runs:
/// what is neither literal nor a thing of the catalogue is refused, since the text may come from anywhere.
struct Description {
  /// What is called.
  let name: String
  /// What is passed.
  let given: [Given]

  /// Reads [text], found in [file]. Errors: what the catalogue would not have written.
  init(_ text: String, in file: String) throws(CallError) {
    let program = Parser.parse(SourceText(name: file, text: text))
    if let first = program.diagnostics.first {
      throw .failed("\(file) describes its contents in a way that cannot be read: \(first.message)")
    }
    guard program.statements.count == 1, case .expression(let expression) = program.statements[0].form,
      case .call(let callee, let arguments) = expression.form, case .name(let name) = callee.form
    else { throw .failed("\(file) describes its contents by something other than a call") }
    self.name = name.text
    given = try Self.given(arguments, file)
  }

  /// The value that [text], found in [file], spells. Errors: what the catalogue would not have written.
  static func value(of text: String, in file: String) throws(CallError) -> Value {
    let program = Parser.parse(SourceText(name: file, text: text))
    guard program.diagnostics.isEmpty, program.statements.count == 1,
      case .expression(let expression) = program.statements[0].form
    else { throw .failed("\(file) describes its contents in a way that cannot be read: \(text)") }
    return try value(expression, file)
  }

  private static func given(_ arguments: [ArgumentSyntax], _ file: String) throws(CallError) -> [Given] {
    var given: [Given] = []
    for argument in arguments {
      given.append(Given(argument.label, try value(argument.value, file).argument))
    }
    return given
  }

  private static func value(_ expression: Expression, _ file: String) throws(CallError) -> Value {
    switch expression.form {
    case .constant(let value): return value
    case .unary(.minus, let operand): return try Negative.of(try value(operand, file))
    case .name(let name): return Catalogue[name.text].map { .entry($0) } ?? .word(Word(name.text))
    case .list(let items):
      var values: [Value] = []
      for item in items { values.append(try value(item, file)) }
      return .list(of: values)
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.form, let entry = Catalogue[name.text],
        builtinTypes[entry.name] == nil
      else { break }
      guard let thing = try entry.make(try given(arguments, file)) as? any Thing else { break }
      return .thing(thing)
    case .unary(.not, _), .binary, .record, .range, .interpolation, .comprehension, .method, .member, .index,
      .lambda, .conditional, .block:
      break
    }
    throw .failed("\(file) describes its contents by something other than settings of things")
  }
}
