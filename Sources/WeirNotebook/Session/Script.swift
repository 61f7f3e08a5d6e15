import WeirLanguage
import WeirPlot

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program that is run from its start to its end, with nobody to go on with it.
public struct Script {
  /// Which values of expressions are shown.
  public enum Showing: String, Sendable {
    /// That of the last one: a person asks for something and sees the answer.
    case last
    /// Charts and tables that stand alone in a line, and no others: a script is a notebook, in which
    /// they are meant to be seen; what else it wants to say it prints.
    case pictures
  }

  private let source: SourceText
  private let interpreter: Interpreter
  private let console: Console
  private let showing: Showing
  private let transcript: Transcript?

  /// The program [source], to be run by [interpreter], and recorded in [transcript].
  public init(
    _ source: SourceText, interpreter: Interpreter, console: Console, showing: Showing,
    transcript: Transcript? = nil
  ) {
    (self.source, self.interpreter, self.transcript) = (source, interpreter, transcript)
    (self.console, self.showing) = (console, showing)
  }

  /// Runs it. Returns the exit status: 0 fine, 1 an error, 3 a failed expectation, 130 interrupted.
  public func run() -> Int32 {
    if transcript != nil { console.beginTape() }
    let (status, stop) = runToEnd()
    record(status, stop)
    console.finish()
    let failure = Terminal.outputFailure.load(ordering: .relaxed)
    guard failure != 0 else { return status }
    console.note(
      "error: standard output cannot be written to: " + String(cString: strerror(failure)).lowercased())
    return max(status, 1)
  }

  /// Records what was run, and what came of it unless somebody has stopped it.
  private func record(_ status: Int32, _ stop: WorkCount?) {
    guard let transcript else { return }
    var line = TranscriptLine(event: .program(file: source.name, source: source.text, showing))
    let outputs = console.endTape()
    (line.stop, line.status) = (stop, Int(status))
    if stop == nil {
      line.output = outputs.map(\.plainText).joined(separator: "\n")
      line.values = interpreter.variables.map { name, value in
        .init(name, .text(value.digest(interpreter.context)))
      }
    }
    transcript.add(line, shownOn: console.display)
  }

  /// The exit status, and where somebody has stopped it.
  private func runToEnd() -> (status: Int32, stop: WorkCount?) {
    // A second Ctrl-C does not wait.
    Signals.install(patience: 0)
    let result = evaluate()
    let signal = Signals.ending.load(ordering: .relaxed)
    let stop = console.hasPaused ? console.workCount : WorkCount()
    switch result {
    // What was interrupted in its last statement has come to its end, but not to what was wanted.
    case .success where console.cancellation.isRequested: return (interrupted(by: signal), stop)
    case .success(let value):
      if showing == .last, let value { Self.show(value, on: console) }
      return (0, nil)
    case .failure(.interrupted): return (interrupted(by: signal), stop)
    case .failure(let failure):
      console.report(failure.diagnostics)
      return (failure.status, nil)
    }
  }

  /// Says where it was. Returns the exit status.
  private func interrupted(by signal: Int32) -> Int32 {
    // A person who goes on at the prompt is told there, and can go on with the run.
    let work = console.isInteractive ? nil : console.takePaused().flatMap(PausedWork.init)
    let step = work.map { ", at " + $0.progress } ?? ""
    console.note("interrupted" + (interpreter.place.map { " in " + $0 } ?? "") + step)
    return signal != 0 ? 128 + signal : Failure.interrupted.status
  }

  private func evaluate() -> Result<Value?, Failure> {
    let (source, showing, console) = (source, showing, console)
    // This thread does not touch the interpreter until the work is done.
    nonisolated(unsafe) let interpreter = interpreter
    return Worker.run(attend: {}) {
      Result { () throws(Failure) in
        try interpreter.run(source) { value in
          if showing == .pictures, Self.isPicture(value) { Self.show(value, on: console) }
        }
      }
    }
  }

  private static func show(_ value: Value, on console: Console) {
    if case .none = value { return }
    console.print(value.full(on: console.display) + "\n")
  }

  private static func isPicture(_ value: Value) -> Bool {
    guard case .thing(let thing) = value else { return false }
    return thing is any Chart || thing is NetworkSummary || thing is DataTable
  }
}
