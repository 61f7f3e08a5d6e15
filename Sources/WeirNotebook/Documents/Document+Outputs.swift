import WeirLanguage
import WeirPlot

extension Document.Output {
  /// Where plots are drawn in a document that has no vectors.
  static let display = Display(width: 72, height: 24, charset: .braille)

  /// The output in characters, without a line break at its end.
  var plainText: String {
    switch self {
    case .text(let text): text.hasSuffix("\n") ? String(text.dropLast()) : text
    case .plot(let chart): chart.render(on: Self.display)
    case .value(let text): text
    case .failure(let diagnostic): diagnostic.render(.graphical, width: Recorder.page.width)
    }
  }
}
