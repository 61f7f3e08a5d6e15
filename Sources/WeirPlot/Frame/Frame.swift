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
    /// Rows of cells; as many as suit the display where nil.
    var rows: Int?
    /// Columns kept free on the right, for labels at the ends of lines.
    var rightColumns = 0
  }

  let display: Display
  let x, y: Axis
  /// Cells inside the axes.
  let columns, rows: Int
  private let wish: Wish
  private let gutter: Int

  /// A frame for what [wish] says, within [display].
  init(_ wish: Wish, on display: Display) {
    (self.wish, self.display) = (wish, display)
    let width = Frame.width(on: display)
    let rows = Frame.rows(wish.rows, on: display)
    let hasSuperscripts = display.charset != .ascii
    let y = Axis(
      wish.y, wish.yScale, Axis.Wish(wanted: max(2, rows / 3), hasSuperscripts: hasSuperscripts)
    ) { axis in
      let places = axis.ticks.compactMap { axis.dot($0.value, of: rows) }
      return zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 2 }
    }
    // At least a third of the width is left to the canvas, whatever the labels are.
    let labelWidth = min(y.ticks.map { TextWidth.columns($0.label) }.max() ?? 0, width / 2)
    let gutter = labelWidth + 2
    let columns = max(1, width - gutter - wish.rightColumns)
    let x = Axis(
      wish.x, wish.xScale,
      Axis.Wish(wanted: max(2, columns / 10), isTight: true, hasSuperscripts: hasSuperscripts)
    ) { axis in
      let spans = axis.ticks.compactMap {
        Frame.span($0, axis, columns: columns, gutter: gutter, width: width)
      }
      return zip(spans, spans.dropFirst()).allSatisfy { $1.lowerBound - $0.upperBound >= 2 }
    }
    (self.x, self.y, self.columns, self.rows, self.gutter) = (x, y, columns, rows, gutter)
  }

  /// The columns a picture takes on [display]: wider ones are harder to read.
  static func width(on display: Display) -> Int { min(max(display.width, 8), 72) }

  /// The rows of a canvas: [wanted], or fifteen, or fewer so that the picture fits the screen.
  static func rows(_ wanted: Int?, on display: Display) -> Int {
    wanted ?? min(15, max(5, display.height - 8))
  }

  /// The columns that a label of the lower axis takes, counted from the left of the picture.
  private static func span(_ tick: Tick, _ axis: Axis, columns: Int, gutter: Int, width: Int) -> Range<Int>? {
    guard let column = axis.dot(tick.value, of: columns) else { return nil }
    let length = TextWidth.columns(tick.label)
    let start = min(max(0, gutter + column - length / 2), max(0, width - length))
    return start..<(start + length)
  }

  /// The picture: title, canvas with its axes, and the names of the axes. [right] is what stands
  /// beside rows of the canvas, counted from the top.
  func lines(_ canvas: Canvas, right: [Int: StyledLine] = [:]) -> [StyledLine] {
    let alphabet = display.alphabet
    var lines: [StyledLine] = []
    if !wish.title.isEmpty { lines.append(centred(wish.title)) }
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
        let text = display.fitted(label, to: gutter - 2)
        line.pad(to: gutter - 2 - TextWidth.columns(text))
        line.append(text)
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
    return lines + lowerAxis(canvas)
  }

  private func lowerAxis(_ canvas: Canvas) -> [StyledLine] {
    let alphabet = display.alphabet
    var rule = Array(repeating: alphabet.horizontal, count: columns)
    var labels = StyledLine()
    for tick in x.ticks {
      guard let dot = x.dot(tick.value, of: canvas.width),
        let span = Frame.span(tick, x, columns: columns, gutter: gutter, width: Frame.width(on: display))
      else { continue }
      rule[canvas.cell(x: dot, y: 0).column] = alphabet.lowerTick
      labels.pad(to: span.lowerBound)
      labels.append(tick.label)
    }
    var axis = StyledLine()
    axis.pad(to: gutter - 1)
    axis.append(String([alphabet.corner] + rule), .faint)
    return [axis, labels] + (wish.xName.isEmpty ? [] : [centred(wish.xName)])
  }

  /// [text] in the middle over or under the canvas.
  private func centred(_ text: String) -> StyledLine {
    let width = gutter + columns
    let text = display.fitted(text, to: width)
    let length = TextWidth.columns(text)
    var line = StyledLine()
    line.pad(to: max(0, min(gutter + (columns - length) / 2, width - length)))
    line.append(text)
    return line
  }
}
