import WeirCatalog
import WeirEngine
import WeirLanguage
import WeirNotebook

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a call of the program begins with: the environment and the terminal as they were found.
struct Launch {
  let options: Options
  let environment: [String: String]
  /// What may be shown on standard output.
  let output: Abilities
  /// What may be shown on standard error.
  let errors: Abilities

  init(_ options: Options) {
    self.options = options
    environment = ProcessInfo.processInfo.environment
    output = Abilities(options.wishes, in: .init(of: STDOUT_FILENO, environment: environment))
    errors = Abilities(options.wishes, in: .init(of: STDERR_FILENO, environment: environment))
  }

  /// Runs [code] and prints the value of its last expression.
  func evaluate(_ code: String, arguments: [String]) -> Int32 {
    run(SourceText(name: "-e", text: code), arguments: arguments, showing: .last)
  }

  /// Runs the script [file]; standard input if that is `-`.
  func run(_ file: String, arguments: [String]) -> Int32 {
    if let (message, help) = Export.noScript(file), access(file, F_OK) == 0 {
      complain(message, help: help)
      return 1
    }
    do throws(UnreadableSource) {
      return run(try Self.source(file), arguments: arguments, showing: .pictures)
    } catch {
      complain(error.message)
      return 1
    }
  }

  /// The text of [file]; of standard input if that is `-`.
  static func source(_ file: String) throws(UnreadableSource) -> SourceText {
    if file != "-" { return try SourceText(file: file) }
    return SourceText(name: "standard input", text: try SourceText(file: "/dev/stdin").text)
  }

  /// Says in the form of all errors what is wrong.
  func complain(_ message: String, help: String? = nil) {
    Terminal.write("error: " + message + "\n" + (help.map { "help: " + $0 + "\n" } ?? ""), to: STDERR_FILENO)
  }

  /// The prompt, if somebody sits there; else standard input is a script.
  func start() -> Int32 {
    guard isatty(STDIN_FILENO) != 0 || options.interactive else { return run("-", arguments: []) }
    let console = console(isInteractive: true)
    let context = context(console)
    return recording(context) { prompt(Interpreter(context: context), console, $0) }
  }

  /// What [work] ends with, which is given the record that was wished for, if one was.
  private func recording(_ context: Context, _ work: (Transcript?) -> Int32) -> Int32 {
    let transcript: Transcript?
    do {
      transcript = try options.record.map { try Transcript(path: $0, version: Version.text, context) }
    } catch {
      complain(UnreadableSource.sentence(of: error))
      return 1
    }
    let status = work(transcript)
    guard let problem = transcript?.problem else { return status }
    complain(problem)
    return max(status, 1)
  }

  private func run(_ source: SourceText, arguments: [String], showing: Script.Showing) -> Int32 {
    let console = console(isInteractive: options.interactive)
    let context = context(console, arguments: arguments)
    return recording(context) { transcript in
      let interpreter = Interpreter(context: context)
      if options.interactive, showing == .pictures, Document.isNotebook(source) {
        return prompt(interpreter, console, transcript, opening: source)
      }
      let script = Script(
        source, interpreter: interpreter, console: console, showing: showing, transcript: transcript)
      let status = script.run()
      return options.interactive ? prompt(interpreter, console, transcript) : status
    }
  }

  private func prompt(
    _ interpreter: Interpreter, _ console: Console, _ transcript: Transcript?,
    opening source: SourceText? = nil
  ) -> Int32 {
    let history = History(path: History.path { environment[$0] })
    let assistant = LanguageAssistant(interpreter)
    let isInteractive = isatty(STDIN_FILENO) != 0
    if !options.quiet, isInteractive {
      console.note("Weir \(Version.text). `:help` says what there is; Ctrl-D leaves.")
      if let name = output.unknownTerminal {
        console.note(
          "Nothing is known here of terminals called `\(name)`, so that lines cannot be edited; if yours is like most, "
            + "`TERM=xterm-256color weir` can.")
      }
    }
    let reader = Readers.suited(
      to: assistant, history: history, output: output, isInteractive: isInteractive)
    let session = Session(interpreter: interpreter, reader: reader, history: history, console: console)
    session.transcript = transcript
    assistant.session = session
    if !options.skipsInit, let path = initFile { session.runInit(path) }
    if let source { session.openScript(source) }
    return session.run()
  }

  /// The person's own file of things to begin with, if it exists.
  var initFile: String? {
    let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.config" }
    guard let path = (folder ?? home).map({ $0 + "/weir/init.weir" }) else { return nil }
    return access(path, F_OK) == 0 ? path : nil
  }

  /// The writer of all that is said.
  func console(isInteractive: Bool) -> Console {
    Console(output: output, errors: errors, isInteractive: isInteractive, isQuiet: options.quiet)
  }

  /// On how many threads to compute.
  var threads: Int { options.threads ?? Machine.processors }

  /// Where files of datasets may lie.
  var data: DataEnvironment { DataEnvironment(variables: environment, folder: Machine.folder) }

  /// What programs may use.
  func context(_ host: any Host, arguments: [String] = [], seed: Int? = nil) -> Context {
    var context = Context(
      host: host, execution: Execution(threads: threads), seed: seed ?? options.seed, arguments: arguments,
      safe: options.safe, data: data, memory: Machine.memory)
    context.program = Machine.program.map { path in
      OwnProgram(path: path, environment: environment, options: options.safe ? ["--safe"] : [])
    }
    return context
  }
}
