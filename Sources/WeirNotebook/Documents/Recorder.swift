import Synchronization
import WeirEngine
import WeirLanguage
import WeirPlot

/// A host that keeps what a program prints and shows, and leaves all else to another.
public final class Recorder: Host {
  private let host: any Host
  private let kept = Mutex(Kept())
  /// Where output will be read.
  public var display: Display { Self.page }
  /// What documents are written for, whatever the terminal of the moment is.
  static let page = Display(width: 80, height: 24, charset: .braille)
  /// The wish of the other's person to stop.
  public var cancellation: Cancellation { host.cancellation }
  /// Nobody answers here.
  public let isInteractive = false

  /// A recorder in front of [host].
  public init(_ host: any Host) { self.host = host }

  /// Text that was written, behind what was written and shown before.
  private struct Kept {
    var outputs: [Document.Output] = []
    var text = ""

    /// All of it, the text too.
    var all: [Document.Output] { text.isEmpty ? outputs : outputs + [.text(text)] }
  }

  /// Keeps [text].
  public func print(_ text: String) { kept.withLock { $0.text += text } }
  /// Keeps [value], if it is a picture as one.
  public func show(_ value: Value) {
    let shown =
      Document.Output.pictures(of: value) ?? (value.composed == nil ? nil : [Document.Output.writing(value)])
    guard let shown else { return print(value.full(on: display) + "\n") }
    kept.withLock { $0 = Kept(outputs: $0.all + shown) }
  }
  /// Passes [line] on.
  public func note(_ line: String) { host.note(line) }
  /// Passes [state] on.
  public func progress(_ state: Progress?) { host.progress(state) }

  /// What was printed and shown since the last call.
  func take() -> [Document.Output] {
    kept.withLock { kept in
      defer { kept = Kept() }
      return kept.all
    }
  }
}
