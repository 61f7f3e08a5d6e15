/// A piece of a program, and how it is to be coloured.
public struct HighlightedToken: Sendable, Equatable {
  /// What a piece is to the eye.
  public enum Role: Sendable, CaseIterable { case keyword, number, text, name, label, comment, `operator` }

  /// The piece.
  public let span: Span
  /// What it is.
  public let role: Role
}

/// The pieces of [text] in order, for highlighting while it is typed; what is broken is left out.
public func tokens(of text: String) -> [HighlightedToken] {
  let tokens = Lexer.tokens(of: SourceText(name: "", text: text))
  var pieces = tokens.comments.map { HighlightedToken(span: $0.span, role: .comment) }
  for (index, token) in tokens.list.enumerated() where token.span.length > 0 {
    let isLabel = index + 1 < tokens.list.count && tokens.list[index + 1].kind == .symbol(.colon)
    guard let role = role(of: token.kind, isLabel: isLabel) else { continue }
    pieces.append(HighlightedToken(span: token.span, role: role))
  }
  return pieces.sorted { $0.span.start < $1.span.start }
}

private func role(of kind: Token.Kind, isLabel: Bool) -> HighlightedToken.Role? {
  switch kind {
  case .integer, .number: .number
  case .name: isLabel ? .label : .name
  case .keyword: isLabel ? .label : .keyword
  case .symbol, .interpolationStart, .interpolationEnd: .operator
  case .textStart, .textPart, .textEnd: .text
  case .newline, .broken, .end: nil
  }
}
