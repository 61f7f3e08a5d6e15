import WeirEngine
import WeirLanguage
import WeirPlot

/// A host that nobody hears.
final class Silence: Host {
  let cancellation = Cancellation()
  let isInteractive = false
  let display = Display(width: 80, height: 24, charset: .ascii)
  func print(_ text: String) {}
  func note(_ line: String) {}
}
