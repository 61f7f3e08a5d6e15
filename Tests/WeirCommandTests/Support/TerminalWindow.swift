import Foundation
import Testing
import WeirTestSupport

/// A program in a terminal window: its keyboard for the test to type on, its screen to look at.
final class TerminalWindow {
  /// What the window shows.
  private(set) var screen: ScreenModel
  /// All that the program has written.
  private(set) var bytes: [UInt8] = []
  private let master: Int32
  private let process: pid_t
  private var status: Int32?

  /// Keys that are more than one character.
  enum Key: String {
    case enter = "\r"
    case tab = "\t"
    case backspace = "\u{7F}"
    case escape = "\u{1B}"
    case up = "\u{1B}[A"
    case down = "\u{1B}[B"
    case right = "\u{1B}[C"
    case left = "\u{1B}[D"
    case home = "\u{1B}[H"
    case end = "\u{1B}[F"
    case delete = "\u{1B}[3~"
    case wordLeft = "\u{1B}[1;5D"
    case wordRight = "\u{1B}[1;5C"
    case controlA = "\u{1}"
    case controlC = "\u{3}"
    case controlD = "\u{4}"
    case controlL = "\u{C}"
    case controlR = "\u{12}"
    case controlU = "\u{15}"
    case controlW = "\u{17}"
    case controlZ = "\u{1A}"
  }

  struct Failure: Error, CustomStringConvertible { var description: String }

  /// Starts [program] (the built `weir`) with [arguments] in a window of its own. [home] is the user's
  /// home; further variables are those of [environment], and no others.
  init(
    _ arguments: [String] = [], program: String = Program.path, columns: Int = 80, rows: Int = 24,
    home: Folder?, environment: [String: String] = [:], reportsSize: Bool = true
  ) throws {
    screen = ScreenModel(columns: columns, rows: rows)
    var (master, slave): (Int32, Int32) = (-1, -1)
    guard openpty(&master, &slave, nil, nil, nil) == 0, let name = ttyname(slave) else {
      throw Failure(description: "no pseudo-terminal")
    }
    self.master = master
    defer { close(slave) }
    if reportsSize { Self.setSize(of: master, columns: columns, rows: rows) }
    // Not for other programs that are started meanwhile, or this window would not close with its own.
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    var variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    variables["HOME"] = home?.path
    variables.merge(environment) { _, new in new }
    process = try Self.spawn([program] + arguments, terminal: String(cString: name), variables)
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
    _ command: [String], terminal: String, _ variables: [String: String]
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
    var arguments = command.map { strdup($0) } + [nil]
    var environment = variables.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let problem = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &environment)
    if problem != 0 { throw Failure(description: "\(command[0]): \(String(cString: strerror(problem)))") }
    return process
  }

  // MARK: - Doing

  /// Gives the window another size.
  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    Self.setSize(of: master, columns: columns, rows: rows)
  }

  private static func setSize(of master: Int32, columns: Int, rows: Int) {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 256)) }
      if count > 0 { rest = rest.dropFirst(count) }
      // A program that does not read while it writes would wait for us as we for it.
      take(milliseconds: 0)
    }
  }

  func press(_ keys: Key...) { for key in keys { type(key.rawValue) } }

  /// Types a cell and Enter.
  func enter(_ text: String) { type(text + "\r") }

  /// What a terminal sends when text is pasted.
  func paste(_ text: String) { type("\u{1B}[200~" + text.replacing("\n", with: "\r") + "\u{1B}[201~") }

  // MARK: - Looking

  /// Waits until the screen is as wanted, and fails with what it shows if it does not become so.
  func see(
    _ what: String, seconds: Double = 20, at location: SourceLocation = #_sourceLocation,
    _ isMet: (ScreenModel) -> Bool
  ) throws {
    let end = Date(timeIntervalSinceNow: seconds)
    while true {
      if isMet(screen) { return }
      if end < .now {
        let shown = screen.transcript
        Issue.record(
          "\(what) was not seen on\n\(shown)\n\(String(decoding: bytes, as: UTF8.self).debugDescription)",
          sourceLocation: location)
        throw Failure(description: what)
      }
      take(milliseconds: 20)
    }
  }

  /// Waits until [text] is on the screen or has left it at its top.
  func see(_ text: String, seconds: Double = 20, at location: SourceLocation = #_sourceLocation) throws {
    try see("«\(text)»", seconds: seconds, at: location) { $0.transcript.contains(text) }
  }

  /// Waits until the last rows are [rows].
  func seeLast(_ rows: String..., at location: SourceLocation = #_sourceLocation) throws {
    try see("at the end \(rows)", at: location) { $0.lines.suffix(rows.count) == rows[...] }
  }

  /// Waits for the prompt of cell [number].
  func seePrompt(_ number: Int, at location: SourceLocation = #_sourceLocation) throws {
    try seeLast("weir [\(number)]>", at: location)
  }

  /// Waits for the program to end, and says how.
  func waitForEnd(seconds: Double = 20, at location: SourceLocation = #_sourceLocation) throws -> Int32 {
    let end = Date(timeIntervalSinceNow: seconds)
    while end > .now {
      take(milliseconds: 10)
      var state: Int32 = 0
      if waitpid(process, &state, WNOHANG) == process {
        let signal = state & 0x7F
        status = signal == 0 ? state >> 8 & 0xFF : 128 + signal
        take(milliseconds: 10)
        return status ?? -1
      }
    }
    Issue.record("the program did not end:\n\(screen.transcript)", sourceLocation: location)
    throw Failure(description: "no end")
  }

  /// Sends it a signal.
  func send(_ signal: Int32) { kill(process, signal) }

  /// Takes in what comes within some milliseconds.
  func take(milliseconds: Int32) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    var timeout = milliseconds
    while poll(&wait, 1, timeout) > 0, wait.revents & Int16(POLLIN) != 0 {
      let count = read(master, &chunk, chunk.count)
      guard count > 0 else { return }
      bytes += chunk[..<count]
      screen.feed(chunk[..<count])
      timeout = 0
    }
  }
}
