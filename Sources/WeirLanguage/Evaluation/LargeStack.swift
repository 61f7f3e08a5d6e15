#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Runs work where recursion may go deep.
///
/// Parser, checker and evaluator walk down trees by recursion. The stacks that systems give to
/// threads (half a megabyte on some) are too small for the depths that the language allows, so that
/// work gets a thread with a stack of its own. Memory is taken only as far as the stack is used.
public enum LargeStack {
  /// The sizes to ask for, in bytes; the next one if the system refuses.
  private static let sizes = [512 << 20, 64 << 20, 8 << 20]
  /// What is left for code that cannot be asked to stop: builtins, error messages.
  private static let reserve = 2 << 20

  /// The lowest address that recursion on this thread may come down to; zero where it is not known.
  @TaskLocal static var floor: UInt = 0

  /// What [work] returns, run on a large stack while the caller waits. Inside another `run` it simply
  /// goes on there. It must not belong to an actor, for it leaves the actor's thread.
  public static func run<Result>(_ work: () -> Result) -> Result {
    if floor != 0 { return work() }
    var result: Result?
    withoutActuallyEscaping({ result = work() }) { work in
      let job = Job(work)
      if !sizes.contains(where: job.run) { work() }
    }
    guard let result else { preconditionFailure("a thread ended without doing its work") }
    return result
  }

  /// An address close to where the stack is now. Only compared, never read.
  @inline(__always) static func address() -> UInt {
    var mark: UInt8 = 0
    return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
  }

  /// Work for one thread. It is unchecked that it may change threads: the one that hands it over waits
  /// until it is done.
  private final class Job: @unchecked Sendable {
    let work: () -> Void
    private var stack = 0

    init(_ work: @escaping () -> Void) { self.work = work }

    /// Does the work on a thread with [stack] bytes; false, with nothing done, if there is none to be had.
    func run(stack: Int) -> Bool {
      self.stack = stack
      var attributes = pthread_attr_t()
      guard pthread_attr_init(&attributes) == 0 else { return false }
      defer { pthread_attr_destroy(&attributes) }
      guard pthread_attr_setstacksize(&attributes, stack) == 0 else { return false }
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      // The thread is joined below, so the job outlives its use of the pointer.
      let pointer = Unmanaged.passUnretained(self).toOpaque()
      guard pthread_create(&thread, &attributes, Job.body, pointer) == 0 else { return false }
      #if canImport(Darwin)
        if let thread { pthread_join(thread, nil) }
      #else
        pthread_join(thread, nil)
      #endif
      return true
    }

    func start() {
      LargeStack.$floor.withValue(LargeStack.address() - UInt(stack) + UInt(LargeStack.reserve)) { work() }
    }

    #if canImport(Darwin)
      private static let body: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
        Unmanaged<Job>.fromOpaque($0).takeUnretainedValue().start()
        return nil
      }
    #else
      private static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        if let pointer = $0 { Unmanaged<Job>.fromOpaque(pointer).takeUnretainedValue().start() }
        return nil
      }
    #endif
  }
}
