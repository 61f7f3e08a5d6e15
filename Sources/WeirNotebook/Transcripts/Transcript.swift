import WeirEngine
import WeirLanguage
import WeirPlot

/// The record of a session, as lines of JSON that are only ever appended: what was run, and digests of what came of it.
///
/// The first line says under which circumstances (`TranscriptHead`); each further one is a `TranscriptLine`.
public final class Transcript {
  private let file: AppendedFile
  private let path: String
  private let head: TranscriptHead
  /// Why there is no more of it, if it could not be written to its end.
  public private(set) var problem: String?

  /// A record, in a new file at [path], of a session that has [context] and runs on [version]. Errors: a file that is
  /// there already, or cannot be made.
  public init(path: String, version: String, _ context: Context) throws {
    let place = try context.place(toWrite: path)
    // What is there may be the record of another day.
    guard !Folder.exists(place) else {
      throw DataError(.unwritable(file: path, why: "there is a file of that name already"))
    }
    file = try AppendedFile(place)
    (self.path, head) = (path, TranscriptHead(version: version, context))
    append(head.json)
  }

  /// Adds [line]. What was shown on another [display] than the first, as in a window of another size, is not compared.
  func add(_ line: TranscriptLine, shownOn display: Display) {
    var line = line
    if !head.isShown(on: display) { line.output = nil }
    append(line.json)
  }

  private func append(_ json: JSON) {
    guard problem == nil, !file.append(json.line + "\n") else { return }
    problem = DataError(.unwritable(file: path, why: "the record ends before the session does")).message
  }
}

/// Under which circumstances a session was recorded.
public struct TranscriptHead: Sendable {
  /// Which Weir it was.
  public let version: String
  /// The seed of all that was not given one.
  public let seed: Int
  /// What programs saw as `args`.
  public let arguments: [String]
  /// Which kernels computed: others may round otherwise.
  public let instructions: String
  /// Where values were shown.
  let display: Display

  init(version: String, _ context: Context) {
    (self.version, seed, arguments) = (version, context.seed, context.arguments)
    (instructions, display) = (Processor.instructions, context.display)
  }

  /// The head that [json] is; nil if it is none.
  init?(_ json: JSON) {
    guard let version = json["weir"]?.text, let seed = json["seed"]?.integer,
      let arguments = json["arguments"]?.items?.compactMap(\.text),
      let instructions = json["instructions"]?.text, let columns = json["columns"]?.integer,
      let rows = json["rows"]?.integer,
      let charset = json["charset"]?.text.flatMap(Display.Charset.init(rawValue:)),
      (1...100_000).contains(columns), (1...100_000).contains(rows)
    else { return nil }
    (self.version, self.seed, self.arguments, self.instructions) = (version, seed, arguments, instructions)
    display = Display(width: columns, height: rows, charset: charset)
  }

  var json: JSON {
    .object([
      .init("weir", .text(version)), .init("seed", .integer(seed)),
      .init("arguments", .list(arguments.map { .text($0) })), .init("instructions", .text(instructions)),
      .init("columns", .integer(display.width)), .init("rows", .integer(display.height)),
      .init("charset", .text(display.charset.rawValue)),
    ])
  }

  /// Whether values look the same on [display]; colours are not recorded.
  func isShown(on display: Display) -> Bool {
    (display.width, display.height, display.charset)
      == (self.display.width, self.display.height, self.display.charset)
  }
}
