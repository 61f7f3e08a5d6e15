import WeirCatalog

/// A command to the prompt itself, typed behind a colon. They are not cells and have no number.
struct MetaCommand: Sendable {
  /// The word behind the colon.
  let name: String
  /// What may follow it, for help: `[TOPIC]`; empty for nothing.
  let argument: String
  /// What it does, in one sentence.
  let summary: String
  /// Does it, given what follows the word.
  let run: @Sendable (Session, String) -> Void

  /// What Tab offers behind it.
  let completes: Completed

  /// What Tab can offer behind a command.
  enum Completed { case nothing, topics, code, files, cells }

  /// All of them, in the order in which help lists them. They are written down nowhere else.
  static let all: [MetaCommand] = [
    MetaCommand("help", "[TOPIC]", "Says what there is, or all about a name.", .topics) { $0.help(on: $1) },
    MetaCommand("examples", "NAME", "Shows the examples of a name; Up brings them to the prompt.", .topics) {
      $0.showExamples(of: $1)
    },
    MetaCommand("vars", "Lists your names and what they stand for.") { $0.listNames() },
    MetaCommand("history", "[PART]", "Lists what was entered last, or what contains PART.") {
      $0.listHistory(containing: $1)
    },
    MetaCommand("time", "CODE", "Runs CODE as a cell and says how long it took.", .code) { $0.measure($1) },
    MetaCommand("wait", "Waits for the training that goes on to end; Ctrl-C pauses it.") {
      $0.waitForEnd()
    },
    MetaCommand("resume", "Goes on with the run at hand, from where it is paused.") { $0.resume() },
    MetaCommand("goto", "STEP", "Lets the run at hand stand at STEP again, exactly as it was.") {
      $0.goTo($1)
    },
    MetaCommand("diff", "A B", "Compares networks, runs, steps of the last run, or any two values.", .code) {
      $0.compare($1)
    },
    MetaCommand("undo", "Takes back the names that were bound last: by a cell, `resume` or `:goto`.") {
      $0.undo()
    },
    MetaCommand("cells", "Lists the cells, and which are stale: whose names stand for other values since.") {
      $0.listCells()
    },
    MetaCommand(
      "run", "WHICH", "Runs a cell again: `3`, `2...4`, a title, `all` of a script, or `stale`.", .cells
    ) {
      $0.runCells($1)
    },
    MetaCommand("rerun", "[WHICH]", "Runs the cells that are stale, or those that WHICH means.", .cells) {
      $0.runCells($1.isEmpty ? "stale" : $1)
    },
    MetaCommand("load", "[FILE]", "Opens a script as cells; reads the one that is open again.", .files) {
      $0.load($1)
    },
    MetaCommand(
      "save", "[FILE]",
      "Writes the script, with what was entered and ran without error: a new one, or the open one.",
      .files
    ) {
      $0.save(to: $1)
    },
    MetaCommand(
      "export", "FILE", "Writes the cells and what came of them: FILE.html, .md, .ipynb or .weir.", .files
    ) {
      $0.export(to: $1)
    },
    MetaCommand("reset", "Forgets all names and values, and begins at cell 1 again.") { $0.reset() },
    MetaCommand("quit", "Leaves.") { $0.isLeaving = $0.mayAbandon(.leaving, by: "`:quit`") },
  ]

  private init(
    _ name: String, _ argument: String, _ summary: String, _ completes: Completed = .nothing,
    run: @escaping @Sendable (Session, String) -> Void
  ) {
    (self.name, self.argument, self.summary) = (name, argument, summary)
    (self.completes, self.run) = (completes, run)
  }

  /// A command that takes nothing.
  private init(_ name: String, _ summary: String, run: @escaping @Sendable (Session) -> Void) {
    self.init(name, "", summary) { session, _ in run(session) }
  }

  /// How it is typed: `:help [TOPIC]`.
  var usage: String { ":" + name + (argument.isEmpty ? "" : " " + argument) }

  /// Whether it can do nothing without what follows it.
  var needsArgument: Bool { !argument.isEmpty && !argument.hasPrefix("[") }

  /// What a typed word stands for.
  enum Match {
    case command(MetaCommand)
    case ambiguous([MetaCommand])
    case unknown(nearest: String?)
  }

  /// The command that [word] names; as many letters will do as tell it from the others.
  static func match(_ word: String) -> Match {
    if let command = all.first(where: { $0.name == word }) { return .command(command) }
    let fitting = word.isEmpty ? [] : all.filter { $0.name.hasPrefix(word) }
    if fitting.count == 1 { return .command(fitting[0]) }
    if !fitting.isEmpty { return .ambiguous(fitting) }
    return .unknown(nearest: Spelling.nearest(to: word, among: all.map(\.name)))
  }

  /// The command that somebody means who types [word] without the colon, as other prompts have it; nil if there is none.
  static func named(_ word: String) -> MetaCommand? {
    all.first { $0.name == (word == "exit" ? "quit" : word) }
  }

  /// [text] taken apart, if it is a command to the prompt: `:time f(x)` is `time` and `f(x)`.
  static func split(_ text: String) -> (word: String, argument: String)? {
    let trimmed = text.drop(while: \.isWhitespace)
    guard trimmed.first == ":" else { return nil }
    let word = trimmed.dropFirst().prefix { !$0.isWhitespace }
    return (String(word), String(trimmed[word.endIndex...]).trimmed)
  }
}

extension String {
  /// The text without the blanks around it.
  var trimmed: String {
    let head = drop(while: \.isWhitespace)
    return String(head[..<(head.lastIndex { !$0.isWhitespace }.map(head.index(after:)) ?? head.startIndex)])
  }
}
