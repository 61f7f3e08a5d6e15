import Synchronization
import WeirEngine
import WeirLanguage
import WeirPlot

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The one writer of what a program has to say: results on standard output, all else on standard
/// error, and the progress line out of the way of both.
///
/// While the editor is at work, only the editor writes; while a program runs, only this does.
public final class Console: Host {
  private struct State {
    /// What waits to be written to standard output, where nobody watches it appear.
    var pending = ""
    /// Whether standard output stands in the middle of a line.
    var isMidLine = false
    var progress: ProgressLine?
    /// Whether a progress line stands on the last row of the terminal.
    var isShowingProgress = false
    var paused: Value?
    /// Whether trainings may go on beside the prompt, and the one that is to.
    var goesOn = false
    var course: Course?
    /// What the cell at hand has written and shown.
    var tape: Tape?
    /// How far the cell at hand has come, and where it is to be stopped.
    var count = WorkCount()
    var stop: WorkCount?
  }

  /// The wish of Ctrl-C to stop.
  public var cancellation: Cancellation { Signals.cancellation }
  /// Whether a person sits at a prompt.
  public let isInteractive: Bool
  private let abilities: Abilities
  /// Those of standard error.
  private let errors: Abilities
  /// Whether progress is shown where the terminal can take it back.
  let showsProgress: Bool
  private let isQuiet: Bool
  private let isBuffered: Bool
  /// Who takes what would else be written.
  private let listener: Listener?
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// A console on standard output and standard error, whose abilities are [output] and [errors].
  /// Progress is shown only where the terminal can take it back, and not if [isQuiet].
  public init(output: Abilities, errors: Abilities, isInteractive: Bool, isQuiet: Bool) {
    (self.isInteractive, abilities) = (isInteractive, output)
    self.errors = errors
    (showsProgress, self.isQuiet) = (errors.canMoveCursor && !isQuiet, isQuiet)
    isBuffered = isatty(STDOUT_FILENO) == 0
    listener = nil
  }

  /// Takes all that a session says, results and messages in the order in which a person would see them.
  struct Listener: Sendable {
    let hear: @Sendable (String) -> Void
    let progress: @Sendable (Progress?) -> Void
  }

  /// A console of which nothing is seen: [listener] hears it, as if it stood on a terminal with [abilities].
  init(_ abilities: Abilities, listener: Listener) {
    (self.isInteractive, self.abilities, self.listener) = (true, abilities, listener)
    errors = abilities
    (showsProgress, isQuiet, isBuffered) = (false, true, false)
  }

  private func write(_ text: String, to file: Int32 = STDOUT_FILENO) {
    if let listener { listener.hear(text) } else { Terminal.write(text, to: file) }
  }

  /// Where standard output is shown, at the size that it has now.
  public var display: Display {
    guard abilities.followsTerminal else { return abilities.display }
    var display = abilities.display
    (display.height, display.width) = Terminal.size()
    return display
  }

  /// Writes [text] to standard output.
  public func print(_ text: String) { print(text) { $0.add(text) } }

  /// Writes [text], which shows [output].
  func show(_ text: String, as output: Document.Output) { print(text) { $0.add(output) } }

  private func print(_ text: String, taping tape: (inout Tape) -> Void) {
    guard !text.isEmpty else { return }
    state.withLock { state in
      state.tape.change(tape)
      Self.eraseProgress(&state)
      state.isMidLine = text.utf8.last != UInt8(ascii: "\n")
      guard isBuffered else { return write(text) }
      state.pending += text
      if state.pending.utf8.count >= 1 << 16 { Self.flush(&state) }
    }
  }

  /// Writes [line], and a newline, to standard error.
  public func note(_ line: String) {
    state.withLock { state in
      Self.eraseProgress(&state)
      // In the order in which it was said, for those who send both to one place.
      Self.flush(&state)
      if state.isMidLine, !isBuffered { write("\n") }
      state.isMidLine = state.isMidLine && isBuffered
      write(line + "\n", to: STDERR_FILENO)
    }
  }

  /// Writes what is wrong with a program to standard error; of very many mistakes the first ones.
  public func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics.prefix(Self.mostMistakes) {
      note(diagnostic.render(errors.errorForm, colour: errors.display.isColoured, width: errorWidth))
    }
    let more = diagnostics.count - Self.mostMistakes
    if more > 0 { note("... and \(more) more mistake\(more == 1 ? "" : "s")") }
  }

  private static let mostMistakes = 50

  /// Columns of standard error, at the size that it has now; nil where nobody knows.
  private var errorWidth: Int? {
    guard errors.followsTerminal else { return errors.statedWidth }
    let columns = Terminal.reportedSize(of: STDERR_FILENO).columns
    return columns > 0 ? columns : nil
  }

  /// Shows [progress] on the last row of the terminal; where that cannot be, as a line every ten seconds.
  public func progress(_ progress: Progress?) {
    count(progress)
    if let listener { return listener.progress(progress) }
    guard showsProgress else { return logProgress(progress) }
    state.withLock { state in
      guard let progress else { return Self.endProgress(&state) }
      let now = start.duration(to: .now)
      var line = state.progress ?? ProgressLine()
      // With room for the `^C` that some terminals show behind it.
      let text = line.line(for: progress, at: now, width: (errorWidth ?? errors.display.width) - 3)
      state.progress = line
      guard let text, !state.isMidLine else { return }
      state.isShowingProgress = true
      Terminal.write("\r" + text + Escape.eraseToEndOfRow, to: STDERR_FILENO)
    }
  }

  private func count(_ progress: Progress?) {
    let isAtStop = state.withLock { state in
      state.count.note(progress)
      return progress != nil && state.count == state.stop
    }
    if isAtStop { cancellation.request() }
  }

  /// How far the cell at hand has come.
  var workCount: WorkCount { state.withLock { $0.count } }
  /// Has the cell at hand stopped behind the step [place], as Ctrl-C stopped it there; nowhere for nil.
  func stop(at place: WorkCount?) { state.withLock { $0.stop = place } }

  private func logProgress(_ progress: Progress?) {
    guard !isQuiet else { return }
    let text = state.withLock { state -> String? in
      guard let progress else {
        state.progress = nil
        return nil
      }
      let now = start.duration(to: .now)
      guard state.progress != nil else {
        state.progress = ProgressLine(interval: .seconds(10))
        state.progress?.begin(with: progress, at: now)
        return nil
      }
      return state.progress?.line(for: progress, at: now, width: .max)
    }
    if let text { note(text) }
  }

  /// Keeps what is written and shown, and counts the work that is done, from now on.
  func beginTape() { state.withLock { ($0.tape, $0.count) = (Tape(), WorkCount()) } }
  /// Keeps [output], which was shown otherwise.
  func tape(_ output: Document.Output) { state.withLock { $0.tape?.add(output) } }
  /// What was written and shown since the tape began.
  func endTape() -> [Document.Output] {
    state.withLock { state in
      defer { state.tape = nil }
      return state.tape?.outputs ?? []
    }
  }

  /// Whether trainings go on beside the prompt from now on.
  func allowGoingOn(_ isAllowed: Bool = true) { state.withLock { $0.goesOn = isAllowed } }

  /// Takes note of [course], for the session to go on with.
  public func goOn(with course: Course) -> Bool {
    state.withLock { state in
      guard state.goesOn else { return false }
      state.course = course
      return true
    }
  }

  /// The training that is to go on.
  func takeCourse() -> Course? {
    state.withLock { state in
      defer { state.course = nil }
      return state.course
    }
  }

  /// Takes note of [run].
  public func paused(_ run: Value) { state.withLock { $0.paused = run } }

  /// Whether a run was paused since the last call of `takePaused`.
  var hasPaused: Bool { state.withLock { $0.paused != nil } }

  /// The run paused since the last call, if there was one.
  func takePaused() -> Value? {
    state.withLock { state in
      defer { state.paused = nil }
      return state.paused
    }
  }

  /// After a piece of work: nothing half written is left, and the cursor stands at the start of a row.
  public func finish() {
    state.withLock { state in
      Self.endProgress(&state)
      if state.isMidLine, isInteractive { write("\n") }
      state.isMidLine = false
      Self.flush(&state)
    }
  }

  /// Whether it is said what is done, besides what comes of it.
  var saysWhatItDoes: Bool { !isQuiet }

  /// Takes the progress line away, until there is something new to show.
  func hideProgress() { state.withLock { Self.eraseProgress(&$0) } }

  private static func endProgress(_ state: inout State) {
    eraseProgress(&state)
    state.progress = nil
  }

  private static func eraseProgress(_ state: inout State) {
    guard state.isShowingProgress else { return }
    state.isShowingProgress = false
    Terminal.write("\r" + Escape.eraseToEndOfRow, to: STDERR_FILENO)
  }

  private static func flush(_ state: inout State) {
    guard !state.pending.isEmpty else { return }
    Terminal.write(state.pending)
    state.pending = ""
  }
}

extension Tape? {
  /// Changes it, if there is one.
  fileprivate mutating func change(_ body: (inout Tape) -> Void) {
    guard var tape = self else { return }
    self = nil
    body(&tape)
    self = tape
  }
}
