/// Lines of equal value in a frame: what `contour` draws.
struct ContourPicture: Layout {
  var grid: PlotGrid
  var isLogarithmic: Bool
  var low, high: Double?
  var title: String

  /// A frame and the lines in it, for one display.
  private struct Plan {
    let frame: Frame
    let levels: [Tick]
    /// The lines of each level, in the numbers of the axes.
    let lines: [[LevelLines.Segment]]
    /// Where the sign of the grid stands, in the numbers of the axes.
    let mark: (text: String, place: LevelLines.Place)?
    let notes: [String]
  }

  /// Lines that can be told apart by one digit each, and be followed.
  private static let most = 8

  /// The plan for [display]; nil where there are not two rows and two columns.
  private func plan(on display: Display) -> Plan? {
    guard grid.values.count >= 2, grid.columns.count >= 2 else { return nil }
    let cells = CellPlan(grid, on: display).map { $0.finer(grid, across: 2, down: 4) }
    guard let cells, cells.rows.ranges.count >= 2, cells.columns.ranges.count >= 2 else { return nil }
    let values = cells.means(of: grid)
    let isAscending = zip(grid.columns, grid.columns.dropFirst()).allSatisfy {
      $0 < $1 && $1 - $0 < .infinity
    }
    let places = isAscending ? grid.columns : grid.columns.indices.map(Double.init)
    let last = Double(grid.values.count - 1)
    func middle(_ range: Range<Int>) -> Double { Double(range.lowerBound + range.upperBound - 1) / 2 }

    var wish = Frame.Wish(
      title: title, xName: grid.axis, yName: grid.rowAxis, x: Extent(places), y: Extent([0, last]))
    wish.yAxis = rowAxis(on: display)
    let scale = ShadeScale(
      showing: values.joined(), low: low, high: high, isLogarithmic: isLogarithmic, most: Self.most + 1,
      alphabet: display.alphabet)
    let levels = zip(scale.bounds, scale.texts).dropFirst().dropLast().map { Tick(value: $0, label: $1) }
    let lines = LevelLines(
      values, x: cells.columns.ranges.map { Groups.mean(places[$0]) },
      y: cells.rows.ranges.map { last - middle($0) })
    var notes = cells.notes(of: grid)
    let strays = grid.ends.strays
    if strays > 0 { notes.append("\(Readable.count(strays, "value")) not finite, without lines around") }
    if levels.isEmpty { notes.append("no lines: the numbers are all alike") }
    return Plan(
      frame: Frame(wish, on: display), levels: Array(levels), lines: levels.map { lines.at($0.value) },
      mark: isAscending ? grid.mark.map { ($0.text, .init(x: $0.column, y: last - Double($0.row))) } : nil,
      notes: notes)
  }

  /// The vertical axis: rows from the top, at round numbers if they are called by numbers, or as many of them labelled
  /// as there is room for.
  private func rowAxis(on display: Display) -> Axis {
    let last = grid.values.count - 1
    let room = max(1, (Frame.rows(nil, on: display) - 1) / 2)
    let stride = (last + room - 1) / room
    let width = max(1, Frame.width(on: display) / 3)
    let labels = display.fitted(grid.rowLabels, to: width)
    let rows = Swift.stride(from: 0, through: last, by: stride)
    let named = rows.map { Tick(value: Double(last - $0), label: labels[$0]) }
    let round = roundRows(room: room, width: width)
    return Axis(
      .linear, low: 0, high: Double(last),
      ticks: (round.isEmpty ? named : round).sorted { $0.value < $1.value })
  }

  /// Round numbers among those by which rows are called, at their places, at most [room] apart and [width] columns wide;
  /// none if rows are called otherwise, or neither rise nor fall throughout.
  private func roundRows(room: Int, width: Int) -> [Tick] {
    let numbers = grid.rowLabels.compactMap { Double($0) }
    let pairs = Array(zip(numbers, numbers.dropFirst()))
    let isMonotone = pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 }
    guard numbers.count == grid.values.count, isMonotone, pairs.allSatisfy({ ($1 - $0).isFinite }) else {
      return []
    }
    let axis = Axis(Extent(numbers), .linear, Axis.Wish(wanted: max(2, room / 2 + 1), isTight: true)) {
      axis in
      axis.ticks.count <= room + 1 && axis.ticks.allSatisfy { TextWidth.columns($0.label) <= width }
    }
    guard axis.ticks.count >= 2 else { return [] }
    return axis.ticks.compactMap { tick in
      pairs.indices.first {
        min(pairs[$0].0, pairs[$0].1) <= tick.value && tick.value <= max(pairs[$0].0, pairs[$0].1)
      }
      .map { row in
        let share = (tick.value - pairs[row].0) / (pairs[row].1 - pairs[row].0)
        return Tick(value: Double(numbers.count - 1 - row) - share, label: tick.label)
      }
    }
  }

  private func nothing(on display: Display) -> [StyledLine] {
    Notes.lines(
      (title.isEmpty ? [] : [title]) + ["lines need at least two rows and two columns"], on: display)
  }

  func lines(on display: Display) -> [StyledLine] {
    guard let plan = plan(on: display) else { return nothing(on: display) }
    let frame = plan.frame
    let count = plan.levels.count
    let glyphs: any DotGlyphs = display.charset == .ascii ? LevelGlyphs() : display.dotGlyphs(series: 1)
    var canvas = Canvas(columns: frame.columns, rows: frame.rows, glyphs: glyphs) { Self.ink($0, of: count) }
    for (level, segments) in plan.lines.enumerated() {
      var labelled: [(column: Int, row: Int)] = []
      for segment in segments {
        guard let start = dot(segment.start, frame, canvas), let end = dot(segment.end, frame, canvas) else {
          continue
        }
        canvas.line(from: start, to: end, series: level)
        let cell = canvas.cell(x: start.x, y: start.y)
        let isFar = labelled.allSatisfy { abs($0.column - cell.column) > 12 || abs($0.row - cell.row) > 4 }
        if display.charset != .ascii, isFar {
          canvas.stamp(
            LevelGlyphs.digit(level), column: cell.column, row: cell.row, ink: Self.ink(level, of: count))
          labelled.append(cell)
        }
      }
    }
    var legend: [StyledLine] = []
    if let mark = plan.mark, let dot = dot(mark.place, frame, canvas) {
      let cell = canvas.cell(x: dot.x, y: dot.y)
      canvas.stamp("+", column: cell.column, row: cell.row, ink: nil)
      legend.append(StyledLine("+ " + mark.text))
    }
    legend += plan.levels.enumerated().map { index, level in
      var entry = StyledLine(String(LevelGlyphs.digit(index)), Self.ink(index, of: count))
      entry.append(" " + level.label)
      return entry
    }
    return frame.lines(canvas) + Legend.flowed(legend, width: Frame.width(on: display))
      + Notes.lines(plan.notes, on: display)
  }

  /// The ink of a level, bright enough for a dark screen.
  private static func ink(_ level: Int, of count: Int) -> Ink {
    .ramp(0.3 + 0.7 * Double(level) / Double(max(1, count - 1)))
  }

  private func dot(_ place: LevelLines.Place, _ frame: Frame, _ canvas: Canvas) -> (x: Int, y: Int)? {
    guard let x = frame.x.dot(place.x, of: canvas.width), let y = frame.y.dot(place.y, of: canvas.height)
    else {
      return nil
    }
    return (x, y)
  }

  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    guard let plan = plan(on: display) else { return sheet.add(nothing(on: display)) }
    let plane = plan.frame.draw(on: &sheet)
    func point(_ place: LevelLines.Place) -> Drawing.Point? {
      guard let x = plane.x(place.x), let y = plane.y(place.y) else { return nil }
      return .init(x: x, y: y)
    }
    // Dark enough for white paper.
    func ink(_ level: Int) -> Ink { .ramp(0.8 * Double(level) / Double(max(1, plan.levels.count - 1))) }
    var labels = SpacedLabels(left: plane.left, right: plane.right)
    let mark = plan.mark.flatMap { mark in point(mark.place).map { (text: mark.text, at: $0) } }
    if let mark { labels.keepFree(mark.at, width: 2) }
    for (level, segments) in plan.lines.enumerated() {
      let pairs = segments.compactMap { segment in
        point(segment.start).flatMap { start in point(segment.end).map { (start, $0) } }
      }
      sheet.lines(pairs, ink(level), width: 1.5)
      labels.add(plan.levels[level].label, along: pairs.map(\.0), ink(level))
    }
    if let mark {
      sheet.mark(0, at: mark.at)
      labels.add(mark.text, along: [.init(x: mark.at.x, y: mark.at.y + 1)], .series(0))
    }
    for label in labels.all {
      sheet.text(label.text, x: label.at.x, y: label.at.y - 0.5, .middle, label.ink, hasHalo: true)
    }
    sheet.add(Notes.lines(plan.notes, on: display))
  }
}

/// One dot a cell, drawn as the number of its level.
private struct LevelGlyphs: DotGlyphs {
  var across: Int { 1 }
  var down: Int { 1 }

  static func digit(_ index: Int) -> Character { Array("123456789")[index % 9] }

  func glyph(_ pattern: UInt16, series: Int) -> Character { Self.digit(series) }
}
