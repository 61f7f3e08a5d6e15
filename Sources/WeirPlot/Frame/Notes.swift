/// What a picture cannot draw, said below it: sentences broken into lines.
enum Notes {
  /// [sentences], each on lines of its own.
  static func lines(_ sentences: [String], on display: Display) -> [StyledLine] {
    let width = Frame.width(on: display)
    return sentences.flatMap { sentence in
      var lines: [StyledLine] = []
      var line = ""
      for word in display.printable(sentence).split(separator: " ") {
        if !line.isEmpty, TextWidth.columns(line) + 1 + TextWidth.columns(word) > width {
          lines.append(StyledLine(line))
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      return lines + [StyledLine(line)]
    }
  }
}
