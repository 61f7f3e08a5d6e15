import WeirCatalog

/// Areas one under the other, over one axis: what `ridge` draws.
struct RidgePicture: Layout {
  var series: [PlotSeries]
  var shared: Bool
  var log: Bool
  var title: String
  var name: String

  /// Ridges for one display.
  private struct Plan {
    let shown: [PlotSeries]
    let labels: [String]
    /// The ends of each series, in words; none where there is no room for them.
    let figures: [String]
    let gutter, columns: Int
    let axis: Axis
    let below: LowerAxis
    /// The scale of each ridge.
    let heights: [Axis]
    /// Lines that each takes.
    let rows: Int
    let notes: [String]
  }

  /// The plan for [display]; nil where there is nothing to draw.
  private func plan(on display: Display) -> Plan? {
    let xs = series.reduce(into: Extent()) { $0.include(contentsOf: $1.x) }
    guard xs.least != nil else { return nil }
    let (width, room) = (Frame.width(on: display), Frame.room(on: display))
    let rows = min(3, max(1, room / series.count))
    let shown = Array(series.prefix(max(1, room / rows)))
    let labels = display.fitted(shown.map(\.name), to: max(1, width / 3))
    let gutter = (labels.map { TextWidth.columns($0) }.max() ?? 0) + 2
    let extents = shown.map { Extent($0.y) }
    var figures = extents.map { extent in
      guard let low = extent.least, let high = extent.most else { return "no values" }
      return low == high ? Readable.number(low) : "\(Readable.number(low)) to \(Readable.number(high))"
    }
    if let longest = figures.map(\.count).max(), gutter + longest + 2 > width / 2 { figures = [] }
    let columns = max(1, width - gutter - (figures.map { $0.count + 2 }.max() ?? 0))
    let axis = Axis(
      xs, .linear,
      Axis.Wish(wanted: max(2, columns / 10), isTight: true, hasSuperscripts: display.charset != .ascii)
    ) { Frame.lowerAxis($0, columns: columns, gutter: gutter, width: width).isLegible }
    let whole = shown.reduce(into: Extent()) { $0.include(contentsOf: $1.y) }
    return Plan(
      shown: shown, labels: labels, figures: figures, gutter: gutter, columns: columns, axis: axis,
      below: Frame.lowerAxis(axis, columns: columns, gutter: gutter, width: width),
      heights: extents.map { height(shared ? whole : $0) }, rows: rows, notes: notes(shown, whole))
  }

  private func height(_ extent: Extent) -> Axis {
    let scale: Scale = log ? .logarithmic(for: extent) : .linear
    let (low, high) = extent.bounds(on: scale)
    return Axis(scale, low: low, high: high, ticks: [])
  }

  private func notes(_ shown: [PlotSeries], _ whole: Extent) -> [String] {
    var notes: [String] = []
    if shown.count < series.count {
      notes.append("\(Notation.grouped(series.count)) series, \(Notation.grouped(shown.count)) drawn")
    }
    if whole.strays > 0 {
      notes.append("\(Readable.count(whole.strays, "value")) \(whole.strays == 1 ? "is" : "are") not finite")
    }
    return notes
  }

  /// The name of the axis: what was given, or what all series say.
  private var axisName: String {
    let axes = Set(series.map(\.axis))
    return name.isEmpty && axes.count == 1 ? axes.first ?? "" : name
  }

  /// How high [one] is in each of [columns]: a share of its scale; nil where it has no value there, and not finite
  /// where that is no number.
  ///
  /// A column has the mean of its values; one without any lies on the line between its neighbours.
  private func profile(_ one: PlotSeries, _ axis: Axis, _ height: Axis, _ columns: Int) -> [Double?] {
    var (sums, counts) = (Array(repeating: 0.0, count: columns), Array(repeating: 0.0, count: columns))
    for (x, y) in zip(one.x, one.y) {
      guard let column = axis.dot(x, of: columns) else { continue }
      // What has no place on the scale is no number to it, and makes its column none.
      let share = height.share(y) ?? (y.isFinite ? -.infinity : y)
      sums[column] += share
      counts[column] += 1
    }
    var profile = zip(sums, counts).map { sum, count -> Double? in count > 0 ? sum / count : nil }
    let known = profile.indices.filter { profile[$0] != nil }
    for (before, after) in zip(known, known.dropFirst()) where after - before > 1 {
      guard let low = profile[before], let high = profile[after], (high - low).isFinite else { continue }
      for column in (before + 1)..<after {
        let share = Double(column - before) / Double(after - before)
        profile[column] = low + (high - low) * share
      }
    }
    return profile
  }

  private func nothing(on display: Display) -> [StyledLine] {
    Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display)
  }

  func lines(on display: Display) -> [StyledLine] {
    guard let plan = plan(on: display) else { return nothing(on: display) }
    var lines = title.isEmpty ? [] : [plan.below.centred(title, on: display)]
    for index in plan.shown.indices {
      let profile = profile(plan.shown[index], plan.axis, plan.heights[index], plan.columns)
      for row in 0..<plan.rows {
        let isLast = row == plan.rows - 1
        var line = StyledLine()
        if isLast {
          line.pad(to: plan.gutter - 2 - TextWidth.columns(plan.labels[index]))
          line.append(plan.labels[index])
        }
        line.pad(to: plan.gutter - 1)
        line.append(display.alphabet.vertical, .faint)
        for share in profile {
          let cell = cell(share, fromBottom: plan.rows - 1 - row, of: plan.rows, index, display.alphabet)
          line.append(cell.glyph, cell.ink)
        }
        if isLast, !plan.figures.isEmpty { line.append("  " + plan.figures[index], .faint) }
        lines.append(line)
      }
    }
    return lines + plan.below.lines(axisName, on: display) + Notes.lines(plan.notes, on: display)
  }

  /// The part of a column of height [share] that lies in one of its [rows].
  private func cell(
    _ share: Double?, fromBottom row: Int, of rows: Int, _ index: Int, _ alphabet: Alphabet
  ) -> StyledLine.Cell {
    guard let share else { return .init(glyph: " ", ink: nil) }
    guard share.isFinite else {
      return row == 0 ? .init(glyph: alphabet.glyph(stray: share), ink: .alarm) : .init(glyph: " ", ink: nil)
    }
    let parts = alphabet.heights.count - 1
    // The smallest value can be seen, and the largest does not touch the ridge above.
    let height = 1 + Int((min(1, max(0, share)) * Double(rows * parts - (rows > 1 ? 2 : 1))).rounded())
    return .init(glyph: alphabet.heights[min(parts, max(0, height - row * parts))], ink: .series(index))
  }

  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    guard let plan = plan(on: display) else { return sheet.add(nothing(on: display)) }
    let (left, columns) = (Double(plan.gutter), Double(plan.columns))
    sheet.title(title)
    for (index, one) in plan.shown.enumerated() {
      let y = sheet.take(max(1.5, Double(plan.rows)))
      let bottom = sheet.bottom
      sheet.text(plan.labels[index], x: left - 0.8, y: bottom - 1, .end)
      if !plan.figures.isEmpty {
        sheet.text(plan.figures[index], x: left + columns + 1, y: bottom - 1, .start, .faint)
      }
      // Vectors have room for four values in a column.
      let profile = profile(one, plan.axis, plan.heights[index], 4 * plan.columns)
      var crest: [Drawing.Point] = []
      for (place, share) in (profile + [nil]).enumerated() {
        let x = left + 0.5 + Double(place) * (columns - 1) / Double(profile.count - 1)
        if let share, share.isFinite {
          crest.append(.init(x: x, y: bottom - 0.08 - (bottom - y - 0.2) * min(1, max(0, share))))
          continue
        }
        if let share {
          sheet.text(String(Alphabet.unicode.glyph(stray: share)), x: x, y: bottom - 1, .middle, .alarm)
        }
        if let first = crest.first, let last = crest.last {
          sheet.area(
            crest + [.init(x: last.x, y: bottom), .init(x: first.x, y: bottom)], .series(index), opacity: 0.35
          )
          sheet.line(crest, .series(index), width: 1.5)
        }
        crest = []
      }
    }
    plan.axis.draw(axisName, left: plan.gutter, columns: plan.columns, on: &sheet)
    sheet.add(Notes.lines(plan.notes, on: display))
  }
}
