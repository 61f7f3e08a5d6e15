import Synchronization
import WeirLanguage
import WeirPlot

/// What a session has said that nobody watches.
final class Heard: Sendable {
  private let text = Mutex("")

  /// Keeps [more].
  func add(_ more: String) { text.withLock { $0 += more } }

  /// All that was said since the last call.
  func take() -> String {
    text.withLock { text in
      defer { text = "" }
      return text
    }
  }
}

/// Nobody enters anything but what a document or a record says.
private final class Nobody: LineReader {
  let isTyped = false
  func read(cell number: Int) -> Input { .end }
}

extension Session {
  /// A session of which only [heard] knows, as if it stood on [display]. Its programs have the [context] that it makes of a
  /// host; how far they are is seen on [console].
  static func listened(
    by heard: Heard, _ console: Console, on display: Display = Recorder.page,
    _ context: (any Host) -> Context
  ) -> Session {
    let abilities = Abilities(
      .init(colour: .never, charset: display.charset, width: display.width),
      in: .init(isTerminal: false, rows: display.height))
    let ear = Console(
      abilities, listener: .init(hear: heard.add, progress: { console.progress($0) }))
    let session = Session(
      interpreter: Interpreter(context: context(ear)), reader: Nobody(), history: History(path: nil),
      console: ear)
    session.canGoOn = true
    return session
  }
}
