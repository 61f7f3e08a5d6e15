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
    return lines + below.lines("", on: display)
  }

  /// The numbers of columns, under the picture.
  private var below: LowerAxis {
    func axis(_ ticks: [Tick]) -> LowerAxis {
      LowerAxis(
        gutter: gutter, columns: columns, width: Frame.width(on: display),
        labels: ticks.map { (column: Int($0.value) * columns / pattern.columns, text: $0.label) })
    }
    let ticks = Axis(
      Extent([0, Double(pattern.columns - 1)]), .linear,
      Axis.Wish(wanted: max(2, columns / 10), isTight: true)
    ) { axis($0.ticks).isLegible }.ticks
    return axis(
      pattern.columns == 1 ? [Tick(value: 0, label: "0")] : ticks.filter { $0.value == $0.value.rounded() })
  }

  /// [head] and the borders of a picture of [size], that of the cells if nil, with [above] lines over it. Returns
  /// where the picture begins.
  func draw(
    _ head: String, above: Double = 0, size: (columns: Double, rows: Double)? = nil, on sheet: inout Drawing
  ) -> Drawing.Point {
    sheet.add(Notes.lines([head], on: display))
    sheet.take(above + 0.2)
    let size = size ?? (Double(columns), Double(rows))
    let corner = Drawing.Point(x: Double(gutter), y: sheet.take(size.rows + 0.1))
    let last = corner.y + size.rows
    sheet.line(
      [.init(x: corner.x - 0.2, y: corner.y), .init(x: corner.x - 0.2, y: last)], .faint)
    sheet.text("0", x: corner.x - 0.8, y: corner.y - 0.1, .end)
    if pattern.rows > 1, size.rows > 1.5 {
      sheet.text("\(pattern.rows - 1)", x: corner.x - 0.8, y: last - 0.9, .end)
    }
    below.draw("", on: &sheet)
    return corner
  }
}
