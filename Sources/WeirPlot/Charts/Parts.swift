/// A pattern in parts: how many weights of each are active.
struct Parts {
  private let pattern: PlotPattern
  private let display: Display
  private let gutter: Int
  private let rows, columns: Groups
  private var counts: [[Int]]
  private var sums: MarginSums

  /// The rows of a picture of weights on [display].
  static func rows(on display: Display) -> Int { min(20, Frame.room(on: display)) }

  /// [pattern] in parts that are about square on [display], none smaller than a weight.
  init(of pattern: PlotPattern, on display: Display) {
    (self.pattern, self.display) = (pattern, display)
    gutter = "\(pattern.rows - 1)".count + 2
    // Two columns on the right are for the shares of rows.
    let room = Double(max(1, Frame.width(on: display) - gutter - 2))
    let (height, width) = (Double(pattern.rows), Double(pattern.columns))
    // A cell is about twice as tall as wide. Shares of fewer than nine weights would be mostly noise.
    let across = min(
      room, width, 2 * Double(Self.rows(on: display)) * width / height, (2 * width * width / 9).squareRoot())
    columns = Groups(of: pattern.columns, in: max(min(8, pattern.columns), Int(across)))
    let down = across * height / width / 2
    rows = Groups(
      of: pattern.rows, in: min(Self.rows(on: display), max(min(3, pattern.rows), Int(down.rounded()))))
    var counts = Array(repeating: Array(repeating: 0, count: columns.ranges.count), count: rows.ranges.count)
    var sums = MarginSums(pattern)
    let (rowPlaces, columnPlaces) = (rows.places, columns.places)
    pattern.visit { row, column in
      sums.count(row: row, column: column)
      counts[rowPlaces[row]][columnPlaces[column]] += 1
    }
    (self.counts, self.sums) = (counts, sums)
  }

  private func size(_ row: Int, _ column: Int) -> Int {
    rows.ranges[row].count * columns.ranges[column].count
  }

  /// The share of weights kept in each part, in percent, with the shares of rows and columns.
  func shaded(_ head: (Int) -> String) -> [StyledLine] {
    let shares = counts.enumerated().map { row, counts in
      counts.enumerated().map { column, count in 100 * Double(count) / Double(size(row, column)) }
    }
    let most = shares.joined().max() ?? 0
    let scale = ShadeScale(
      low: 0, high: most > 0 ? most : 100, isLogarithmic: false, alphabet: display.alphabet)
    let above = strip(
      columns.ranges.map { range in
        Double(range.reduce(0) { $0 + sums.columns[$1] }) / Double(range.count * pattern.rows)
      })
    let beside = strip(
      rows.ranges.map { range in
        Double(range.reduce(0) { $0 + sums.rows[$1] }) / Double(range.count * pattern.columns)
      })
    let picture = zip(shares, beside.cells).map { shares, margin in
      var line = StyledLine()
      for share in shares {
        let cell = scale.cell(share)
        line.append(cell.glyph, cell.ink)
      }
      line.append(" ")
      line.append(margin.glyph, margin.ink)
      return line
    }
    return frame.lines(head(sums.active), picture, above: above)
      + scale.legend("kept", unit: "%", on: display) + Notes.lines(sums.notes, on: display)
  }

  /// Shares of whole rows or columns as heights, from none to the largest.
  private func strip(_ shares: [Double]) -> StyledLine {
    let most = shares.max() ?? 0
    let levels = display.alphabet.levels
    var line = StyledLine()
    for share in shares {
      if share == 0 {
        line.append(" ")
      } else {
        line.append(levels[Int((share / most * Double(levels.count - 1)).rounded())], .faint)
      }
    }
    return line
  }

  private var frame: PatternFrame {
    PatternFrame(
      pattern: pattern, display: display, gutter: gutter, columns: columns.ranges.count,
      rows: rows.ranges.count)
  }

  /// How far each part is from what a random mask of the same density would keep, in standard deviations.
  func compared(_ head: (Int) -> String) -> [StyledLine] {
    let density = Double(sums.active) / (Double(pattern.rows) * Double(pattern.columns))
    let alphabet = display.alphabet
    var beyond = 0
    let picture = counts.enumerated().map { row, counts in
      var line = StyledLine()
      for (column, count) in counts.enumerated() {
        let size = Double(size(row, column))
        let spread = (size * density * (1 - density)).squareRoot()
        let z = spread > 0 ? (Double(count) - size * density) / spread : 0
        if abs(z) > 2 { beyond += 1 }
        let level = z < -4 ? 0 : z < -2 ? 1 : z <= 2 ? 2 : z <= 4 ? 3 : 4
        line.append(alphabet.deviations[level], level == 2 ? .faint : level < 2 ? .fewer : .more)
      }
      return line
    }
    let parts = rows.ranges.count * columns.ranges.count
    let meanings = ["z below -4", "below -2", "as a random mask", "above 2", "above 4"]
    let legend = zip(alphabet.deviations, meanings).map { glyph, meaning in StyledLine("\(glyph) \(meaning)")
    }
    return frame.lines(head(sums.active), picture)
      + Legend.flowed(legend, width: Frame.width(on: display))
      + Notes.lines(
        ["\(Readable.percent(beyond, of: parts)) of parts outside -2...2; a random mask has about 5 %"]
          + sums.notes,
        on: display)
  }
}
