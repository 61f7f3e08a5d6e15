import Synchronization
import WeirCatalog
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
  struct State {
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
  let errors: Abilities
  /// Whether progress is shown where the terminal can take it back.
  let showsProgress: Bool
  let isQuiet: Bool
  private let isBuffered: Bool
  /// Who takes what would else be written.
  let listener: Listener?
  let start = ContinuousClock.now
  let state = Mutex(State())

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

  /// Writes [value] in full; in documents a picture stays one.
  public func show(_ value: Value) {
    let text = value.full(on: display) + "\n"
    guard let pictures = Document.Output.pictures(of: value) else { return print(text) }
    print(text) { tape in for picture in pictures { tape.add(picture) } }
  }

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
      write(broken(line) + "\n", to: STDERR_FILENO)
    }
  }

  /// [line] broken between words, where a terminal would break it within one. What is coloured or has several lines is made
  /// for its width already.
  private func broken(_ line: String) -> String {
    guard errors.followsTerminal, let width = errorWidth, line.utf8.count > width,
      !line.utf8.contains(where: { $0 < 32 })
    else { return line }
    return AnyEntry.wrap(line, width: width).joined(separator: "\n")
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
  var errorWidth: Int? {
    guard errors.followsTerminal else { return errors.statedWidth }
    let columns = Terminal.reportedSize(of: STDERR_FILENO).columns
    return columns > 0 ? columns : nil
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

  private static func flush(_ state: inout State) {
    guard !state.pending.isEmpty else { return }
    Terminal.write(state.pending)
    state.pending = ""
  }
}
