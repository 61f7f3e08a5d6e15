import Synchronization
import WeirEngine
import WeirLanguage
import WeirPlot

/// A host that keeps what a program writes.
final class RecordingHost: Host {
  private let written = Mutex("")
  let cancellation = Cancellation()
  let display: Display
  let isInteractive = false

  init(display: Display = Display(width: 80, height: 24, charset: .ascii)) { self.display = display }

  var output: String { written.withLock { $0 } }
  func print(_ text: String) { written.withLock { $0 += text } }
  func note(_ line: String) {}
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
