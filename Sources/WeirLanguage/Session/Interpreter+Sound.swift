extension Interpreter {
  /// The statements of [source] in front of the first in which there is a mistake, where they stand; and what is wrong
  /// with [source], in the order of places.
  public func sound(_ source: SourceText) -> (SourceText, mistakes: [Diagnostic]) {
    LargeStack.run {
      let prepared = prepare(source)
      guard prepared.hasErrors else { return (source, []) }
      let statements = prepared.program.statements
      // What is wrong in a module is told where it stands there; here it concerns the statement that uses it.
      let starts = prepared.diagnostics.filter { $0.severity == .error }.map { mistake in
        mistake.source === source ? mistake.span.start : statements.first(where: \.isUse)?.span.start ?? 0
      }
      let first = starts.min() ?? 0
      let end = statements.last { $0.span.end <= first }?.span.end ?? 0
      return (SourceText(name: source.name, text: source[Span(0, end)]), prepared.diagnostics)
    }
  }
}

extension Statement {
  fileprivate var isUse: Bool { if case .use = form { true } else { false } }
}
