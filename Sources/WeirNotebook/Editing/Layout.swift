import CEditline

/// A cell of the terminal, counted from the first cell of the prompt.
struct Position: Equatable {
  var row = 0
  var column = 0
}

/// Where libedit puts each scalar of the text under edit.
///
/// Colours are painted over what libedit has drawn, and libedit does not say where that is. So its
/// rules stand here a second time, and must agree with it to the cell:
///
/// - a scalar is as wide as `wcwidth` says, a control character is written `^A`;
/// - a row that is full ends at once: the cursor never rests behind the last column;
/// - a wide character that would stick out begins the next row;
/// - a combining mark takes a cell of its own. That is a mistake of libedit's, and ours too therefore.
struct Layout {
  /// One scalar on the screen.
  struct Item {
    /// What is written for it.
    var glyph: String
    /// How many cells that takes.
    var width: Int
    /// Its first cell.
    var position: Position
    /// Its index in the text.
    var index: Int
  }

  private(set) var items: [Item] = []
  /// Where the cursor stands.
  private(set) var cursor = Position()
  /// The cell behind the text.
  private(set) var end = Position()
  /// The rows that begin because of a newline; the others, because the row above is full.
  private(set) var rowsAfterNewline: Set<Int> = []

  /// The text behind a prompt of [indent] cells, on a screen of [columns]; [cursor] is an index in it.
  init(_ text: [Unicode.Scalar], cursor index: Int, indent: Int, columns: Int) {
    var place = Position(row: indent / columns, column: indent % columns)
    items.reserveCapacity(text.count)
    for (offset, scalar) in text.enumerated() {
      let (glyph, width) = Self.shape(of: scalar)
      let isNewline = scalar == "\n"
      if !isNewline, place.column + width > columns { place = Position(row: place.row + 1) }
      if offset == index { cursor = place }
      if isNewline {
        place = Position(row: place.row + 1)
        rowsAfterNewline.insert(place.row)
      } else {
        items.append(Item(glyph: glyph, width: width, position: place, index: offset))
        place.column += width
        if place.column >= columns { place = Position(row: place.row + 1) }
      }
    }
    if index >= text.count { cursor = place }
    end = place
  }

  /// [text] in at most [width] cells, with three dots where it is cut.
  static func shortened(_ text: String, to width: Int) -> String {
    cut(text, to: width) == text
      ? text : cut(text, to: max(0, width - 3)) + String(repeating: ".", count: max(0, min(3, width)))
  }

  /// As much of [text] as [cells] hold.
  static func cut(_ text: String, to cells: Int) -> String {
    var (kept, used) = ("", 0)
    for scalar in text.unicodeScalars {
      let (glyph, width) = shape(of: scalar)
      if used + width > cells { break }
      kept += glyph
      used += width
    }
    return kept
  }

  /// How many cells [text] takes in one row.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + shape(of: $1).width }
  }

  private static func shape(of scalar: Unicode.Scalar) -> (glyph: String, width: Int) {
    if scalar.value < 0x20, let letter = Unicode.Scalar(scalar.value + 0x40) { return ("^\(letter)", 2) }
    if scalar.value < 0x7F { return (String(scalar), 1) }
    let width = Int(wcwidth(wchar_t(bitPattern: scalar.value)))
    // The blank behind a combining mark fills the cell that libedit gives it.
    return width > 0 ? (String(scalar), width) : (String(scalar) + " ", 1)
  }
}
