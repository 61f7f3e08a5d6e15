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
}

/// The borders of a picture of a pattern: numbers of rows and columns.
struct PatternFrame {
  let pattern: PlotPattern
  let display: Display
  /// Columns left of the picture.
  let gutter: Int
  /// Cells of the picture.
  let columns, rows: Int

  /// [head], the [picture] with its borders; the first and the last row are numbered.
  func lines(_ head: String, _ picture: [StyledLine], above: StyledLine? = nil) -> [StyledLine] {
    var lines = Notes.lines([head], on: display)
    if let above {
      var line = StyledLine()
      line.pad(to: gutter)
      line.append(above)
      lines.append(line)
    }
    for (row, cells) in picture.enumerated() {
      let label = row == 0 ? "0" : row == picture.count - 1 ? "\(pattern.rows - 1)" : ""
      var line = StyledLine()
      line.pad(to: gutter - 2 - label.count)
      line.append(label)
      line.pad(to: gutter - 1)
      line.append(label.isEmpty ? display.alphabet.vertical : display.alphabet.leftTick, .faint)
      line.append(cells)
      lines.append(line)
    }
    let width = Frame.width(on: display)
    func axis(_ ticks: [Tick]) -> LowerAxis {
      LowerAxis(
        gutter: gutter, columns: columns, width: width,
        labels: ticks.map { (column: Int($0.value) * columns / pattern.columns, text: $0.label) })
    }
    let ticks = Axis(
      Extent([0, Double(pattern.columns - 1)]), .linear,
      Axis.Wish(wanted: max(2, columns / 10), isTight: true)
    ) { axis($0.ticks).isLegible }.ticks
    return lines
      + axis(
        pattern.columns == 1 ? [Tick(value: 0, label: "0")] : ticks.filter { $0.value == $0.value.rounded() }
      ).lines("", on: display)
  }
}
