import WeirCatalog
import WeirEngine

/// Values on their way into a folder, from which another process reads them: any value of the language, functions with
/// all that they capture among them.
///
/// A value is a tree, but functions are not: a function sees itself under its name. So functions, and the boxes in which
/// the values of shared names are kept, are numbered as they are met, and written once. Networks, datasets, masks and
/// runs are files of tensors that are called by a digest of what they hold, so that each is there once.
struct ValueWriter {
  /// Where files of tensors are put; nil if only the identity of values is asked for.
  private let folder: String?
  private let context: Context
  private var sources = Numbering<SourceText>()
  private var boxes = Numbering<Box>()
  private var functions = Numbering<Closure>()
  private var boxContents: [JSON] = []
  /// What each function does and sees.
  private var bodies: [JSON] = []
  /// Where each function stands in which source.
  private var places: [JSON] = []

  /// Into [folder], or nowhere.
  init(folder: String?, _ context: Context) { (self.folder, self.context) = (folder, context) }

  /// Objects in the order in which they were met.
  private struct Numbering<Object: AnyObject> {
    private(set) var objects: [Object] = []
    private var numbers: [ObjectIdentifier: Int] = [:]

    /// The number of [object], and whether it is new.
    mutating func number(_ object: Object) -> (Int, isNew: Bool) {
      if let number = numbers[ObjectIdentifier(object)] { return (number, false) }
      numbers[ObjectIdentifier(object)] = objects.count
      objects.append(object)
      return (objects.count - 1, true)
    }
  }

  /// What is written of [value]. Errors: something in it that only this process can hold.
  static func archive(of value: Value, in folder: String, _ context: Context) throws -> JSON {
    var writer = ValueWriter(folder: folder, context)
    let root = try writer.node(value)
    return .object(
      writer.contents(root) + [
        .init("places", .list(writer.places)),
        .init(
          "sources",
          .list(
            writer.sources.objects.map {
              .object([.init("name", .text($0.name)), .init("text", .text($0.text))])
            })),
      ])
  }

  /// A text that is the same for equal values, and for functions that do the same: their words and all that they see,
  /// but neither comments, nor blanks, nor what else stands around them.
  static func identity(of value: Value, _ context: Context) throws -> String {
    var writer = ValueWriter(folder: nil, context)
    let root = try writer.node(value)
    return JSON.object(writer.contents(root)).line
  }

  /// All that [root] is and sees: what its identity is made of, and what an archive holds besides the places of words.
  private func contents(_ root: JSON) -> [JSON.Member] {
    let arguments = functions.objects.contains(where: \.code.usesArguments) ? context.arguments : []
    return [
      .init("root", root), .init("boxes", .list(boxContents)), .init("functions", .list(bodies)),
    ] + (arguments.isEmpty ? [] : [.init("arguments", .list(arguments.map { .text($0) }))])
  }

  // MARK: Values

  private mutating func node(_ value: Value) throws -> JSON {
    guard value.depth <= ArchiveForm.mostNested else {
      throw CallError.failed("\(value.found) is nested too deeply to be handed to other processes")
    }
    switch value {
    case .none: return .null
    case .truth(let value): return .truth(value)
    case .integer(let value): return .integer(value)
    case .number(let value) where value.isNaN: return ArchiveForm.notANumber.node(.null)
    case .number(let value) where value.isInfinite: return ArchiveForm.infinity.node(.truth(value > 0))
    case .number(let value): return .number(value)
    case .text(let text): return .text(text)
    case .list(let items): return .list(try items.map { try node($0) })
    case .record(let record):
      return ArchiveForm.record.node(
        .object(try record.fields.map { .init($0.label, try node($0.value)) }))
    case .range(let range):
      return ArchiveForm.range.node(
        .list([.integer(range.lower), .integer(range.upper), .truth(range.isClosed)]))
    case .word(let word): return ArchiveForm.word.node(.text(word.name))
    case .entry(let entry): return ArchiveForm.entry.node(.text(entry.name))
    case .function(let closure): return ArchiveForm.function.node(.integer(try number(of: closure)))
    case .thing(let thing): return try node(of: thing)
    }
  }

  private mutating func node(of thing: any Thing) throws -> JSON {
    switch thing {
    case let held as Held: return try node(held.value)
    case let run as Run: return try node(of: run)
    case let thing as any ArchivedAsTensors:
      return ArchiveForm.tensors.node(.text(try file(of: thing, thing.archiveDigest)))
    case let thing as any SavedAsJSON:
      return ArchiveForm.json.node(
        .object([.init("kind", .text(type(of: thing).kind.name)), .init("members", .object(thing.members))]))
    case let thing as any ArchivedAsParts:
      return ArchiveForm.parts.node(
        .object([
          .init("kind", .text(type(of: thing).kind.name)), .init("parts", try node(thing.archiveParts)),
        ]))
    case let thing as any Catalogued:
      if let parts = thing.parts { return try node(of: type(of: thing).entryName, parts) }
    case _: break
    }
    let name = (thing as? any Catalogued).map { " by `\(type(of: $0).entryName)`" } ?? ""
    throw CallError.failed(
      "\(Value.thing(thing).found)\(name) cannot be handed to other processes",
      suggestion:
        "make it inside of the function, from networks, data, runs and numbers that it sees; or let it "
        + "see the numbers that it needs of it")
  }

  private mutating func node(of name: String, _ parts: [(name: String, part: Part)]) throws -> JSON {
    var members: [JSON.Member] = []
    for (label, part) in parts {
      switch part {
      case .notation(let text): members.append(.init(label, ArchiveForm.notation.node(.text(text))))
      case .argument(let argument): members.append(.init(label, try node(Value(argument))))
      case .rest(let arguments):
        members.append(.init(label, ArchiveForm.rest.node(.list(try arguments.map { try node(Value($0)) }))))
      }
    }
    return ArchiveForm.thing.node(.object([.init("name", .text(name)), .init("settings", .object(members))]))
  }

  // MARK: Functions

  private mutating func number(of closure: Closure) throws -> Int {
    let (number, isNew) = functions.number(closure)
    guard isNew else { return number }
    bodies.append(.null)
    places.append(.null)
    let code = closure.code
    let source = sources.number(code.source).0
    places[number] = .list([.integer(source), .integer(code.span.start), .integer(code.span.end)])
    let captured = try closure.captured.map { JSON.integer(try self.number(of: $0, as: nil)) }
    let globals = try code.globals.map {
      JSON.Member($0.name, .integer(try self.number(of: $0.box, as: $0.name)))
    }
    bodies[number] = .object([
      .init("words", .text(code.words)), .init("captured", .list(captured)), .init("names", .object(globals)),
    ])
    return number
  }

  /// The number of [box], in which the value of [name] is kept.
  private mutating func number(of box: Box, as name: String?) throws -> Int {
    let (number, isNew) = boxes.number(box)
    guard isNew else { return number }
    boxContents.append(.null)
    do {
      boxContents[number] = .list(try box.value.map { [try node($0)] } ?? [])
    } catch let error as CallError {
      guard let name else { throw error }
      throw CallError.failed(
        "the function uses `\(name)`, but " + error.message, suggestion: error.suggestion)
    }
    return number
  }

  // MARK: Files

  /// The file of [thing], called by [digest], which is written unless it is there.
  private func file(of thing: any SavedAsTensors, _ digest: String) throws -> String {
    let name = type(of: thing).kind.name + "-" + digest + "." + TensorFile.ending
    if let folder, !Folder.exists(folder + "/" + name) {
      try asCall { try TensorFile.write(.thing(thing), to: folder + "/" + name, context) }
    }
    return name
  }

  private mutating func node(of run: Run) throws -> JSON {
    let plan = run.plan
    let facts = plan.facts.map { $0.name + "=" + $0.text } + ["\(run.steps)", run.network.digest]
    let file = try file(of: run, Digest(facts.joined(separator: "\n")).text)
    func thing(_ thing: any Sendable) throws -> JSON {
      try (thing as? any Thing).map { try node(of: $0) } ?? .null
    }
    return ArchiveForm.run.node(
      .object([
        .init("file", .text(file)),
        .init("network", try node(of: plan.network)), .init("data", try node(of: plan.data)),
        .init("optimizer", try thing(plan.optimizer)),
        .init("clip", try plan.clip.map { try thing($0) } ?? .null),
        .init("schedule", try thing(plan.schedule)), .init("sparsity", try thing(plan.sparsity)),
        .init("loss", try thing(plan.loss)), .init("batch", .integer(plan.batch)),
        .init("steps", .integer(plan.steps)), .init("seed", .integer(plan.seed)),
        .init("shuffle", .truth(plan.shuffles)),
        .init("measure", plan.flowInterval.map { .integer($0) } ?? .null),
      ]))
  }
}

extension Catalogued {
  fileprivate static var entryName: String { entry.name }
}

extension Code {
  /// The words of the function as it is written, line after line, without comments and blanks.
  var words: String {
    let text = SourceText(name: source.name, text: source[span])
    return Lexer.tokens(of: text).list.compactMap { token in
      switch token.kind {
      case .newline: "\n"
      case .end: nil
      case _: text[token.span]
      }
    }.joined(separator: " ")
  }

  /// Whether the arguments of the script may be among what it sees: whether it has their name in it, and be it in a text.
  fileprivate var usesArguments: Bool {
    words.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains("args")
  }
}
