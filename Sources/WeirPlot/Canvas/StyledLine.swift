/// One line of a picture: characters, each with its ink.
struct StyledLine: Equatable, Sendable {
  /// One character as a reader sees it.
  struct Cell: Equatable, Sendable {
    var glyph: Character
    var ink: Ink?
  }

  private(set) var cells: [Cell] = []
  /// The columns it takes.
  private(set) var columns = 0

  init() {}

  init(_ text: String, _ ink: Ink? = nil) { append(text, ink) }

  mutating func append(_ glyph: Character, _ ink: Ink? = nil) {
    cells.append(Cell(glyph: glyph, ink: ink))
    columns += TextWidth.columns(glyph)
  }

  mutating func append(_ text: String, _ ink: Ink? = nil) {
    for glyph in text { append(glyph, ink) }
  }

  mutating func append(_ line: StyledLine) {
    cells += line.cells
    columns += line.columns
  }

  /// Blanks up to [column].
  mutating func pad(to column: Int) {
    while columns < column { append(" ") }
  }

  /// As much as fits into [width] columns.
  func cut(to width: Int) -> StyledLine {
    guard columns > width else { return self }
    var line = StyledLine()
    for cell in cells {
      if line.columns + TextWidth.columns(cell.glyph) > width { break }
      line.append(cell.glyph, cell.ink)
    }
    return line
  }

  /// The characters, without blanks at the end; with codes for [colours], the last of which switches them off.
  func text(_ colours: Display.Colours = .none) -> String {
    let end = cells.lastIndex { $0.glyph != " " } ?? -1
    var text = ""
    var current: Ink?
    for cell in cells[...end] {
      // A blank shows no ink, so it need not switch it.
      if colours != .none, cell.glyph != " ", cell.ink != current {
        text += cell.ink.map { $0.escape(colours) } ?? "\u{1B}[0m"
        current = cell.ink
      }
      text.append(cell.glyph)
    }
    return current == nil ? text : text + "\u{1B}[0m"
  }
}

extension [StyledLine] {
  /// The lines as one text for [display], none wider than it is, the last one not empty.
  func text(on display: Display) -> String {
    var lines = map { $0.cut(to: Swift.max(1, display.width)).text(display.colours) }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
