import WeirCatalog

/// What the comment `#=` under an expression says that its value is.
public struct Expectation: Sendable {
  /// Its text, without the `#=`; one line for each comment.
  public let text: String
  /// The comments.
  public let span: Span

  /// What the value may be off: `0.02` in `0.87 +- 0.02`.
  public var tolerance: String? {
    text.contains("+-") ? text.split(separator: "+-").last.map(String.init) : nil
  }
}

extension Parser {
  /// The `##` lines directly above the line of [start].
  func documentation(above start: Int) -> String? {
    var line = source.line(at: start) - 1
    var lines: [String] = []
    for comment in comments.reversed() where comment.span.end <= start {
      guard comment.text.hasPrefix("##"), source.line(at: comment.span.start) == line else { break }
      lines.append(String(comment.text.dropFirst(2).trimmingPrefix(" ")))
      line -= 1
    }
    return lines.isEmpty ? nil : lines.reversed().joined(separator: "\n")
  }

  /// The statements, each with the `#=` comments that follow it directly.
  func attachingExpectations(to statements: [Statement]) -> [Statement] {
    var statements = statements
    var place = 0
    for (index, statement) in statements.enumerated() {
      let limit = index + 1 < statements.count ? statements[index + 1].span.start : source.bytes.count
      while place < comments.count, comments[place].span.start < statement.span.end { place += 1 }
      var line = source.line(at: statement.span.end)
      var found: [Comment] = []
      while place < comments.count, comments[place].span.end <= limit, comments[place].text.hasPrefix("#="),
        source.line(at: comments[place].span.start) <= line + 1
      {
        found.append(comments[place])
        line = source.line(at: comments[place].span.start)
        place += 1
      }
      guard let first = found.first, let last = found.last else { continue }
      let texts = found.map { String($0.text.dropFirst(2).trimmingPrefix(" ")) }
      statements[index].expectation = Expectation(
        text: texts.joined(separator: "\n"), span: first.span.joined(with: last.span))
    }
    return statements
  }
}
