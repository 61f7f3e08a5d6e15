/// The lines around a canvas: axes, labels, names, title, and what stands below.
struct Frame {
  /// What a frame is to hold, before its parts are measured.
  struct Wish {
    var title = ""
    var xName = ""
    var yName = ""
    var x: Extent
    var y: Extent
    var xScale = Scale.linear
    var yScale = Scale.linear
    /// The vertical axis, where it is not one of numbers that the frame has to label.
    var yAxis: Axis?
    /// Rows of cells; as many as suit the display where nil.
    var rows: Int?
    /// Columns kept free on the right, for labels at the ends of lines.
    var rightColumns = 0
  }

  let display: Display
  let x, y: Axis
  /// Cells inside the axes.
  let columns, rows: Int
  let wish: Wish
  /// Columns left of the canvas.
  let gutter: Int

  /// A frame for what [wish] says, within [display].
  init(_ wish: Wish, on display: Display) {
    (self.wish, self.display) = (wish, display)
    let width = Frame.width(on: display)
    var rows = Frame.rows(wish.rows, on: display)
    let hasSuperscripts = display.charset != .ascii
    let y = wish.yAxis ?? Frame.upright(wish, rows: rows, width: width, hasSuperscripts: hasSuperscripts)
    if wish.rows == nil, wish.yAxis == nil { rows = Frame.evenRows(y, near: rows) }
    let labelWidth = y.ticks.map { TextWidth.columns($0.label) }.max() ?? 0
    let gutter = labelWidth + 2
    let columns = max(1, width - gutter - wish.rightColumns)
    let x = Axis(
      wish.x, wish.xScale,
      Axis.Wish(wanted: max(2, columns / 10), isTight: true, hasSuperscripts: hasSuperscripts)
    ) { Frame.lowerAxis($0, columns: columns, gutter: gutter, width: width).isLegible }
    (self.x, self.y, self.columns, self.rows, self.gutter) = (x, y, columns, rows, gutter)
  }

  /// The vertical axis of numbers in [rows] of a picture of [width].
  private static func upright(_ wish: Wish, rows: Int, width: Int, hasSuperscripts: Bool) -> Axis {
    Axis(wish.y, wish.yScale, Axis.Wish(wanted: max(2, rows / 3), hasSuperscripts: hasSuperscripts)) { axis in
      let places = axis.ticks.compactMap { axis.dot($0.value, of: rows) }
      // A label that had to be cut would be a wrong number. Two rows have no room between them, but for two labels.
      return zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= min(2, rows - 1) }
        && axis.ticks.allSatisfy { TextWidth.columns($0.label) <= width / 2 }
    }
  }

  /// The columns a picture takes on [display]: wider ones are harder to read.
  static func width(on display: Display) -> Int { min(max(display.width, 8), 72) }

  /// The rows of a canvas: [wanted], or fifteen, or fewer so that the picture fits the screen.
  static func rows(_ wanted: Int?, on display: Display) -> Int {
    wanted ?? min(15, room(on: display))
  }

  /// The rows of cells that fit the screen, with what stands over and under them.
  static func room(on display: Display) -> Int { max(5, display.height - 8) }

  /// The number of rows [near] the usual one with which all labels of [axis] are equally far apart;
  /// the usual one where there is none, or where the axis does not end at its labels.
  private static func evenRows(_ axis: Axis, near usual: Int) -> Int {
    let gaps = axis.ticks.count - 1
    guard axis.scale == .linear, gaps > 0, axis.ticks[0].value == axis.low,
      axis.ticks[gaps].value == axis.high
    else { return usual }
    return [usual, usual + 1, usual - 1, usual + 2, usual - 2].first { ($0 - 1) % gaps == 0 && $0 > 2 }
      ?? usual
  }

  static func lowerAxis(_ axis: Axis, columns: Int, gutter: Int, width: Int) -> LowerAxis {
    LowerAxis(
      gutter: gutter, columns: columns, width: width,
      labels: axis.ticks.compactMap { tick in
        axis.dot(tick.value, of: columns).map { (column: $0, text: tick.label) }
      })
  }

  /// The picture: title, canvas with its axes, and the names of the axes. [right] is what stands
  /// beside rows of the canvas, counted from the top.
  func lines(_ canvas: Canvas, right: [Int: StyledLine] = [:]) -> [StyledLine] {
    let alphabet = display.alphabet
    let below = Frame.lowerAxis(x, columns: columns, gutter: gutter, width: Frame.width(on: display))
    var lines: [StyledLine] = []
    if !wish.title.isEmpty { lines.append(below.centred(wish.title, on: display)) }
    if !wish.yName.isEmpty {
      let name = display.fitted(wish.yName, to: gutter + columns)
      var line = StyledLine()
      line.pad(to: gutter - 2 - TextWidth.columns(name))
      line.append(name)
      lines.append(line)
    }
    var labels: [Int: String] = [:]
    for tick in y.ticks {
      if let dot = y.dot(tick.value, of: canvas.height) { labels[canvas.cell(x: 0, y: dot).row] = tick.label }
    }
    for row in 0..<rows {
      var line = StyledLine()
      if let label = labels[row] {
        line.pad(to: gutter - 2 - TextWidth.columns(label))
        line.append(label)
      }
      line.pad(to: gutter - 1)
      line.append(labels[row] == nil ? alphabet.vertical : alphabet.leftTick, .faint)
      line.append(canvas.line(row))
      if let beside = right[row] {
        line.pad(to: gutter + columns)
        line.append(beside)
      }
      lines.append(line)
    }
    return lines + below.lines(wish.xName, on: display)
  }
}
