import Synchronization
import WeirEngine
import WeirLanguage
import WeirPlot

/// A host that keeps what a program prints, and leaves all else to another.
public final class Recorder: Host {
  private let host: any Host
  private let written = Mutex("")
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

  /// Keeps [text].
  public func print(_ text: String) { written.withLock { $0 += text } }
  /// Passes [line] on.
  public func note(_ line: String) { host.note(line) }
  /// Passes [state] on.
  public func progress(_ state: Progress?) { host.progress(state) }

  /// What was printed since the last call; nil for nothing.
  func take() -> String? {
    written.withLock { written in
      defer { written = "" }
      return written.isEmpty ? nil : written
    }
  }
}
