import WeirLanguage

/// What must hold of any text: all that reads it comes to an end, and what is said of it lies inside of it.
enum Trial {
  /// Reads [text] in every way there is. Gives what does not hold; nil if all does.
  static func fault(in text: String) -> String? {
    let interpreter = Interpreter(context: Context(host: Silence()))
    let source = SourceText(name: "fuzz", text: text)
    let end = text.utf8.count
    for diagnostic in interpreter.check(source) {
      let span = diagnostic.span
      guard 0 <= span.start, span.start <= span.end, span.end <= end else {
        return "a place outside: \(span)"
      }
      guard !diagnostic.message.isEmpty else { return "a mistake without a message" }
      for form in DiagnosticForm.allCases {
        let lines = diagnostic.render(form, width: 80)
        guard !lines.isEmpty, !lines.contains("\u{1B}") else { return "a message that cannot be shown" }
      }
    }
    for token in tokens(of: text) where token.span.start > token.span.end || token.span.end > end {
      return "a token outside: \(token.span)"
    }
    for cell in cells(of: text) where cell.span.start > cell.span.end || cell.span.end > end {
      return "a cell outside: \(cell.span)"
    }
    _ = completeness(of: text)
    _ = interpreter.complete(text, at: end)
    _ = interpreter.names(of: source)
    return nil
  }
}
