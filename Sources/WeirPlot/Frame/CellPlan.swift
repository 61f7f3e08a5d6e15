/// How a grid of numbers is spread over cells: which numbers each cell stands for, and what is around them.
struct CellPlan {
  let rows, columns: Groups
  /// Whether two rows of cells share a line: where rows do not fit, and cells can show two colours.
  let isHalved: Bool
  /// What lines of cells are called.
  let labels: [String]
  /// Columns left of the cells.
  let gutter: Int
  /// Columns and lines that a cell takes.
  let across, down: Int
  let below: LowerAxis

  /// The plan for [grid] on [display]; nil if there are no numbers.
  init?(_ grid: PlotGrid, on display: Display) {
    let width = Frame.width(on: display)
    guard let longest = grid.values.first?.count, longest > 0 else { return nil }
    let room = Frame.room(on: display)
    isHalved = display.hasHalves && grid.values.count > room
    rows = Groups(of: grid.values.count, in: isHalved ? 2 * room : room)
    labels = display.fitted(Self.lines(of: rows, isHalved).map(grid.label), to: max(1, width / 3))
    gutter = (labels.map { TextWidth.columns($0) }.max() ?? 0) + 2
    let wide = max(1, width - gutter)
    columns = Groups(of: longest, in: wide)
    // Few numbers are drawn wider and taller, but not so that they look like many.
    across = min(8, max(1, wide / columns.ranges.count))
    down = rows.ranges.count <= 4 ? 2 : 1
    below = LowerAxis(grid.columns, in: columns, across: across, gutter: gutter, width: width)
  }

  /// The items of each line of the picture.
  private static func lines(of rows: Groups, _ isHalved: Bool) -> [Range<Int>] {
    guard isHalved else { return rows.ranges }
    return stride(from: 0, to: rows.ranges.count, by: 2).map { first in
      rows.ranges[first].lowerBound..<rows.ranges[min(first + 1, rows.ranges.count - 1)].upperBound
    }
  }

  private init(_ plan: CellPlan, rows: Groups, columns: Groups) {
    (self.rows, self.columns, labels, isHalved) = (rows, columns, plan.labels, plan.isHalved)
    (gutter, across, down, below) = (plan.gutter, plan.across, plan.down, plan.below)
  }

  /// The same picture with as many cells of [grid] as fit when each column and line holds several.
  func finer(_ grid: PlotGrid, across: Int, down: Int) -> CellPlan {
    CellPlan(
      self, rows: Groups(of: grid.values.count, in: rows.ranges.count * self.down * down),
      columns: Groups(of: grid.columns.count, in: columns.ranges.count * self.across * across))
  }

  /// A line of the picture up to its cells.
  func begun(_ label: String?, _ display: Display) -> StyledLine {
    var line = StyledLine()
    if let label {
      line.pad(to: gutter - 2 - TextWidth.columns(label))
      line.append(label)
    }
    line.pad(to: gutter - 1)
    line.append(display.alphabet.vertical, .faint)
    return line
  }

  /// The mean of the numbers of each cell, or one of them that is not finite.
  func means(of grid: PlotGrid) -> [[Double]] {
    rows.ranges.map { band in columns.ranges.map { mean(grid, band, $0) } }
  }

  private func mean(_ grid: PlotGrid, _ rows: Range<Int>, _ columns: Range<Int>) -> Double {
    Groups.seen(rows.map { Groups.seen(grid.values[$0][columns]) })
  }

  /// That not every number has a cell of its own.
  func notes(of grid: PlotGrid) -> [String] {
    let (down, across) = (rows.ranges.contains { $0.count > 1 }, columns.ranges.contains { $0.count > 1 })
    guard down || across else { return [] }
    let of = [
      down ? Readable.count(grid.values.count, "row") : nil,
      across ? Readable.count(grid.columns.count, "column") : nil,
    ]
    return ["cells are means: " + of.compactMap { $0 }.joined(separator: " and ") + " do not fit"]
  }
}

extension PlotGrid {
  /// What [rows] are called together.
  func label(_ rows: Range<Int>) -> String {
    let first = rowLabels[rows.lowerBound]
    return rows.count == 1 ? first : first + " to " + rowLabels[rows.upperBound - 1]
  }
}

extension Drawing {
  /// Cells of equal size, row by row, on a sheet: neighbours of one ink are one rectangle. Nil is left free.
  mutating func cells(_ inks: [[Ink?]], at corner: Point, width: Double, height: Double) {
    let down = height / Double(max(1, inks.count))
    for (row, inks) in inks.enumerated() {
      let across = width / Double(max(1, inks.count))
      var start = 0
      for end in 1...max(1, inks.count) where end >= inks.count || inks[end] != inks[start] {
        if start < inks.count, let ink = inks[start] {
          rectangle(
            .init(x: corner.x + Double(start) * across, y: corner.y + Double(row) * down),
            width: Double(end - start) * across, height: down, ink)
        }
        start = end
      }
    }
  }
}
