/// What a person entered.
public enum Input: Sendable, Equatable {
  /// One complete text, perhaps of several lines.
  case text(String)
  /// The line was dropped (Ctrl-C).
  case interrupt
  /// There is no more (Ctrl-D, or the end of a pipe).
  case end
}

/// Where a session's input comes from.
public protocol LineReader: AnyObject {
  /// Whether a person types what is read, who can be asked for something.
  var isTyped: Bool { get }
  /// Reads the text of cell [number], to its end.
  func read(cell number: Int) -> Input
  /// Notes that what was read has been answered, by an error if it [hasFailed].
  func noteAnswer(hasFailed: Bool)
  /// Shows what [board] says above the prompt from now on, without holding it; false where that cannot be.
  func attach(_ board: any Board) -> Bool
  /// Does [work] with the terminal as the program found it.
  func withTerminalRestored(_ work: () -> Void)
  /// Leaves the terminal as the program found it, for good.
  func close()
}

extension LineReader {
  /// Somebody does.
  public var isTyped: Bool { true }
  /// Takes no notice.
  public func noteAnswer(hasFailed: Bool) {}
  /// Shows nothing.
  public func attach(_ board: any Board) -> Bool { false }
  /// Does it at once: nothing was changed.
  public func withTerminalRestored(_ work: () -> Void) { work() }
  /// Leaves all as it is: nothing was changed.
  public func close() {}
}

/// How the prompt of a cell looks, with and without an editor.
enum Prompt {
  /// `weir [3]> `.
  static func text(cell number: Int) -> String { "weir [\(number)]> " }

  /// What stands before further lines where there is no editor: as wide, and ending alike.
  static func continuation(cell number: Int) -> String {
    String(repeating: " ", count: text(cell: number).count - 5) + "...> "
  }

  /// The part of [line] behind a prompt, if there is one at its start.
  static func strip(_ line: Substring) -> Substring? {
    line.prefixMatch(of: #/(?:weir )?\[\d+\]> ?/#).map { line[$0.range.upperBound...] }
  }

  /// The part of [line] behind the mark of a further line, if it begins with one.
  static func stripContinuation(_ line: Substring) -> Substring? {
    line.prefixMatch(of: #/ *\.\.\.> ?/#).map { line[$0.range.upperBound...] }
  }
}
