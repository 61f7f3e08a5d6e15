import Foundation
import Testing
import WeirTestSupport

/// A program in a terminal window: its keyboard for the test to type on, its screen to look at.
final class TerminalWindow {
  /// What the window shows.
  private(set) var screen: ScreenModel
  /// All that the program has written.
  private(set) var bytes: [UInt8] = []
  private let terminal: PseudoTerminal
  /// Where the program was started. What it writes there goes away with the test.
  private let folder: Folder

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
  /// home, where it is started; without one that is a folder of its own. Further variables are those of [environment], and
  /// no others.
  init(
    _ arguments: [String] = [], program: String = Program.path, columns: Int = 80, rows: Int = 24,
    home: Folder?, environment: [String: String] = [:], reportsSize: Bool = true
  ) throws {
    screen = ScreenModel(columns: columns, rows: rows)
    var variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    variables["HOME"] = home?.path
    variables.merge(environment) { _, new in new }
    folder = try home ?? Folder()
    terminal = try PseudoTerminal(
      [program] + arguments, in: folder.path, environment: variables,
      size: reportsSize ? (columns, rows) : nil)
  }

  // MARK: - Doing

  /// Gives the window another size.
  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    terminal.resize(columns: columns, rows: rows)
  }

  func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      rest = rest.dropFirst(terminal.write(rest))
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
      if terminal.hasEnded(), let status = terminal.status {
        take(milliseconds: 10)
        return status
      }
    }
    Issue.record("the program did not end:\n\(screen.transcript)", sourceLocation: location)
    throw Failure(description: "no end")
  }

  /// Sends it a signal.
  func send(_ signal: Int32) { terminal.send(signal) }

  /// Takes in what comes within some milliseconds.
  func take(milliseconds: Int32) {
    let new = terminal.read(milliseconds: milliseconds)
    bytes += new
    screen.feed(new)
  }
}
