import Foundation

/// A program in a terminal of its own, seen from the terminal: keys go in, and what is to be shown comes out.
public final class PseudoTerminal {
  /// How the program has ended: its exit status, or 128 and its signal; nil until `hasEnded` has found so.
  public private(set) var status: Int32?
  private let master: Int32
  private let process: pid_t

  /// Why a program cannot be started.
  public struct Failure: Error, CustomStringConvertible {
    /// A sentence for people.
    public var description: String
  }

  /// Starts [command] in [folder], whose variables are those of [environment] and no others. Without [size] the terminal
  /// does not know its size.
  public init(
    _ command: [String], in folder: String = ".", environment: [String: String],
    size: (columns: Int, rows: Int)?
  ) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    guard openpty(&master, &slave, nil, nil, nil) == 0, let name = ttyname(slave) else {
      throw Failure(description: "no pseudo-terminal")
    }
    self.master = master
    defer { close(slave) }
    if let size { Self.setSize(of: master, size.columns, size.rows) }
    // Not for other programs that are started meanwhile, or this terminal would not close with its own.
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    process = try Self.spawn(command, in: folder, terminal: String(cString: name), environment)
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  #if canImport(Darwin)
    private static let newSession = Int16(POSIX_SPAWN_SETSID)
  #else
    /// `POSIX_SPAWN_SETSID`, which glibc shows only to those who define a feature macro.
    private static let newSession: Int16 = 0x80
  #endif

  private static func spawn(
    _ command: [String], in folder: String, terminal: String, _ variables: [String: String]
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that the leader of a session opens becomes its controlling one.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var defaults = sigset_t()
    sigfillset(&defaults)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // Some threads that run tests have signals blocked, and masks are inherited.
    var nothing = sigset_t()
    sigemptyset(&nothing)
    posix_spawnattr_setsigmask(&attributes, &nothing)
    let signals = Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, Self.newSession | signals)
    // The one function that would change the folder is shown by glibc only to those who define a feature macro.
    let call = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + command
    var arguments = call.map { strdup($0) } + [nil]
    var environment = variables.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let problem = posix_spawn(&process, call[0], &actions, &attributes, &arguments, &environment)
    if problem != 0 { throw Failure(description: "\(command[0]): \(String(cString: strerror(problem)))") }
    return process
  }

  /// Gives the terminal another size, which it tells the program.
  public func resize(columns: Int, rows: Int) { Self.setSize(of: master, columns, rows) }

  private static func setSize(of master: Int32, _ columns: Int, _ rows: Int) {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Sends the first of [bytes], as many as the terminal takes at once; says how many.
  public func write(_ bytes: some Collection<UInt8>) -> Int {
    let piece = Array(bytes.prefix(256))
    return max(0, Foundation.write(master, piece, piece.count))
  }

  /// What comes until nothing more is there; for the first of it this waits so many milliseconds.
  public func read(milliseconds: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    var timeout = milliseconds
    while poll(&wait, 1, timeout) > 0, wait.revents & Int16(POLLIN) != 0 {
      let count = Foundation.read(master, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
      timeout = 0
    }
    return bytes
  }

  /// Sends the program a signal.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// Whether the program has ended; `status` then says how.
  public func hasEnded() -> Bool {
    var state: Int32 = 0
    if status == nil, waitpid(process, &state, WNOHANG) == process {
      let signal = state & 0x7F
      status = signal == 0 ? state >> 8 & 0xFF : 128 + signal
    }
    return status != nil
  }
}
