import WeirLanguage

/// A cell of a recorded session: what stands behind a prompt, and what was answered.
struct RecordedCell {
  /// Its number; nil where the prompt says none.
  let number: Int?
  /// What was entered.
  var text: String
  /// The line of its prompt.
  let line: Int
  /// The lines of the answer.
  var answer: [String] = []
  /// Where these stand.
  var span: Span
}

extension RecordedCell {
  /// Whether [text] begins with a prompt.
  static func isSession(_ text: String) -> Bool {
    let first = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
    return first.map { Prompt.strip($0.drop { $0 == " " }) != nil } ?? false
  }

  /// The cells between the bytes [content] of [source], whose lines have [indent] blanks in front of what they say.
  ///
  /// Answers and the further lines of an entry look alike; that the entry [wantsMore] tells them apart.
  static func all(
    in source: SourceText, _ content: Span, indent: Int, wantsMore: (String) -> Bool
  ) -> [RecordedCell] {
    var cells: [RecordedCell] = []
    var isOpen = false
    guard content.length > 0 else { return [] }
    for number in source.line(at: content.start)...source.line(at: content.end - 1) {
      let span = source.span(ofLine: number)
      let whole = source[span]
      let line = whole.dropFirst(min(indent, whole.prefix { $0 == " " }.count))
      // Behind the newline too, if there is one.
      let end = number < source.lineCount ? source.span(ofLine: number + 1).start : source.end
      if let text = Prompt.strip(line) {
        cells.append(
          RecordedCell(
            number: Int(line.drop { !$0.isNumber }.prefix(while: \.isNumber)), text: String(text),
            line: number,
            span: Span(end, end)))
        isOpen = wantsMore(String(text))
      } else if let last = cells.indices.last {
        if isOpen {
          cells[last].text += "\n" + (Prompt.stripContinuation(line) ?? line)
          isOpen = wantsMore(cells[last].text)
          cells[last].span = Span(end, end)
        } else {
          cells[last].answer.append(String(line))
          cells[last].span.end = end
        }
      }
    }
    return cells
  }
}
