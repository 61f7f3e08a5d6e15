#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Threads that end when what they do ends.
public enum Threads {
  /// Starts [body] on a new thread; here and now, if there is none to be had.
  public static func start(_ body: @escaping @Sendable () -> Void) {
    guard let thread = begin(body) else { return }
    pthread_detach(thread)
  }

  /// Calls [body] on [count] threads at once, the caller's among them, and returns when all are done.
  static func together(_ count: Int, _ body: @Sendable () -> Void) {
    withoutActuallyEscaping(body) { body in
      let others = (1..<max(1, count)).compactMap { _ in begin(body) }
      body()
      for thread in others { pthread_join(thread, nil) }
    }
  }

  /// A new thread that runs [body]; nil, with that done here and now, if there is none to be had.
  private static func begin(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    let job = Job(body)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let argument = Unmanaged.passRetained(job).toOpaque()
    if pthread_create(&thread, nil, Job.begin, argument) == 0 { return thread }
    Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
    return nil
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
