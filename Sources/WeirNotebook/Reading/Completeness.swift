/// Whether a text can be run.
public enum Completeness: Sendable, Equatable {
  /// It can.
  case complete
  /// More has to come, set [indent] levels deep.
  case incomplete(indent: Int)
  /// No continuation makes sense of it.
  case invalid
  /// Nobody can tell.
  case unknown

  /// Whether Enter behind [text] asks for another line. An empty line ends a text that no bracket
  /// holds open, so that nobody is caught in it.
  func wantsMore(after text: String) -> Bool {
    guard case .incomplete(let indent) = self else { return false }
    let isLastLineBlank = text.reversed().prefix { $0 != "\n" }.allSatisfy(\.isWhitespace)
    return indent > 0 || !isLastLineBlank
  }
}
