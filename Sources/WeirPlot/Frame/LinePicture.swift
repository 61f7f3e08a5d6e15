/// Lines or points in a frame, with their legend: what `plot`, `stairs` and `scatter` draw.
struct LinePicture: Layout {
  /// Where a series shows its points.
  enum Marking {
    /// Along its line, as far as it is needed to tell lines apart.
    case lines
    /// At every point, by a mark.
    case points
    /// At every point, by a dot, or a mark where a display has no dots.
    case dots
  }

  var series: [PlotSeries]
  var title: String
  var xName: String
  var yName: String
  var log: LogAxes
  var height: Int?
  var joining = Joining.straight
  var marking = Marking.lines

  /// A frame and what is in it, for one display.
  struct Plan {
    let frame: Frame
    let names: [String]
    /// Whether names stand at the ends of lines, if there is room for all.
    let hasEndLabels: Bool
    /// What is to be said of the scales.
    let notes: [String]
  }

  /// The plan for [display]; nil where there are no values.
  func plan(on display: Display) -> Plan? {
    guard series.contains(where: { !$0.y.isEmpty }) else { return nil }
    let xs = series.reduce(into: Extent()) { extent, one in extent.include(contentsOf: one.x) }
    let ys = series.reduce(into: Extent()) { extent, one in extent.include(contentsOf: one.y) }
    var wish = Frame.Wish(title: title, xName: xName, yName: yName, x: xs, y: ys, rows: height)
    wish.xScale = log.hasX ? .logarithmic(for: xs) : .linear
    wish.yScale = log.hasY ? .logarithmic(for: ys) : .linear
    let axes = Set(series.map(\.axis))
    if xName.isEmpty, axes.count == 1, let axis = axes.first { wish.xName = axis }
    if yName.isEmpty, series.count == 1 { wish.yName = series[0].name }
    let names = series.map { display.printable($0.name) }
    let hasEndLabels = series.count > 1 && canLabelEnds(names, xs, display)
    if hasEndLabels { wish.rightColumns = 3 + (names.map { TextWidth.columns($0) }.max() ?? 0) }
    var notes: [String] = []
    for (scale, name) in [(wish.xScale, "x"), (wish.yScale, "y")] {
      if case .symmetric(let threshold) = scale {
        notes.append("\(name) is logarithmic beyond \(Readable.number(threshold)) on both sides of zero")
      }
    }
    return Plan(frame: Frame(wish, on: display), names: names, hasEndLabels: hasEndLabels, notes: notes)
  }

  func lines(on display: Display) -> [StyledLine] {
    guard let plan = plan(on: display) else {
      return Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display)
    }
    let frame = plan.frame
    var trace = Trace(frame, display.dotGlyphs(series: isMarked(display) ? 2 : series.count))
    let ends = series.indices.map { index in
      trace.draw(series[index], index: index, joining: joining, marks: marks(index, frame))
    }
    for index in series.indices { trace.stampFlags(of: series[index], index: index) }
    var right: [Int: StyledLine] = [:]
    if plan.hasEndLabels, let places = Legend.beside(ends, rows: frame.rows) {
      for (index, place) in places.enumerated() {
        var label = StyledLine(" ")
        label.append(Legend.entry(index, plan.names[index], display))
        right[place] = label
      }
    }
    var lines = frame.lines(trace.canvas, right: right)
    if series.count > 1, right.isEmpty { lines += Legend.lines(plan.names, on: display) }
    return lines + Notes.lines(trace.strays.notes(display.alphabet) + plan.notes, on: display)
  }

  /// Names go to the ends of the lines if all lines end there, and the names leave room for them.
  private func canLabelEnds(_ names: [String], _ xs: Extent, _ display: Display) -> Bool {
    guard joining != .none, names.count <= Frame.rows(height, on: display) else { return false }
    guard let low = xs.least, let high = xs.most, !names.contains(where: { TextWidth.columns($0) > 18 })
    else {
      return false
    }
    guard Frame.width(on: display) >= 48 else { return false }
    return series.allSatisfy { one in (one.x.last ?? -.infinity) >= 0.95 * high + 0.05 * low }
  }

  /// Whether every point has a mark.
  private func isMarked(_ display: Display) -> Bool {
    switch marking {
    case .lines: false
    case .points: true
    case .dots: display.charset == .ascii
    }
  }

  /// Several lines are told apart by marks along them, one alone shows its points if they are few.
  /// In ASCII several lines are drawn with their marks anyway.
  func marks(_ index: Int, _ frame: Frame) -> Trace.Marks {
    let isFew = series[index].x.count <= frame.columns / 4
    if isMarked(frame.display) || isFew && joining != .none { return .all }
    guard series.count > 1, joining != .none, frame.display.charset != .ascii else { return .none }
    let spacing = max(6, frame.columns / 4)
    return .every(columns: spacing, from: spacing * (index + 1) / (series.count + 1))
  }
}
