import Synchronization
import WeirLanguage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Does work on a thread of its own, while the owner of the terminal waits for signals.
///
/// No signal reaches that thread, so that all of them reach the one that waits; threads that it starts
/// inherit this.
enum Worker {
  /// What [work] returns. Until then [attend] is called whenever a signal has left something behind.
  static func run<Result: Sendable>(
    attend: () -> Void, _ work: @escaping @Sendable () -> Result
  ) -> Result {
    let box = Box<Result>()
    Threads.start {
      Signals.blockOnThisThread()
      box.put(LargeStack.run(work))
    }
    while true {
      if let result = box.take() { return result }
      if Terminal.wait(forKeys: false).wasPoked { attend() }
    }
  }

  /// Where the result is laid down, and the waiting thread woken.
  private final class Box<Result: Sendable>: Sendable {
    private let result = Mutex<Result?>(nil)

    func put(_ value: Result) {
      result.withLock { $0 = value }
      Signals.poke()
    }

    func take() -> Result? { result.withLock { $0 } }
  }
}
