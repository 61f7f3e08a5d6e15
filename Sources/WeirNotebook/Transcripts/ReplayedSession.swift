import Synchronization
import WeirEngine
import WeirLanguage
import WeirPlot

/// A session that does again what another did, as it was recorded.
///
/// Trainings that went on beside the prompt do not go on by themselves here: they are taken to the steps that the person
/// saw, and to that at which they ended, so that what was seen of them is seen again, however fast the machine is.
final class ReplayedSession {
  private let session: Session
  private var course: HeldCourse?
  /// The status that the program ended with which ran last.
  private(set) var status = 0
  /// What was written and shown last.
  private(set) var output: String?

  /// A training that was begun beside the prompt.
  private struct HeldCourse {
    let course: Course
    let cell: Int
    /// It at the step to which it was taken last.
    var run: Run
    /// Whether its name stands for it still.
    var hasName = true
  }

  /// A session on [session], in which nothing has happened yet.
  init(_ session: Session) {
    self.session = session
    session.courseTaker = { [unowned self] course, cell in
      self.course = HeldCourse(course: course, cell: cell, run: course.run)
    }
  }

  /// What [name] stands for, in short, and its digest.
  func value(of name: String) -> (brief: String, digest: String)? {
    session.interpreter[name].map { ($0.brief, $0.digest(session.interpreter.context)) }
  }

  /// Does what [line] says; false if somebody broke it off.
  func perform(_ line: TranscriptLine) -> Bool {
    output = nil
    if let step = line.seen, !see(step) { return false }
    session.canGoOn = line.begins != nil
    session.console.stop(at: line.stop)
    defer { session.console.stop(at: nil) }
    switch line.event {
    case .program(let file, let source, let showing):
      runProgram(SourceText(name: file, text: source), showing)
    case .cell(let number, let source, let file):
      session.number = number
      session.repeatCell(number, source, file: file)
      output = session.lastOutput
      if let name = course?.course.name, session.interpreter.replaced.contains(where: { $0.name == name }),
        course?.cell != number
      {
        course?.hasName = false
      }
    case .resumed(let number, let name):
      session.number = number
      session.take(name)
      session.resume()
      output = session.lastOutput
    case .training(_, let names, let step, let isPaused):
      return end(names, at: isPaused ? step : nil)
    case .command(let text):
      session.lastOutput = nil
      session.answer(text)
      output = session.lastOutput
    }
    return !session.wasInterrupted || line.stop != nil
  }

  private func runProgram(_ source: SourceText, _ showing: Script.Showing?) {
    session.console.beginTape()
    if let showing {
      status = Int(
        Script(source, interpreter: session.interpreter, console: session.console, showing: showing).run())
    } else {
      _ = session.evaluate(source)
    }
    output = session.console.endTape().map(\.plainText).joined(separator: "\n")
    session.takePaused()
  }

  // MARK: - Trainings

  /// Takes the training to [step], as the person saw it; false if somebody broke it off.
  private func see(_ step: Int) -> Bool {
    guard let held = course, held.hasName else { return true }
    if held.run.steps < step {
      guard let seen = go(held, to: step)?.seen else { return false }
      course?.run = seen
    }
    session.interpreter.bind(held.course.name, to: .thing(course?.run ?? held.run))
    return true
  }

  /// Ends the training, behind [step] if it was paused there, and has [names] stand for what came of it.
  private func end(_ names: [String], at step: Int?) -> Bool {
    guard let held = course else { return true }
    guard let run = go(held, to: step)?.end else { return false }
    for name in names { session.interpreter.bind(name, to: .thing(run)) }
    if let name = names.first { session.take(name) }
    course = nil
    return true
  }

  /// The training [held] behind [step], or at its end: as it is seen while it goes on, and as it ends there. Nil if
  /// somebody broke it off.
  private func go(_ held: HeldCourse, to step: Int?) -> (seen: Run, end: Run)? {
    let host = LastStep(session.console, held.run)
    let end = session.work { held.course.go(from: held.run, to: step, on: host) }
    return session.wasInterrupted ? nil : (host.run, end)
  }

  /// A host that keeps the run behind its last step, and leaves all else to another.
  private final class LastStep: Host {
    private let host: any Host
    private let last: Mutex<Run>
    var display: Display { host.display }
    var cancellation: Cancellation { host.cancellation }
    let isInteractive = true

    init(_ host: any Host, _ run: Run) {
      self.host = host
      last = Mutex(run)
    }

    var run: Run { last.withLock { $0 } }

    func print(_ text: String) { host.print(text) }
    func note(_ line: String) { host.note(line) }
    func progress(_ state: Progress?) {
      host.progress(state)
      if let run = state?.run { last.withLock { $0 = run } }
    }
  }
}
