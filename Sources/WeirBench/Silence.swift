import WeirEngine
import WeirLanguage
import WeirPlot

/// A host whose programs write to nobody.
final class Silence: Host {
  /// A terminal as many have it.
  static let screen = Display(width: 100, height: 40)

  let cancellation = Cancellation()
  let isInteractive = false
  var display: Display { Self.screen }
  func print(_ text: String) {}
  func note(_ line: String) {}
}
