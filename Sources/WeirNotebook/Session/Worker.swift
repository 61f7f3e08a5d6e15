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
    start {
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

  /// Starts [body] on a new thread; here and now, if there is none to be had.
  static func start(_ body: @escaping @Sendable () -> Void) {
    let job = Job(body)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let argument = Unmanaged.passRetained(job).toOpaque()
    if pthread_create(&thread, nil, Job.begin, argument) == 0 {
      #if canImport(Darwin)
        if let thread { pthread_detach(thread) }
      #else
        pthread_detach(thread)
      #endif
    } else {
      Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
    }
  }

  /// A closure in the shape that threads take.
  private final class Job: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    #if canImport(Darwin)
      static let begin: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
        Unmanaged<Job>.fromOpaque($0).takeRetainedValue().body()
        return nil
      }
    #else
      static let begin: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        if let pointer = $0 { Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
      }
    #endif
  }
}
