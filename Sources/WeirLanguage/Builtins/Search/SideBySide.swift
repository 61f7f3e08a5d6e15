import Synchronization
import WeirEngine

/// Work on several threads at once, a piece on each: what small trainings gain more from than from sharing each step.
///
/// Pieces are handed out in order to whoever is free. What comes of one depends on nothing but itself, so it is the same for
/// any number of threads.
struct SideBySide {
  /// How each piece is to compute, and on how many threads there are pieces.
  let execution: Execution
  private let threads: Int

  /// At most [pieces] at once, on as many threads as [execution] has.
  init(_ execution: Execution, pieces: Int) {
    threads = max(1, min(execution.threads, pieces))
    self.execution = threads > 1 ? Execution(threads: 1) : execution
  }

  private struct State<Piece: Sendable>: Sendable {
    var waiting: [Piece]
    var error: (any Error)?
  }

  /// Does all [pieces]: [work] may give one back, which then waits behind all others. Errors: the first that is thrown; no
  /// piece is begun behind it.
  func run<Piece: Sendable>(_ pieces: [Piece], _ work: @Sendable (Piece) throws -> Piece?) throws {
    let state = Mutex(State(waiting: pieces))
    Threads.together(threads) {
      while let piece = state.withLock({
        $0.error == nil && !$0.waiting.isEmpty ? $0.waiting.removeFirst() : nil
      }) {
        do {
          if let rest = try work(piece) { state.withLock { $0.waiting.append(rest) } }
        } catch {
          state.withLock { if $0.error == nil { $0.error = error } }
        }
      }
    }
    if let error = state.withLock(\.error) { throw error }
  }
}
