import Synchronization
import WeirEngine
import WeirLanguage
import WeirPlot

/// A host that keeps what a program writes.
final class RecordingHost: Host {
  private let written = Mutex("")
  private let noted = Mutex<[String]>([])
  private let told = Mutex(0)
  let cancellation = Cancellation()
  let display: Display
  let isInteractive = false

  init(display: Display = Display(width: 80, height: 24, charset: .ascii)) { self.display = display }

  var output: String { written.withLock { $0 } }
  func print(_ text: String) { written.withLock { $0 += text } }
  /// What it was told that is no result.
  var notes: [String] { noted.withLock { $0 } }
  /// How often it was told how work goes.
  var progressCount: Int { told.withLock { $0 } }
  func progress(_ progress: Progress?) { told.withLock { $0 += 1 } }
  func note(_ line: String) { noted.withLock { $0.append(line) } }
}

extension Interpreter {
  /// A session for a test, and the host that keeps what it writes.
  static func recording(arguments: [String] = [], folder: String = ".") -> (Interpreter, RecordingHost) {
    let host = RecordingHost()
    return (Interpreter(context: Context(host: host, arguments: arguments, folder: folder)), host)
  }

  /// Runs [text], as `-e` would.
  @discardableResult func run(_ text: String) throws(Failure) -> Value? {
    try run(SourceText(name: "-e", text: text))
  }
}
