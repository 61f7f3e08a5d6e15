import WeirLanguage

/// What a reader of lines asks while a person types: the language's part of editing.
///
/// A protocol, so that readers can be tested without an interpreter.
public protocol Assistant: AnyObject {
  /// Whether [text] can be run, or wants to go on.
  func completeness(of text: String) -> Completeness
  /// What could stand at the end of [text].
  func suggestions(for text: String) -> Suggestions
  /// How [text] looks, one style a scalar.
  func styles(of text: String) -> [Style]
}

extension Assistant {
  /// Whether Enter behind [text] asks for another line. An empty line ends a text that goes on only
  /// because its last line does, so that nobody is caught in it; but none in brackets.
  func wantsMore(after text: String) -> Bool {
    guard case .incomplete = completeness(of: text) else { return false }
    let lastLine = text.unicodeScalars.reversed().prefix { $0 != "\n" }
    guard lastLine.count < text.unicodeScalars.count, lastLine.allSatisfy({ $0 == " " }) else { return true }
    return completeness(of: text + "0") != .complete
  }
}
