/// A grid of cells, each of which holds dots; points become cells here, and nothing else does.
///
/// Dots are counted from the lower left corner, so that y grows upwards as in a plot. A cell shows
/// one ink: that of the series drawn last. A stamp is a whole character put on top of the dots.
struct Canvas {
  let columns, rows: Int
  let glyphs: any DotGlyphs
  private var patterns: [UInt16]
  private var owners: [Int]
  private var stamps: [Int: StyledLine.Cell] = [:]
  private let across, down: Int
  private let ink: (Int) -> Ink

  /// An empty canvas of [columns] × [rows] cells, in which each series has its [ink].
  init(columns: Int, rows: Int, glyphs: any DotGlyphs, ink: @escaping (Int) -> Ink = { Ink.series($0) }) {
    precondition(columns > 0 && rows > 0, "a canvas has cells")
    (self.columns, self.rows, self.glyphs) = (columns, rows, glyphs)
    (across, down, self.ink) = (glyphs.across, glyphs.down, ink)
    patterns = Array(repeating: 0, count: columns * rows)
    owners = Array(repeating: 0, count: columns * rows)
  }

  /// Dots from left to right, and from bottom to top.
  var width: Int { columns * across }
  var height: Int { rows * down }

  /// The cell, from the left and from the top, in which a dot lies.
  func cell(x: Int, y: Int) -> (column: Int, row: Int) { (x / across, (height - 1 - y) / down) }

  /// Sets a dot; one outside is left out.
  mutating func dot(x: Int, y: Int, series: Int) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    let fromTop = height - 1 - y
    let index = fromTop / down * columns + x / across
    patterns[index] |= 1 << (fromTop % down * across + x % across)
    owners[index] = series
  }

  /// Sets the dots nearest to the straight line between two dots, ends included, one a step along
  /// the longer side.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), series: Int) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let steps = max(abs(dx), abs(dy))
    guard steps > 0 else { return dot(x: start.x, y: start.y, series: series) }
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      dot(
        x: start.x + Int((share * Double(dx)).rounded()), y: start.y + Int((share * Double(dy)).rounded()),
        series: series)
    }
  }

  /// Puts [glyph] over a cell, counted from the left and from the top.
  mutating func stamp(_ glyph: Character, column: Int, row: Int, ink: Ink?) {
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return }
    stamps[row * columns + column] = StyledLine.Cell(glyph: glyph, ink: ink)
  }

  /// The row of cells at [row], counted from the top.
  func line(_ row: Int) -> StyledLine {
    var line = StyledLine()
    for column in 0..<columns {
      let index = row * columns + column
      if let stamp = stamps[index] {
        line.append(stamp.glyph, stamp.ink)
      } else if patterns[index] == 0 {
        // A blank, not the empty Braille pattern: that one is no space to grep, trimming and fonts.
        line.append(" ")
      } else {
        line.append(glyphs.glyph(patterns[index], series: owners[index]), ink(owners[index]))
      }
    }
    return line
  }
}
