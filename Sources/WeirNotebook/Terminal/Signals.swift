import Synchronization
import WeirEngine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What signals leave behind, for the thread that owns the terminal to find.
///
/// A handler sets an atomic flag and pokes a pipe, and that is all: neither libedit nor most of
/// Swift's runtime is safe to use there. Handlers can reach nothing but globals, hence these;
/// `install` touches them all, so that no handler is the first to do so.
enum Signals {
  /// The wish of Ctrl-C, which evaluation and training look at.
  static let cancellation = Cancellation()
  /// The terminal has another size.
  static let resized = Atomic(false)
  /// The process goes on after a stop.
  static let continued = Atomic(false)
  /// Ctrl-Z was pressed during a piece of work.
  static let stopRequested = Atomic(false)
  /// SIGTERM or SIGHUP, once one has come; else zero.
  static let ending = Atomic<Int32>(0)

  /// When Ctrl-C came first during the work at hand, in milliseconds; zero if it has not.
  private static let firstInterrupt = Atomic(0)
  /// How long work is given to listen to Ctrl-C, in milliseconds.
  private static let patience = Atomic(0)
  private static let wakePipe = makePipe()

  /// Makes signals known here. Work that has not ended [patience] milliseconds after Ctrl-C is left
  /// to itself at the next Ctrl-C: the program ends, with status 130 and the terminal as it was found.
  static func install(patience milliseconds: Int) {
    // What a handler reads must be there before it.
    _ = Terminal.foundMode
    patience.store(milliseconds, ordering: .relaxed)
    beginWork()
    _ = (resized.load(ordering: .relaxed), continued.load(ordering: .relaxed))
    _ = (stopRequested.load(ordering: .relaxed), ending.load(ordering: .relaxed))
    poke()
    drainPokes()
    handle(SIGINT) { _ in Signals.interrupt() }
    handle(SIGWINCH) { _ in Signals.raise(Signals.resized) }
    handle(SIGCONT) { _ in Signals.raise(Signals.continued) }
    for end in [SIGTERM, SIGHUP] {
      handle(end) { signal in
        Signals.ending.store(signal, ordering: .relaxed)
        Signals.cancellation.request()
        Signals.poke()
      }
    }
    // Whoever has started us may have blocked them, and masks are inherited.
    var signals = Self.all
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// What [work] returns; meanwhile Ctrl-Z raises a flag, where it would stop the process at once.
  static func catchingStop<Result>(_ work: () -> Result) -> Result {
    let usual = handle(SIGTSTP) { _ in Signals.raise(Signals.stopRequested) }
    defer { if var usual { sigaction(SIGTSTP, &usual, nil) } }
    return work()
  }

  /// Stops the process, as Ctrl-Z does where nobody catches it.
  static func stop() {
    var (usual, caught) = (sigaction(), sigaction())
    sigaction(SIGTSTP, &usual, &caught)
    kill(getpid(), SIGTSTP)
    sigaction(SIGTSTP, &caught, nil)
  }

  /// Forgets earlier presses of Ctrl-C, before a piece of work.
  static func beginWork() {
    firstInterrupt.store(0, ordering: .relaxed)
    cancellation.reset()
  }

  /// Whether Ctrl-C has come since the last piece of work; it is then forgotten.
  static func takeInterrupt() -> Bool {
    guard cancellation.isRequested, ending.load(ordering: .relaxed) == 0 else { return false }
    beginWork()
    return true
  }

  /// Keeps all these signals from the calling thread, so that they reach the one that waits for them.
  static func blockOnThisThread() {
    var signals = all
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private static var all: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    return signals
  }

  // MARK: - The wake pipe

  /// What the owner of the terminal polls beside the keyboard.
  static var wakeDescriptor: Int32 { wakePipe.read }

  /// Wakes the owner of the terminal. Safe in a signal handler and on every thread.
  static func poke() {
    var byte: UInt8 = 0
    _ = write(wakePipe.write, &byte, 1)  // a full pipe wakes as well
  }

  /// Takes out all pokes so far.
  static func drainPokes() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(wakePipe.read, &bytes, bytes.count) > 0 {}
  }

  private static func makePipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (ends[0], ends[1])
  }

  // MARK: - Handlers

  /// Sets a handler, unless whoever has started us wishes the signal to be ignored (`nohup`, a job in
  /// the background of a script). Returns what was there before; nil if it was left.
  ///
  /// Without `SA_RESTART`: a read that is restarted would keep Ctrl-C until the next key.
  @discardableResult
  private static func handle(
    _ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void
  ) -> sigaction? {
    var (action, old) = (sigaction(), sigaction())
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    sigaction(number, nil, &old)
    if isIgnoring(old) { return nil }
    sigaction(number, &action, nil)
    return old
  }

  private static func isIgnoring(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    // `SIG_IGN` is the address 1, which no function has.
    return unsafeBitCast(handler, to: Int.self) == 1
  }

  private static func raise(_ flag: borrowing Atomic<Bool>) {
    flag.store(true, ordering: .relaxed)
    poke()
  }

  private static func interrupt() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    let first = firstInterrupt.load(ordering: .relaxed)
    if first == 0 {
      firstInterrupt.store(now, ordering: .relaxed)
    } else if now - first >= patience.load(ordering: .relaxed) {
      if var mode = Terminal.foundMode { tcsetattr(STDIN_FILENO, TCSANOW, &mode) }
      _exit(130)
    }
    cancellation.request()
    poke()
  }
}
