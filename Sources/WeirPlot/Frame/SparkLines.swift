/// Series in one line each, with their names in front and some numbers behind: what `spark` draws.
struct SparkLines: Layout {
  var series: [PlotSeries]
  /// Whether all lines share one scale.
  var shared: Bool
  /// Whether heights are logarithms.
  var log: Bool

  /// How lines are spread over a display.
  private struct Plan {
    let names: [String]
    /// Columns in front of the lines, of the longest line, and of a line that is full.
    let start, longest, columns: Int
    let figures: [String]
    /// The scale of each line.
    let axes: [Axis]
  }

  private func plan(on display: Display) -> Plan {
    let extents = series.map { Extent($0.y) }
    let whole = series.reduce(into: Extent()) { extent, one in extent.include(contentsOf: one.y) }
    let names = display.fitted(series.map(\.name), to: max(4, display.width / 4))
    let nameWidth = names.map { TextWidth.columns($0) }.max() ?? 0
    let start = nameWidth == 0 ? 0 : nameWidth + 2
    let figures = figures(extents, room: Frame.width(on: display) - start - max(10, display.width / 4))
    let figureWidth = figures.map(\.count).max() ?? 0
    let columns = max(1, Frame.width(on: display) - start - (figureWidth == 0 ? 0 : figureWidth + 2))
    return Plan(
      names: names, start: start, longest: min(columns, series.map(\.y.count).max() ?? 0), columns: columns,
      figures: figures, axes: extents.map { axis(shared ? whole : $0) })
  }

  private func axis(_ extent: Extent) -> Axis {
    let scale: Scale = log ? .logarithmic(for: extent) : .linear
    let (low, high) = extent.bounds(on: scale)
    return Axis(scale, low: low, high: high, ticks: [])
  }

  func lines(on display: Display) -> [StyledLine] {
    guard !series.isEmpty else { return Notes.lines(["no values"], on: display) }
    let plan = plan(on: display)
    return series.indices.map { index in
      var line = StyledLine(plan.names[index])
      line.pad(to: plan.start)
      for value in Self.means(series[index].y, in: plan.columns) {
        let cell = cell(value, plan.axes[index], index, display.alphabet)
        line.append(cell.glyph, cell.ink)
      }
      line.pad(to: plan.start + plan.longest)
      line.append("  " + plan.figures[index])
      return line
    }
  }

  private func cell(_ value: Double, _ axis: Axis, _ index: Int, _ alphabet: Alphabet) -> StyledLine.Cell {
    guard value.isFinite else { return .init(glyph: alphabet.glyph(stray: value), ink: .alarm) }
    guard let share = axis.share(value) else { return .init(glyph: alphabet.below, ink: .alarm) }
    let level = Int((min(1, max(0, share)) * Double(alphabet.levels.count - 1)).rounded())
    return .init(glyph: alphabet.levels[level], ink: .series(index))
  }

  /// The means of [values] in at most [places] places.
  private static func means(_ values: [Double], in places: Int) -> [Double] {
    Groups(of: values.count, in: places).ranges.map { Groups.seen(values[$0]) }
  }

  /// The numbers behind each line, in columns: all three if there is [room], or the last alone, or none.
  private func figures(_ extents: [Extent], room: Int) -> [String] {
    let last = zip(series, extents).map { series, extent in
      "last " + (series.y.last.map { Readable.number($0) } ?? "none")
        + (extent.strays > 0 ? "  (\(extent.strays) not finite)" : "")
    }
    func padded(_ texts: [String]) -> [String] {
      let width = texts.map(\.count).max() ?? 0
      return texts.map { $0 + String(repeating: " ", count: width - $0.count) }
    }
    let low = padded(extents.map { "min " + ($0.least.map { Readable.number($0) } ?? "none") })
    let high = padded(extents.map { "max " + ($0.most.map { Readable.number($0) } ?? "none") })
    let three = zip(zip(low, high), last).map { $0.0 + "  " + $0.1 + "  " + $1 }
    // Heights tell nothing of themselves.
    let marked = log ? padded(three).map { $0 + "  log" } : three
    for choice in [marked, three, last] where choice.allSatisfy({ $0.count <= room }) { return choice }
    return series.map { _ in "" }
  }

  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    guard !series.isEmpty else { return sheet.add(Notes.lines(["no values"], on: display)) }
    let plan = plan(on: display)
    let width = Double(plan.longest)
    for (index, one) in series.enumerated() {
      let y = sheet.take(1.4)
      sheet.text(plan.names[index], x: 0, y: y + 0.2)
      // Vectors have room for four values in a column.
      let values = Self.means(one.y, in: 4 * plan.columns)
      let step = values.count > plan.columns ? Double(plan.columns) / Double(values.count) : 1
      var piece: [Drawing.Point] = []
      for (place, value) in values.enumerated() {
        let x = Double(plan.start) + (Double(place) + 0.5) * step
        guard value.isFinite, let share = plan.axes[index].share(value) else {
          sheet.text(
            String(cell(value, plan.axes[index], index, .unicode).glyph), x: x, y: y + 0.2, .middle, .alarm)
          sheet.line(piece, .series(index), width: 1.5)
          piece = []
          continue
        }
        piece.append(.init(x: x, y: y + 1.25 - 1.1 * min(1, max(0, share))))
      }
      sheet.line(piece, .series(index), width: 1.5)
      sheet.text(plan.figures[index], x: Double(plan.start) + width + 2, y: y + 0.2)
    }
  }
}
