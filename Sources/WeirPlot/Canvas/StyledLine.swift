/// One line of a picture: characters, each with its ink.
struct StyledLine: Equatable, Sendable {
  /// One character as a reader sees it.
  struct Cell: Equatable, Sendable {
    var glyph: Character
    var ink: Ink?
    /// What is behind the character, where that is coloured too.
    var ground: Ink?
  }

  private(set) var cells: [Cell] = []
  /// The columns it takes.
  private(set) var columns = 0

  init() {}

  init(_ text: String, _ ink: Ink? = nil) { append(text, ink) }

  mutating func append(_ glyph: Character, _ ink: Ink? = nil) { append(Cell(glyph: glyph, ink: ink)) }

  mutating func append(_ cell: Cell) {
    cells.append(cell)
    columns += TextWidth.columns(cell.glyph)
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
      line.append(cell)
    }
    return line
  }

  /// The characters, without blanks at the end; with codes for [colours], the last of which switches them off.
  func text(_ colours: Display.Colours = .none) -> String {
    let end = cells.lastIndex { $0.glyph != " " } ?? -1
    var text = ""
    var current: (ink: Ink?, ground: Ink?)
    for cell in cells[...end] {
      // A blank shows no ink, so it need not switch it.
      let ink = cell.glyph == " " ? current.ink : cell.ink
      if colours != .none, (ink, cell.ground) != current {
        // Only both can be switched off.
        if (ink == nil && current.ink != nil) || (cell.ground == nil && current.ground != nil) {
          text += "\u{1B}[0m"
          current = (nil, nil)
        }
        if let ink, ink != current.ink { text += ink.escape(colours) }
        if let ground = cell.ground, ground != current.ground { text += ground.escape(colours, behind: true) }
        current = (ink, cell.ground)
      }
      text.append(cell.glyph)
    }
    return current == (nil, nil) ? text : text + "\u{1B}[0m"
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
