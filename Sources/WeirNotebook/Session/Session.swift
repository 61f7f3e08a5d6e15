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
  /// The run that was interrupted last.
  var paused: PausedWork?
  /// The training that goes on beside the prompt.
  var live: LiveView?
  /// The name of the run that was trained last.
  var lastRun: String?
  /// The run that was gone back in.
  var visit: Visit?
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
  /// Whether the person has just been told that a run is unfinished.
  private var isWarned = false

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
      switch reader.read(cell: number) {
      case .text(let text):
        (isWarned, hasFailed) = (false, false)
        if !text.trimmed.isEmpty { answer(text) }
        reader.noteAnswer(hasFailed: hasFailed)
      case .interrupt: isWarned = false
      case .end: isLeaving = isWarned || !warnOfRun()
      }
      let signal = Signals.ending.load(ordering: .relaxed)
      if signal != 0 { return 128 + signal }
    }
    return 0
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
    } else {
      runCell(text)
    }
  }

  private func obey(_ word: String, _ argument: String) {
    switch MetaCommand.match(word) {
    case .command(let command) where command.needsArgument && argument.isEmpty:
      complain("`\(command.usage)` needs what it says")
    case .command(let command): command.run(self, argument)
    case .ambiguous(let commands):
      complain("`:\(word)` could be " + commands.map { "`:" + $0.name + "`" }.joined(separator: " or "))
    case .unknown(let nearest):
      complain("there is no command `:\(word)`; `:help` lists them", help: nearest.map { ":" + $0 })
    }
  }

  /// What is asked about in `?name` or `name?`; empty in a mere `?`, nil if [text] is no question.
  static func question(_ text: String) -> String? {
    let text = text.trimmed
    guard text.hasPrefix("?") || text.hasSuffix("?") else { return nil }
    let topic = String(text.drop { $0 == "?" }.reversed().drop { $0 == "?" }.reversed()).trimmed
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

  private func warnOfRun() -> Bool {
    if let training = live?.training {
      isWarned = true
      let run = training.current.run
      console.note(
        "`\(training.name)` is training, at step \(run.steps) of \(run.plan.steps); Ctrl-C pauses it, "
          + "Ctrl-D once more leaves without it")
      return true
    }
    guard let paused, let name = names(of: paused).first else { return false }
    isWarned = true
    console.note(
      "`\(name)` is paused at \(paused.progress); "
        + "`resume` goes on, Ctrl-D once more leaves without it")
    return true
  }
}

extension Session {
  /// Runs the person's own file before the first cell; an error in it is said, and the session goes on.
  public func runInit(_ path: String) {
    do throws(UnreadableSource) {
      let source = try SourceText(file: path)
      if case .failure(let failure) = evaluate(source) { console.report(failure.diagnostics) }
      record(program: source)
    } catch {
      complain(error.message)
    }
  }
}
