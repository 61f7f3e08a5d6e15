/// A pattern drawn weight by weight.
struct WeightDots {
  private let pattern: PlotPattern
  private let display: Display
  private let gutter: Int
  /// Columns of cells that one weight takes; nil if a cell holds several weights.
  private let across: Int?
  /// How many weights of a row stand between two lines; nil without lines.
  private let together: Int?

  /// The dots of [pattern]; nil where they do not fit [display].
  init?(of pattern: PlotPattern, on display: Display) {
    (self.pattern, self.display) = (pattern, display)
    gutter = "\(pattern.rows - 1)".count + 2
    let room = Frame.width(on: display) - gutter
    // A line above, two of the axis and one for the prompt are left.
    let rows = max(5, display.height - 4)
    let glyphs = display.exactGlyphs
    if pattern.rows <= rows, pattern.columns <= room {
      let lines = pattern.together > 1 ? (pattern.columns - 1) / pattern.together : 0
      // Two columns are about as wide as a row is tall.
      across = pattern.columns * 2 + lines <= room ? 2 : 1
      together = lines > 0 && pattern.columns + lines <= room ? pattern.together : nil
    } else if pattern.rows <= rows * glyphs.down, pattern.columns <= room * glyphs.across {
      (across, together) = (nil, nil)
    } else {
      return nil
    }
  }

  /// The picture under a line that says what [head] says of the number of active weights.
  func lines(_ head: (Int) -> String) -> [StyledLine] {
    var sums = MarginSums(pattern)
    let glyphs: any DotGlyphs = across == nil ? display.exactGlyphs : MarkGlyphs(alphabet: display.alphabet)
    let (columns, rows) = (
      across.map { place(pattern.columns - 1, $0) + $0 } ?? pattern.columns, pattern.rows
    )
    var canvas = Canvas(
      columns: (columns + glyphs.across - 1) / glyphs.across, rows: (rows + glyphs.down - 1) / glyphs.down,
      glyphs: glyphs)
    if let across {
      for row in 0..<rows {
        for column in 0..<pattern.columns {
          let place = place(column, across)
          canvas.stamp(display.alphabet.inactive, column: place, row: row, ink: .faint)
          if let together, column > 0, column % together == 0 {
            canvas.stamp(display.alphabet.vertical, column: place - 1, row: row, ink: .faint)
          }
        }
      }
    }
    pattern.visit { row, column in
      sums.count(row: row, column: column)
      if let across {
        canvas.stamp(display.alphabet.active, column: place(column, across), row: row, ink: .series(0))
      } else {
        canvas.dot(x: column, y: canvas.height - 1 - row, series: 0)
      }
    }
    let frame = PatternFrame(
      pattern: pattern, display: display, gutter: gutter, columns: canvas.columns, rows: canvas.rows)
    return frame.lines(head(sums.active), (0..<canvas.rows).map(canvas.line))
      + Notes.lines(sums.notes, on: display)
  }

  /// Where the weight of [column] is drawn, with a line in front of each further group.
  private func place(_ column: Int, _ across: Int) -> Int {
    column * across + (together.map { column / $0 } ?? 0)
  }

  /// The same in vectors: a square for each weight.
  func draw(_ head: (Int) -> String, on sheet: inout Drawing) {
    var sums = MarginSums(pattern)
    var active: [(row: Int, column: Int)] = []
    pattern.visit { row, column in
      sums.count(row: row, column: column)
      active.append((row, column))
    }
    // A line is as high as two columns are wide.
    let room = Double(Frame.width(on: display) - gutter)
    let gap = together == nil ? 0.0 : 0.5
    let groups = Double((pattern.columns - 1) / pattern.together)
    let side = min(
      1.6, (room - gap * groups) / Double(pattern.columns),
      2 * Double(max(5, display.height - 4)) / Double(pattern.rows))
    func place(_ column: Int) -> Double {
      Double(column) * side + gap * Double(column / pattern.together)
    }
    let (columns, rows) = (place(pattern.columns - 1) + side, Double(pattern.rows) * side / 2)
    let frame = PatternFrame(
      pattern: pattern, display: display, gutter: gutter, columns: max(1, Int(columns.rounded())),
      rows: pattern.rows)
    let corner = frame.draw(head(sums.active), size: (columns, rows), on: &sheet)
    sheet.rectangle(corner, width: columns, height: rows, Ink(0xF3_F3F3, basic: 37))
    let share = side > 0.3 ? 0.9 : 1
    sheet.rectangles(
      active.map { .init(x: corner.x + place($0.column), y: corner.y + Double($0.row) * side / 2) },
      width: side * share, height: side / 2 * share, .series(0))
    sheet.add(Notes.lines(sums.notes, on: display))
  }
}
