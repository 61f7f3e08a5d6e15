import WeirEngine

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Another process, with which lines are exchanged.
///
/// It reads and writes one socket, as its standard input and output; standard error is appended to a file. It is in a
/// group of its own, so that Ctrl-C in a terminal reaches whoever has started it, and nobody else. When that one
/// ends, however it ends, the socket is closed, which the process is to take as its own end.
final class ChildProcess {
  /// Its number.
  let number: pid_t
  /// What can be polled for something to read.
  let descriptor: CInt
  private var pending: [UInt8] = []
  private var found: Int32?

  /// Starts the program at the path [command] begins with. Errors: whatever the system refuses.
  init(_ command: [String], environment: [String: String], errors: String) throws(DataError) {
    func refuse(_ problem: Int32) -> DataError {
      DataError(
        .refused("\(command[0]) cannot be started: \(String(cString: strerror(problem)).lowercased())"))
    }
    var ends: [CInt] = [-1, -1]
    #if canImport(Darwin)
      guard socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) == 0 else { throw refuse(errno) }
      var yes: CInt = 1
      setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<CInt>.size))
    #else
      guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0 else { throw refuse(errno) }
    #endif
    // Not for other processes that are started: the socket would stay open with them.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    var number: pid_t = 0
    let problem = Self.spawn(&number, command, environment, end: ends[1], errors: errors)
    guard problem == 0 else {
      close(ends[0])
      throw refuse(problem)
    }
    (self.number, descriptor) = (number, ends[0])
  }

  private static func spawn(
    _ number: inout pid_t, _ command: [String], _ environment: [String: String], end: CInt, errors: String
  ) -> Int32 {
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
    posix_spawn_file_actions_adddup2(&actions, end, 0)
    posix_spawn_file_actions_adddup2(&actions, end, 1)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o666)
    // The thread that starts it may have signals blocked, and masks are inherited.
    var (all, nothing) = (sigset_t(), sigset_t())
    sigfillset(&all)
    sigemptyset(&nothing)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &nothing)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP)
    )
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.sorted { $0.key < $1.key }.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    return posix_spawn(&number, command[0], &actions, &attributes, &arguments, &variables)
  }

  deinit {
    kill()
    close(descriptor)
  }

  /// Sends [line]. That nobody is there to read it is found when something is received.
  func send(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    #if canImport(Darwin)
      _ = Darwin.send(descriptor, bytes, bytes.count, 0)
    #elseif canImport(Glibc)
      _ = Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL))
    #else
      _ = Musl.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL))
    #endif
  }

  /// The whole lines that have come, once there is something to read; nil if the process has ended.
  func receive() -> [String]? {
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return count < 0 && errno == EINTR ? [] : nil }
    pending += bytes[..<count]
    var lines: [String] = []
    while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(String(decoding: pending[..<end], as: UTF8.self))
      pending.removeSubrange(...end)
    }
    return lines
  }

  /// How it ended, as a part of a sentence: `with status 3`, `by signal 9`. Waits for its end.
  func ending() -> String {
    let status = wait()
    let signal = status & 0x7f
    return signal == 0 ? "with status \(status >> 8 & 0xff)" : "by signal \(signal)"
  }

  /// The status that it ended with; 128 and the signal if it was ended by one. Waits for its end.
  func status() -> Int32 {
    let status = wait()
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }

  /// Ends it at once, and waits until that is done.
  func kill() {
    guard found == nil else { return }
    #if canImport(Darwin)
      _ = Darwin.kill(number, SIGKILL)
    #elseif canImport(Glibc)
      _ = Glibc.kill(number, SIGKILL)
    #else
      _ = Musl.kill(number, SIGKILL)
    #endif
    _ = wait()
  }

  private func wait() -> Int32 {
    if let found { return found }
    var status: Int32 = 0
    while waitpid(number, &status, 0) < 0, errno == EINTR {}
    found = status
    return status
  }
}

/// How Weir starts itself, to work beside itself.
public struct OwnProgram: Sendable {
  /// The path of the program.
  public var path: String
  /// What its environment is to hold.
  public var environment: [String: String]
  /// The options that it is to be called with.
  public var options: [String]

  /// The program at [path].
  public init(path: String, environment: [String: String], options: [String]) {
    (self.path, self.environment, self.options) = (path, environment, options)
  }
}
