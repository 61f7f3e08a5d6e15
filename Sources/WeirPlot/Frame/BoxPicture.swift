import WeirCatalog

/// Boxes with whiskers over one axis, a line for each: what `box` draws.
struct BoxPicture: Layout {
  struct Row {
    var label: String
    /// Nil where there is not one finite number.
    var quartiles: Quartiles?
  }

  var boxes: [Row]
  /// How many numbers are not finite.
  var strays: Int
  var isLogarithmic: Bool
  var title: String
  var name: String

  /// Boxes for one display.
  private struct Plan {
    let rows: [Row]
    let labels: [String]
    let axis: Axis
    let below: LowerAxis
    /// Lines from one box to the next.
    let down: Int
    var notes: [String]
  }

  /// The plan for [display]; nil where there is nothing to draw.
  private func plan(on display: Display) -> Plan? {
    guard boxes.contains(where: { $0.quartiles != nil }) else { return nil }
    let width = Frame.width(on: display)
    let rows = Array(boxes.prefix(Frame.room(on: display)))
    let labels = display.fitted(rows.map(\.label), to: max(1, width / 3))
    let gutter = (labels.map { TextWidth.columns($0) }.max() ?? 0) + 2
    let columns = max(1, width - gutter)
    var extent = Extent()
    for box in rows.compactMap(\.quartiles) {
      extent.include(contentsOf: [box.least, box.most] + box.outliers)
    }
    let scale: Scale = isLogarithmic ? .logarithmic(for: extent) : .linear
    let axis = Axis(
      extent, scale,
      Axis.Wish(wanted: max(2, columns / 10), isTight: true, hasSuperscripts: display.charset != .ascii)
    ) { Frame.lowerAxis($0, columns: columns, gutter: gutter, width: width).isLegible }
    var notes: [String] = []
    if rows.count < boxes.count {
      notes.append("\(Readable.count(boxes.count, "group")), \(Notation.grouped(rows.count)) drawn")
    }
    if strays > 0 {
      notes.append("\(Readable.count(strays, "value")) \(strays == 1 ? "is" : "are") not finite")
    }
    if case .symmetric(let threshold) = scale {
      notes.append("the axis is logarithmic beyond \(Readable.number(threshold)) on both sides of zero")
    }
    let unplaced = rows.compactMap(\.quartiles).count { axis.share($0.least) == nil }
    if unplaced > 0 {
      notes.append(
        "\(Readable.count(unplaced, "group")) \(unplaced == 1 ? "reaches" : "reach") to zero, which the axis does not"
      )
    }
    return Plan(
      rows: rows, labels: labels, axis: axis,
      below: Frame.lowerAxis(axis, columns: columns, gutter: gutter, width: width),
      down: rows.count * 2 <= Frame.room(on: display) ? 2 : 1, notes: notes)
  }

  func lines(on display: Display) -> [StyledLine] {
    guard let plan = plan(on: display) else {
      return Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display)
    }
    var lines = title.isEmpty ? [] : [plan.below.centred(title, on: display)]
    for (index, row) in plan.rows.enumerated() {
      if index > 0, plan.down == 2 { lines.append(begun("", plan, display)) }
      var line = begun(plan.labels[index], plan, display)
      line.append(cells(row.quartiles, plan, display))
      lines.append(line)
    }
    return lines + plan.below.lines(name, on: display) + Notes.lines(plan.notes, on: display)
  }

  private func begun(_ label: String, _ plan: Plan, _ display: Display) -> StyledLine {
    var line = StyledLine()
    line.pad(to: plan.below.gutter - 2 - TextWidth.columns(label))
    line.append(label)
    line.pad(to: plan.below.gutter - 1)
    line.append(display.alphabet.vertical, .faint)
    return line
  }

  /// The line of one box: what is drawn later stands over what was there.
  private func cells(_ box: Quartiles?, _ plan: Plan, _ display: Display) -> StyledLine {
    let alphabet = display.alphabet
    guard let box else { return StyledLine(" " + String(alphabet.notNumber), .alarm) }
    var canvas = Canvas(columns: plan.below.columns, rows: 1, glyphs: MarkGlyphs(alphabet: alphabet))
    func place(_ value: Double) -> Int { plan.axis.dot(value, of: canvas.columns) ?? 0 }
    func stamp(_ glyph: Character, _ columns: ClosedRange<Int>, _ ink: Ink) {
      for column in columns { canvas.stamp(glyph, column: column, row: 0, ink: ink) }
    }
    let (least, lower, upper, most) = (place(box.least), place(box.lower), place(box.upper), place(box.most))
    for outlier in box.outliers {
      if let column = plan.axis.dot(outlier, of: canvas.columns) {
        stamp(alphabet.mark(1), column...column, .series(1))
      }
    }
    stamp(alphabet.horizontal, least...most, .faint)
    stamp(alphabet.box.left, least...least, .faint)
    stamp(alphabet.box.right, most...most, .faint)
    stamp(alphabet.box.inside, lower...upper, .series(0))
    stamp(alphabet.box.near, lower...lower, .series(0))
    stamp(alphabet.box.far, upper...upper, .series(0))
    stamp(alphabet.box.middle, place(box.median)...place(box.median), .series(3))
    return canvas.line(0)
  }

  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    guard let plan = plan(on: display) else {
      return sheet.add(Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display))
    }
    let (gutter, columns) = (plan.below.gutter, plan.below.columns)
    let left = Double(gutter)
    sheet.title(title)
    func x(_ value: Double) -> Double {
      plan.axis.column(value, left: gutter, columns: columns) ?? left
    }
    for (row, label) in zip(plan.rows, plan.labels) {
      let y = sheet.take(1.5)
      sheet.text(label, x: left - 0.8, y: y + 0.25, .end)
      let middle = y + 0.75
      guard let box = row.quartiles else {
        sheet.text("?", x: left + 1, y: y + 0.25, .start, .alarm)
        continue
      }
      for (from, to, height) in [
        (box.least, box.lower, 0), (box.upper, box.most, 0), (box.least, box.least, 0.2),
        (box.most, box.most, 0.2),
      ] {
        sheet.line(
          [.init(x: x(from), y: middle - height), .init(x: x(to), y: middle + height)], .faint, width: 1.5)
      }
      sheet.rectangle(
        .init(x: x(box.lower), y: middle - 0.45), width: max(0.1, x(box.upper) - x(box.lower)), height: 0.9,
        Ink.series(4))
      sheet.line(
        [.init(x: x(box.median), y: middle - 0.5), .init(x: x(box.median), y: middle + 0.5)], .series(3),
        width: 2.5)
      // Marks that would cover each other are one.
      for tenth in Set(box.outliers.map { Int(x($0) * 10) }).sorted() {
        sheet.mark(1, at: .init(x: Double(tenth) / 10, y: middle))
      }
    }
    plan.axis.draw(name, left: gutter, columns: columns, on: &sheet)
    sheet.add(Notes.lines(plan.notes, on: display))
  }
}
