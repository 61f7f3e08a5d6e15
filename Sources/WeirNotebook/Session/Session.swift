import WeirCatalog
import WeirLanguage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A conversation at the prompt: cells are read, run and answered, one after the other.
///
/// The editor and all signals belong to the thread that calls `run`; cells run on another.
public final class Session {
  let interpreter: Interpreter
  let console: Console
  let history: History
  let reader: any LineReader
  /// The number of the cell that is entered next.
  var number = 1
  /// The cells of the script that was opened, and those that were entered.
  var notebook = Notebook()
  /// The training that goes on beside the prompt.
  var live: LiveView?
  /// The names of the work at hand: what was trained, paused or gone back in, the last one last.
  var atHand: [String] = []
  /// Where it is recorded what happens, if it is.
  public var transcript: Transcript?
  /// What the cell that ran last has written and shown, as text.
  var lastOutput: String?
  /// Who is given the trainings that cells begin, in place of their going on beside the prompt.
  var courseTaker: ((Course, Int) -> Void)?
  /// Whether trainings may go on beside the prompt.
  var canGoOn = false
  /// Whether Ctrl-C came during the last piece of work.
  var wasInterrupted = false
  /// Whether what was entered last was answered by an error.
  var hasFailed = false
  /// Whether the session ends before the next prompt.
  var isLeaving = false
  /// What the person has asked for last, and been told that it throws work away.
  var asked: Abandonment?
  /// The same, of the time before.
  private var askedBefore: Abandonment?

  /// A session whose cells come from [reader] and are run by [interpreter].
  public init(interpreter: Interpreter, reader: any LineReader, history: History, console: Console) {
    (self.interpreter, self.reader) = (interpreter, reader)
    (self.history, self.console) = (history, console)
  }

  /// Goes on until the person leaves. Returns the exit status of the program.
  public func run() -> Int32 {
    Signals.install(patience: 2000)
    defer {
      abandonLive()
      reader.close()
    }
    canGoOn = reader.attach(self)
    // A script may have been interrupted before.
    takePaused()
    runOpened()
    while !isLeaving {
      let input = reader.read(cell: number)
      (askedBefore, asked) = (asked, nil)
      if Signals.ending.load(ordering: .relaxed) == 0 { heed(input) }
      let signal = Signals.ending.load(ordering: .relaxed)
      if signal != 0 {
        keepUnfinished()
        return 128 + signal
      }
    }
    return 0
  }

  private func heed(_ input: Input) {
    switch input {
    case .text(let text):
      hasFailed = false
      if !text.trimmed.isEmpty { answer(text) }
      reader.noteAnswer(hasFailed: hasFailed)
    case .interrupt: break
    case .end: isLeaving = mayAbandon(.leaving, by: "Ctrl-D")
    }
  }

  /// Does what [text] asks for: a command to the prompt, a question, or a cell.
  func answer(_ text: String) {
    history.append(text, at: time(nil))
    guard lookAtLive() else { return console.note("interrupted") }
    if let (word, argument) = MetaCommand.split(text) {
      obey(word, argument)
    } else if let name = Self.question(text) {
      help(on: name)
    } else if text.trimmed == "resume", interpreter["resume"] == nil {
      resume()
    } else if let command = MetaCommand.named(text.trimmed),
      !interpreter.check(SourceText(name: "", text: text)).isEmpty
    {
      complain("`\(text.trimmed)` is no name here", help: ":" + command.name)
    } else {
      runCell(text)
    }
  }

  private func obey(_ word: String, _ argument: String) {
    switch MetaCommand.match(word) {
    case .command(let command) where command.needsArgument && argument.isEmpty:
      complain("`:\(command.name)` needs something behind it: `\(command.usage)`")
    case .command(let command) where command.argument.isEmpty && !argument.isEmpty:
      complain("`:\(command.name)` takes nothing behind it, but found `\(argument)`")
    case .command(let command): command.run(self, argument)
    case .ambiguous(let commands):
      complain("`:\(word)` could be " + commands.map { "`:" + $0.name + "`" }.joined(separator: " or "))
    case .unknown(let nearest):
      complain("there is no command `:\(word)`; `:help` lists them", help: nearest.map { ":" + $0 })
    }
  }

  /// Whether [text] is a command to the prompt or a question, and no cell.
  static func isNoCode(_ text: String) -> Bool { MetaCommand.split(text) != nil || question(text) != nil }

  /// What is asked about in `?name` or `name?`; empty in a mere `?`, nil if [text] is no question.
  static func question(_ text: String) -> String? {
    let text = text.trimmed
    guard text.hasPrefix("?") || text.hasSuffix("?") else { return nil }
    let topic = String(text.drop { $0 == "?" }.reversed().drop { $0 == "?" }.reversed()).trimmed
    if text.hasPrefix("?") { return topic }
    // A remark may end with a question mark too; a name has no other signs in it.
    let isName = topic.unicodeScalars.allSatisfy {
      $0.properties.isXIDContinue || "_. :".unicodeScalars.contains($0)
    }
    return isName ? topic : nil
  }

  /// Says in the form of all errors what is wrong with a command.
  func complain(_ message: String, help: String? = nil) {
    hasFailed = true
    console.note("error: " + message)
    if let help { console.note("help: did you mean `\(help)`?") }
  }

  /// Whether [what] may be done, asked for [by] a key or a command. That it throws a run away which is not at its end is
  /// said once; whoever asks again means it.
  func mayAbandon(_ what: Abandonment, by key: String) -> Bool {
    guard reader.isTyped, askedBefore != what, let unfinished else { return true }
    asked = what
    console.note(unfinished + ", \(key) once more \(what.rawValue) it")
    return false
  }
}

/// What throws away work that is not at its end.
enum Abandonment: String {
  case leaving = "leaves without"
  case forgetting = "forgets"
}

extension Session {
  /// Runs the person's own file before the first cell, as far as the first mistake in it. An error is said, and the
  /// session goes on.
  public func runInit(_ path: String) {
    do throws(UnreadableSource) {
      let source = try SourceText(file: path)
      let (sound, mistakes) = interpreter.sound(source)
      if case .failure(let failure) = evaluate(sound) { console.report(failure.diagnostics) }
      console.report(mistakes)
      record(program: sound)
    } catch {
      complain(error.message)
    }
  }
}
