import WeirLanguage
import WeirPlot

extension Document.Output {
  /// Where plots are drawn in a document that has no vectors.
  static let display = Display(width: 72, height: 24, charset: .braille)

  /// What shows [value], if that is a picture, or a thing that shows as one, which first says what it is.
  static func pictures(of value: Value) -> [Document.Output]? {
    guard let chart = value.chart else { return nil }
    if case .thing(let thing as any Charted) = value { return [.value(thing.brief), .plot(chart)] }
    return [.plot(chart)]
  }

  /// What shows [value] where it is no picture.
  static func writing(_ value: Value) -> Document.Output {
    let text = value.full(on: Recorder.page)
    // Pages scroll sideways, so that no column needs to be left out.
    let wide = Display(width: 10_000, height: Recorder.page.height, charset: Recorder.page.charset)
    return value.composed.map { .composed(text, $0.exhibits(on: wide)) } ?? .value(text)
  }

  /// The output in characters, without a line break at its end.
  var plainText: String {
    switch self {
    case .text(let text): Self.readable(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    case .plot(let chart): chart.render(on: Self.display)
    case .value(let text), .composed(let text, _): text
    case .failure(let diagnostic): diagnostic.render(.graphical, width: Recorder.page.width)
    }
  }

  /// [text] without what only a terminal understands: colours and other control sequences.
  private static func readable(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 32 && $0 != 10 && $0 != 9 || $0 == 127 }) else { return text }
    let plain = text.replacing(
      #/\x{1B}(?:\[[0-?]*[ -\/]*[@-~]|\][^\x{7}\x{1B}]*(?:\x{7}|\x{1B}\\)|[@-Z\\^_])/#, with: "")
    return String(
      plain.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 || $0 == "\n" || $0 == "\t" })
  }
}
