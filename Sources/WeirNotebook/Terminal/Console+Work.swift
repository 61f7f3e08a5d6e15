import Synchronization
import WeirEngine
import WeirLanguage

// What the session asks after a cell: what it wrote and showed, how far it came, what was paused, and what is to go on.
extension Console {
  /// Counts [progress], and asks the cell at hand to stop where it was stopped before.
  func count(_ progress: Progress?) {
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
}

extension Tape? {
  /// Changes it, if there is one.
  mutating func change(_ body: (inout Tape) -> Void) {
    guard var tape = self else { return }
    self = nil
    body(&tape)
    self = tape
  }
}
