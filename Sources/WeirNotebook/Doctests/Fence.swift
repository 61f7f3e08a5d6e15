import WeirLanguage

/// A block of Markdown between fences.
struct Fence {
  /// The first word behind the first fence: the language, if it is said.
  let language: String
  /// What stands behind that word.
  let marks: String
  /// The lines between the fences.
  let content: Span
  /// The line of the first fence.
  let line: Int
  /// The line of the last fence, or the last of the text.
  let lastLine: Int
  /// The blanks in front of the fences, as inside of a list.
  let indent: Int
}

extension Fence {
  /// Those of [text] whose language is `weir`, in order.
  static func all(in text: SourceText) -> [Fence] { ofAnyLanguage(in: text).filter { $0.language == "weir" } }

  /// Those of [text], in order. A fence that is never closed ends with the text.
  static func ofAnyLanguage(in text: SourceText) -> [Fence] {
    var fences: [Fence] = []
    var number = 1
    while number <= text.lineCount {
      let opening = number
      number += 1
      guard let (sign, length, indent, words) = mark(text[text.span(ofLine: opening)]),
        !words.contains("`") || sign == "~"
      else { continue }
      while number <= text.lineCount, !closes(text[text.span(ofLine: number)], sign, length) { number += 1 }
      let start = opening < text.lineCount ? text.span(ofLine: opening + 1).start : text.end
      let end = number <= text.lineCount ? text.span(ofLine: number).start : text.end
      let name = words.prefix { !$0.isWhitespace }
      fences.append(
        Fence(
          language: String(name), marks: String(words.dropFirst(name.count)).trimmed,
          content: Span(start, end),
          line: opening, lastLine: min(number, text.lineCount), indent: indent))
      number += 1
    }
    return fences
  }

  /// Where the lines between the fences of [text] stand, without the blanks in front of these.
  func lines(in text: SourceText) -> [Span] {
    guard content.length > 0 else { return [] }
    return (text.line(at: content.start)...text.line(at: content.end - 1)).map { number in
      let line = text.span(ofLine: number)
      return Span(line.start + min(indent, text[line].prefix { $0 == " " }.count), line.end)
    }
  }

  /// What [line] says if it is a fence: three signs or more, and words behind them.
  private static func mark(_ line: String) -> (Character, length: Int, indent: Int, words: String)? {
    let rest = line.drop { $0 == " " }
    guard let sign = rest.first, sign == "`" || sign == "~" else { return nil }
    let length = rest.prefix { $0 == sign }.count
    guard length >= 3 else { return nil }
    return (sign, length, line.count - rest.count, String(rest.dropFirst(length)).trimmed)
  }

  private static func closes(_ line: String, _ sign: Character, _ length: Int) -> Bool {
    guard let end = mark(line) else { return false }
    return end.0 == sign && end.length >= length && end.words.isEmpty
  }
}

extension SourceText {
  /// The offset behind the last byte.
  var end: Int { text.utf8.count }
}
