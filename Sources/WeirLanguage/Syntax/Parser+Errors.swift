/// How the parser says what it expected and what it found.
extension Parser {
  /// Notes that the next token is wrong. [message] says what was expected.
  mutating func fail(
    _ message: String, related: [Diagnostic.Label] = [], suggestion: String? = nil
  ) -> Broken {
    // Behind what the lexer could not read, the rest of the statement is anybody's guess.
    if reported.contains(where: { statementStart <= $0 && $0 <= next.span.end }) { return Broken() }
    if next.kind == .end {
      // All that is open at the end ends too early; saying so once is enough.
      if hasReportedEnd { return Broken() }
      hasReportedEnd = true
      endsTooEarly = diagnostics.isEmpty
      if let opening = openings.last {
        // Where something else is wrong inside of it, nobody knows whether it would be closed.
        let isBroken = diagnostics.contains { $0.span.start > opening.span.start }
        return isBroken ? Broken() : failNeverClosed(opening)
      }
    }
    return fail(
      message + ", found " + described(next), at: next.span, related: related, suggestion: suggestion)
  }

  /// Notes an error at [span].
  mutating func fail(
    _ message: String, at span: Span, label: String = "", related: [Diagnostic.Label] = [],
    suggestion: String? = nil
  ) -> Broken {
    diagnostics.append(
      Diagnostic(message, in: source, at: span, label: label, related: related, suggestion: suggestion))
    return Broken()
  }

  mutating func failNeverClosed(_ opening: Opening) -> Broken {
    fail("the `\(opening.symbol.rawValue)` is never closed", at: opening.span)
  }

  mutating func failUnclosed(_ symbol: Symbol, isList: Bool) -> Broken {
    let opening = openings[openings.count - 1]
    let closing = symbol.closing?.rawValue ?? ""
    let between = isList ? "`,` or " : ""
    return fail(
      "expected \(between)`\(closing)`",
      related: [Diagnostic.Label(source, opening.span, "to close this `\(symbol.rawValue)`")],
      suggestion: AdviceForNewcomers.unclosed(symbol, before: next.kind))
  }

  /// What stands here for a sign that is written twice in other languages, if the next token is its second half.
  var doubledSign: String? {
    let end = next.span.end
    return AdviceForNewcomers.doubled.first { sign, _ in
      sign.utf8.count <= end && source[Span(end - sign.utf8.count, end)] == sign
    }?.advice
  }

  /// A token as messages name it.
  func described(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end of the program"
    case .newline: "the end of the line"
    case .textStart: "a text"
    case .integer, .number, .name, .keyword, .symbol, .textPart, .interpolationStart, .interpolationEnd,
      .textEnd, .broken:
      "`" + source[token.span] + "`"
    }
  }
}
