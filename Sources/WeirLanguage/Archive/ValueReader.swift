import WeirCatalog
import WeirEngine

/// Reads what a `ValueWriter` has written.
///
/// A class, since functions and the boxes of names refer to one another, and are made as they are met.
final class ValueReader {
  private let path: String
  private let folder: String
  private let context: Context
  private let boxes: [Box]
  private let boxContents: [JSON]
  private let bodies: [JSON]
  private let places: [JSON]
  private let sources: [SourceText]
  private let arguments: [Value]
  private var parsed: [Int: ParsedSource] = [:]
  private var closures: [Int: Closure] = [:]
  private var files: [String: Value] = [:]

  /// A source whose functions are made again.
  private struct ParsedSource {
    let resolution: Resolution
    let functions: [Span: Function]
  }

  /// The value in the archive at [path], whose files of tensors are in [folder]. Errors: what is no archive.
  static func value(at path: String, files folder: String, _ context: Context) throws -> Value {
    let archive = try asCall { try JSON(file: path, most: Limits.characters) }
    let reader = try ValueReader(archive, path, folder, context)
    guard let root = archive["root"] else { throw reader.damaged("a root") }
    for (box, contents) in zip(reader.boxes, reader.boxContents) {
      box.value = try contents.items?.first.map { try reader.value($0) }
    }
    return try reader.value(root)
  }

  private init(_ archive: JSON, _ path: String, _ folder: String, _ context: Context) throws {
    (self.path, self.folder, self.context) = (path, folder, context)
    guard let contents = archive["boxes"]?.items, let bodies = archive["functions"]?.items,
      let places = archive["places"]?.items, places.count == bodies.count,
      let sources = archive["sources"]?.items
    else { throw CallError.failed("\(path) is no archive of values") }
    (boxContents, self.bodies, self.places) = (contents, bodies, places)
    boxes = contents.map { _ in Box() }
    self.sources = sources.map {
      SourceText(name: $0["name"]?.text ?? "", text: $0["text"]?.text ?? "")
    }
    arguments = (archive["arguments"]?.items ?? []).map { .text($0.text ?? "") }
  }

  private func damaged(_ expected: String) -> CallError {
    .failed("\(path) is damaged: \(expected) was expected in it")
  }

  // MARK: Values

  private func value(_ node: JSON) throws -> Value {
    switch node {
    case .null: return .none
    case .truth(let value): return .truth(value)
    case .integer(let value): return .integer(value)
    case .number(let value): return .number(value)
    case .text(let text): return .text(text)
    case .list(let items): return .list(of: try items.map { try value($0) })
    case .object:
      guard let (form, contents) = ArchiveForm.read(node) else { throw damaged("a value") }
      return try value(form, contents)
    }
  }

  private func value(_ form: ArchiveForm, _ contents: JSON) throws -> Value {
    switch form {
    case .notANumber: return .number(Double.nan)
    case .infinity:
      if case .truth(let isAbove) = contents { return .number(isAbove ? Double.infinity : -Double.infinity) }
    case .record:
      guard case .object(let members) = contents else { break }
      return .record(Record(try members.map { .init($0.label, try value($0.value)) }))
    case .range:
      guard let parts = contents.items, parts.count == 3, let lower = parts[0].integer,
        let upper = parts[1].integer, case .truth(let isClosed) = parts[2]
      else { break }
      return .range(IntegerRange(lower, upper, isClosed: isClosed))
    case .word:
      if let name = contents.text { return .word(Word(name)) }
    case .entry:
      if let entry = contents.text.flatMap({ Catalogue[$0] }) { return .entry(entry) }
    case .function:
      if let number = contents.integer { return .function(try closure(number)) }
    case .tensors:
      if let name = contents.text { return try file(name) }
    case .run: return .thing(try run(contents))
    case .json:
      if let kind = contents["kind"]?.text, let members = contents["members"],
        let thing = JSONFile.thing(kind, members)
      {
        return .thing(thing)
      }
    case .parts:
      if let kind = contents["kind"]?.text, let parts = contents["parts"],
        let thing = ArchiveForm.thing(kind, try value(parts))
      {
        return .thing(thing)
      }
    case .thing: return try thing(contents)
    case .notation, .rest: break
    }
    throw damaged("what belongs to \"\(form.rawValue)\"")
  }

  private func thing(_ contents: JSON) throws -> Value {
    guard let entry = contents["name"]?.text.flatMap({ Catalogue[$0] }),
      case .object(let settings)? = contents["settings"]
    else { throw damaged("a thing of the catalogue") }
    var given: [Given] = []
    // What takes all further arguments comes last, behind those that stand before it by position.
    for setting in settings {
      switch ArchiveForm.read(setting.value) {
      case (.notation, let text)?:
        given.append(Given(setting.label, try Description.value(of: text.text ?? "", in: path).argument))
      case (.rest, let items)?:
        for item in items.items ?? [] { given.append(Given(nil, try value(item).argument)) }
      case _?, nil:
        let isHeld = entry.holds(for: [setting.label])[0]
        given.append(Given(setting.label, try value(setting.value).argument(isHeld: isHeld)))
      }
    }
    guard builtinTypes[entry.name] == nil, let thing = try entry.make(given) as? any Thing else {
      throw damaged("a thing of the catalogue")
    }
    return .thing(thing)
  }

  private func file(_ name: String) throws -> Value {
    if let value = files[name] { return value }
    let value = try asCall { try TensorFile.read(folder + "/" + name, context) }
    files[name] = value
    return value
  }

  private func run(_ contents: JSON) throws -> Run {
    func part<Part>(_ label: String, _ type: Part.Type) throws -> Part? {
      guard let node = contents[label], node != .null else { return nil }
      guard case .thing(let thing) = try value(node), let part = thing as? Part else {
        throw damaged("\"\(label)\" of a run")
      }
      return part
    }
    guard let network = try part("network", Network.self), let data = try part("data", Dataset.self),
      let optimizer = try part("optimizer", (any Optimizer).self),
      let schedule = try part("schedule", (any Schedule).self),
      let sparsity = try part("sparsity", (any TopologyRule).self),
      let loss = try part("loss", (any Loss).self),
      let batch = contents["batch"]?.integer, let steps = contents["steps"]?.integer,
      let seed = contents["seed"]?.integer, case .truth(let shuffles)? = contents["shuffle"],
      let name = contents["file"]?.text
    else { throw damaged("the plan of a run") }
    let plan = try asCall {
      try TrainingPlan(
        network: network, data: data, optimizer: optimizer, clip: try part("clip", (any Clip).self),
        schedule: schedule, sparsity: sparsity, loss: loss, batch: batch, length: .steps(steps), seed: seed,
        shuffles: shuffles, flowInterval: contents["measure"]?.integer)
    }
    let found = try asCall { try TensorFile.read(folder + "/" + name, into: .run(Run(plan)), context) }
    guard case .thing(let run as Run) = found else { throw damaged("a run") }
    return run
  }

  // MARK: Functions

  private func closure(_ number: Int) throws -> Closure {
    if let closure = closures[number] { return closure }
    guard bodies.indices.contains(number), let captured = bodies[number]["captured"]?.items,
      let place = places[number].items, place.count == 3, let source = place[0].integer,
      let start = place[1].integer, let end = place[2].integer, sources.indices.contains(source)
    else { throw damaged("a function") }
    let parsed = try parsed(source)
    guard let function = parsed.functions[Span(start, end)] else { throw damaged("the text of a function") }
    let code = Compiler.code(of: function, in: sources[source], parsed.resolution)
    guard captured.count == parsed.resolution.locals(of: function).captures.count else {
      throw damaged("what a function captures")
    }
    let closure = Closure(code, captured: try captured.map { try box($0) })
    closures[number] = closure
    return closure
  }

  private func box(_ number: JSON) throws -> Box {
    guard let number = number.integer, boxes.indices.contains(number) else { throw damaged("a name's value") }
    return boxes[number]
  }

  /// Source [number] with the names that its functions use, of the top level, bound to their boxes.
  private func parsed(_ number: Int) throws -> ParsedSource {
    if let known = parsed[number] { return known }
    var scope = Scope()
    scope.constants["args"] = .list(of: arguments)
    for (body, place) in zip(bodies, places) where place.items?.first?.integer == number {
      guard case .object(let names)? = body["names"] else { throw damaged("the names of a function") }
      for name in names { scope.globals[name.label] = try box(name.value) }
    }
    let program = Parser.parse(sources[number])
    let resolution = Resolver.resolve(program, in: scope, modules: Module.placeholders(for: program))
    let functions = Dictionary(program.functions.map { ($0.span, $0) }, uniquingKeysWith: { $1 })
    let known = ParsedSource(resolution: resolution, functions: functions)
    parsed[number] = known
    return known
  }
}
