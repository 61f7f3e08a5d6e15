import Synchronization
import WeirEngine
import WeirLanguage
import WeirPlot

/// A training that goes on, on a thread of its own, while the person enters other things.
///
/// That thread owns the run and all that a step needs. What others see of it are values: after a step it lays down a
/// copy, if somebody has asked for one or the time for the next picture has come, and wakes the owner of the
/// terminal. A copy shares its arrays with the run until the next step changes them.
final class LiveTraining: Host {
  /// What others see.
  struct View: Sendable {
    /// How far the training is; nil before the first step.
    var progress: Progress?
    /// What has come of it so far.
    var run: Run
    /// Whether it has ended: at its end, or because somebody wished so.
    var isOver = false
    /// What it has said since the last look.
    var notes: [String] = []
    /// Counts the copies that were laid down.
    var count = 0
  }

  /// The name that stands for the run.
  let name: String
  /// The cell it began in.
  let cell: Int
  let cancellation = Cancellation()
  let display: Display
  let isInteractive = true
  private let view: Mutex<View>
  /// Somebody waits for the next copy.
  private let wish = Atomic(true)
  /// When the next picture is due, in nanoseconds since `start`.
  private let due = Atomic(0)
  private let start = ContinuousClock.now

  /// Begins with [course], out of cell [cell].
  init(_ course: Course, cell: Int, display: Display) {
    (name, self.cell, self.display) = (course.name, cell, display)
    view = Mutex(View(run: course.run))
    Threads.start {
      Signals.blockOnThisThread()
      let run = LargeStack.run { course.go(on: self) }
      self.layDown { ($0.run, $0.isOver) = (run, true) }
    }
  }

  private var nanoseconds: Int { Self.nanoseconds(start.duration(to: .now)) }

  // MARK: - On the thread of the training

  func print(_ text: String) { note(text) }

  func note(_ line: String) { layDown { $0.notes.append(line) } }

  func progress(_ state: Progress?) {
    guard let state, let run = state.run else { return }
    let now = nanoseconds
    guard wish.load(ordering: .relaxed) || now >= due.load(ordering: .relaxed) else { return }
    due.store(now + Self.nanoseconds(Self.interval), ordering: .relaxed)
    layDown { view in
      (view.progress, view.run) = (state, run)
      wish.store(false, ordering: .relaxed)
    }
  }

  private func layDown(_ change: (inout View) -> Void) {
    view.withLock { view in
      change(&view)
      view.count += 1
    }
    Signals.poke()
  }

  // MARK: - On the thread of the terminal

  /// What there is to see.
  var current: View { view.withLock { $0 } }

  /// What was said since the last call.
  func takeNotes() -> [String] {
    view.withLock { view in
      defer { view.notes = [] }
      return view.notes
    }
  }

  /// Asks for a copy after the step at hand.
  func want() { view.withLock { _ in wish.store(true, ordering: .relaxed) } }

  /// Whether the copy that was asked for is still to come.
  var isWanted: Bool { view.withLock { !$0.isOver && wish.load(ordering: .relaxed) } }

  /// A picture took [time]: the next one has to wait.
  func delay(by time: Duration) {
    due.store(nanoseconds + Self.nanoseconds(Self.pause(after: time)), ordering: .relaxed)
  }

  /// The time from a picture that took [time] to the next: pictures are a hundredth of the time at most.
  static func pause(after time: Duration) -> Duration { max(interval, time * 100) }

  /// At most five pictures a second.
  private static let interval = Duration.milliseconds(200)

  private static func nanoseconds(_ time: Duration) -> Int { Int(time / .nanoseconds(1)) }
}
