import CEditline
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The terminal on standard input and output.
public enum Terminal {
  /// Why standard output could not be written to, as an error number of the system; 0 as long as it
  /// could, or nobody was left to read it.
  static let outputFailure = Atomic<Int32>(0)

  /// Takes the places of standard input and outputs that are closed, which the next file to be opened would have: what is
  /// printed would go into that. Writing fails there as it did. To be called before anything is opened.
  public static func takeClosedPlaces() {
    // In order, since the system gives the lowest place that is free.
    for place in STDIN_FILENO...STDERR_FILENO where fcntl(place, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// Writes all of [text] to [file], or as much as somebody is there to read.
  public static func write(_ text: String, to file: Int32 = STDOUT_FILENO) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[done...])
        #if canImport(Darwin)
          return Darwin.write(file, rest.baseAddress, rest.count)
        #else
          return Glibc.write(file, rest.baseAddress, rest.count)
        #endif
      }
      if count > 0 {
        done += count
      } else if count < 0, errno == EAGAIN {
        var room = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        poll(&room, 1, -1)
      } else if count < 0, errno != EINTR {
        if file == STDOUT_FILENO, errno != EPIPE { outputFailure.store(errno, ordering: .relaxed) }
        return
      }
    }
  }

  /// Rows and columns of the screen behind [file]; 24 and 80 where it does not say.
  static func size(of file: Int32 = STDOUT_FILENO) -> (rows: Int, columns: Int) {
    let size = reportedSize(of: file)
    return (size.rows > 0 ? size.rows : 24, size.columns > 0 ? size.columns : 80)
  }

  /// What the terminal behind [file] says of its size: zeros if it is none, or does not know.
  static func reportedSize(of file: Int32) -> (rows: Int, columns: Int) {
    var (rows, columns): (Int32, Int32) = (0, 0)
    weir_window_size(file, &rows, &columns)
    return (Int(rows), Int(columns))
  }

  /// What has come first.
  struct Event {
    var hasKeys = false
    var wasPoked = false
  }

  /// Waits for keys, for a poke, or for [timeout] milliseconds; without one, for ever.
  static func wait(forKeys: Bool, forPokes: Bool = true, timeout: Int32 = -1) -> Event {
    // Of a negative descriptor `poll` takes no notice.
    var waits = [
      pollfd(fd: forKeys ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: forPokes ? Signals.wakeDescriptor : -1, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waits, 2, timeout) > 0 else { return Event() }
    if waits[1].revents != 0 { Signals.drainPokes() }
    return Event(hasKeys: waits[0].revents != 0, wasPoked: waits[1].revents != 0)
  }

  /// The mode of the terminal on standard input when this was first asked for, which is before anybody changes it;
  /// nil if there is none.
  static let foundMode: termios? = {
    var mode = termios()
    return tcgetattr(STDIN_FILENO, &mode) == 0 ? mode : nil
  }()

  /// Puts the terminal into the mode in which it was found.
  static func restore() {
    if var mode = foundMode { tcsetattr(STDIN_FILENO, TCSADRAIN, &mode) }
  }
}

extension Abilities.Surroundings {
  /// What was found where [file] goes to.
  public init(of file: Int32, environment: [String: String]) {
    let size = Terminal.reportedSize(of: file)
    let isTerminal = isatty(file) != 0
    self.init(
      environment: environment, isTerminal: isTerminal,
      isKnown: !isTerminal || environment["TERM"].map { weir_knows_terminal($0) != 0 } ?? true,
      rows: size.rows, columns: size.columns)
  }
}
