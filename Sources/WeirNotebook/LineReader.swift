import WeirLanguage

/// What a person entered.
public enum Input: Sendable, Equatable {
  /// One complete text, perhaps of several lines.
  case text(String)
  /// The line was dropped (Ctrl-C).
  case interrupt
  /// There is no more (Ctrl-D, or the end of a pipe).
  case end
}
