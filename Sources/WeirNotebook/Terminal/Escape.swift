/// The control sequences in use (ECMA-48, and the private modes that today's terminals share).
///
/// Movement is relative to the cursor, since nobody knows in which row of the screen the prompt is.
enum Escape {
  /// Shows nothing of what follows until `endFrame`; a terminal that cannot ignores it.
  static let beginFrame = "\u{1B}[?2026h\u{1B}[?25l"
  static let endFrame = "\u{1B}[?25h\u{1B}[?2026l"
  /// Asks the terminal to put marks around what is pasted.
  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"
  /// What it then sends behind a paste.
  static let pasteEnd = "\u{1B}[201~"
  /// Marks by which a terminal tells prompt, input and output apart, so that one may jump from prompt to prompt or
  /// copy an output whole (OSC 133, FinalTerm's convention); who does not know them ignores them.
  static let promptBegins = "\u{1B}]133;A\u{7}"
  static let inputBegins = "\u{1B}]133;B\u{7}"
  static let outputBegins = "\u{1B}]133;C\u{7}"
  static let eraseToEndOfRow = "\u{1B}[K"
  static let eraseBelow = "\u{1B}[J"
  static let clearScreen = "\u{1B}[H\u{1B}[2J"
  /// Erases the cursor's row and all below. To erase from the very first cell of the screen makes some
  /// terminals push the whole screen into the scrollback, hence from the second cell first.
  static let eraseRowAndBelow = "\r " + eraseBelow + "\r" + eraseToEndOfRow

  static func outputEnds(hasFailed: Bool) -> String { "\u{1B}]133;D;\(hasFailed ? 1 : 0)\u{7}" }

  static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }

  static func down(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)B" : up(-rows) }

  static func column(_ column: Int) -> String { column > 0 ? "\r\u{1B}[\(column)C" : "\r" }
}
