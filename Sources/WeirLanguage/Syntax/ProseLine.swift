/// A line of prose where code should be: what is copied from a page often has some in front.
enum ProseLine {
  /// [diagnostics] with one for all lines of [source] that read like prose, in place of what is wrong with each of their words.
  static func collected(_ diagnostics: [Diagnostic], in source: SourceText) -> [Diagnostic] {
    var hasSaidIt = false
    return diagnostics.compactMap { diagnostic in
      let line = source.span(ofLine: source.line(at: diagnostic.span.start))
      guard reads(source[line]) else { return diagnostic }
      defer { hasSaidIt = true }
      return hasSaidIt
        ? nil
        : Diagnostic(
          "this reads like prose, and only code can be run", in: source, at: trimmed(line, of: source),
          suggestion: "a remark begins with `#`")
    }
  }

  /// Whether [line], with which something is wrong, begins with three words as no code does.
  private static func reads(_ line: String) -> Bool {
    let words = line.split(separator: " ").prefix(3)
    guard words.count == 3, let first = words.first, Keyword(rawValue: String(first)) == nil,
      !AdviceForNewcomers.isWord(String(first))
    else { return false }
    return words.allSatisfy { word in
      let bare = word.last.map { ",;:".contains($0) } == true ? word.dropLast() : word
      return bare.contains(where: \.isLetter) && bare.allSatisfy { $0.isLetter || "'\u{2019}-".contains($0) }
    }
  }

  /// [line] without the blanks around it.
  private static func trimmed(_ line: Span, of source: SourceText) -> Span {
    let text = source[line]
    let start = line.start + text.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    return Span(start, max(start, line.end - text.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count))
  }
}
