/// Whether a text that is being typed can run yet: what decides between running it and going on with
/// the next line.
public enum Completeness: Sendable, Equatable {
  /// It can run.
  case complete
  /// More must follow; the next line is best begun with [indent] blanks.
  case incomplete(indent: Int)
  /// No continuation would make it right.
  case invalid
  /// It cannot be told.
  case unknown
}

/// What the parser says of [text]: it is incomplete if its first mistake is to end where it does. A mistake in a block that
/// is still open does not end the text either, for the rest of the block is about to be typed; an empty line ends that.
public func completeness(of text: String) -> Completeness {
  LargeStack.run {
    let source = SourceText(name: "", text: text)
    let program = Parser.parse(source)
    if program.endsTooEarly { return .incomplete(indent: indent(behind: source)) }
    if program.diagnostics.isEmpty { return .complete }
    let isGivenUp = text.reversed().prefix { $0 != "\n" }.allSatisfy(\.isWhitespace)
    return !isGivenUp && isInsideBlock(source) ? .incomplete(indent: indent(behind: source)) : .invalid
  }
}

/// Whether a brace is open at the end of [source], however broken that is.
private func isInsideBlock(_ source: SourceText) -> Bool {
  var open: [Symbol] = []
  for token in Lexer.tokens(of: source).list {
    guard case .symbol(let symbol) = token.kind else { continue }
    if symbol.closing != nil { open.append(symbol) }
    // One that closes nothing is a mistake of its own.
    if symbol.isClosing, let place = open.lastIndex(where: { $0.closing == symbol }) {
      open.removeSubrange(place...)
    }
  }
  return open.contains(.openBrace)
}

/// Whether [text] ends with a `;`, by which the prompt is told not to show its value.
public func isSilent(_ text: String) -> Bool {
  let tokens = Lexer.tokens(of: SourceText(name: "", text: text)).list
  return tokens.last { $0.kind != .newline && $0.kind != .end }?.kind == .symbol(.semicolon)
}

/// Two blanks for every line that leaves a bracket open, or for a statement that goes on without one;
/// none inside a text, where blanks would count.
private func indent(behind source: SourceText) -> Int {
  let tokens = Lexer.tokens(of: source)
  if tokens.endsInsideText { return 0 }
  var open: [Int] = []
  for token in tokens.list {
    guard case .symbol(let symbol) = token.kind else { continue }
    if symbol.closing != nil { open.append(source.line(at: token.span.start)) }
    if symbol.isClosing { _ = open.popLast() }
  }
  return max(1, Set(open).count) * 2
}
