/// Draws series on a canvas, and counts what has no place there.
///
/// However many points fall into one column of dots, they cost one vertical line from the lowest to
/// the highest: the picture is the same as with a line for each, and a million points are quick.
struct Trace {
  let frame: Frame
  private(set) var canvas: Canvas
  private(set) var strays = Strays()
  private let alphabet: Alphabet

  /// A trace on an empty canvas inside [frame].
  init(_ frame: Frame, _ glyphs: any DotGlyphs) {
    self.frame = frame
    canvas = Canvas(columns: frame.columns, rows: frame.rows, glyphs: glyphs)
    alphabet = frame.display.alphabet
  }

  /// Where the marks of a series stand.
  enum Marks {
    case none
    /// At every point.
    case all
    /// At points, no two of them nearer than so many columns, the first not before a column.
    case every(columns: Int, from: Int)
  }

  /// Draws the points of [series] as line [index], with the given [joining]; a point without neighbours
  /// to be joined to is marked. Returns the point at which it ends.
  @discardableResult
  mutating func draw(
    _ series: PlotSeries, index: Int, joining: Joining = .straight, marks: Marks = .none
  ) -> End? {
    var run: Run?
    var end: End?
    var nextMark = 0
    if case .every(_, let first) = marks { nextMark = first }
    for (x, y) in zip(series.x, series.y) {
      guard let column = frame.x.dot(x, of: canvas.width) else {
        strays.places += 1
        continue
      }
      guard let height = frame.y.dot(y, of: canvas.height) else {
        strays.count(y)
        stamp(stray: y, column: column)
        if let done = run { finish(done, index) }
        run = nil
        continue
      }
      let cell = canvas.cell(x: column, y: height)
      end = End(row: cell.row, value: y)
      switch marks {
      case .none: break
      case .all: mark(cell, index)
      case .every(let columns, _):
        if cell.column >= nextMark {
          mark(cell, index)
          nextMark = cell.column + columns
        }
      }
      guard joining != .none else {
        canvas.dot(x: column, y: height, series: index)
        continue
      }
      guard var open = run else {
        run = Run(column: column, height: height)
        continue
      }
      if open.column == column {
        open.include(height)
      } else {
        fill(open, index)
        let corner = (column, joining == .stairs ? open.last : height)
        canvas.line(from: (open.column, open.last), to: corner, series: index)
        canvas.line(from: corner, to: (column, height), series: index)
        open = Run(column: column, height: height, points: open.points + 1)
      }
      run = open
    }
    if let run { finish(run, index) }
    return end
  }

  /// Stamps the flags of [series], line [index], where it has values.
  mutating func stampFlags(of series: PlotSeries, index: Int) {
    for (flag, y) in series.flagged {
      guard let column = frame.x.dot(flag.x, of: canvas.width), let row = frame.y.dot(y, of: canvas.height),
        let sign = flag.text.first
      else { continue }
      let cell = canvas.cell(x: column, y: row)
      canvas.stamp(sign, column: cell.column, row: cell.row, ink: .series(index))
    }
  }

  /// Where a line ends: in which row of cells, and at which value.
  struct End {
    var row: Int
    var value: Double
  }

  /// Neighbouring points in the column of dots reached last.
  private struct Run {
    let column: Int
    var low, high, last, points: Int

    init(column: Int, height: Int, points: Int = 1) {
      (self.column, self.points) = (column, points)
      (low, high, last) = (height, height, height)
    }

    mutating func include(_ height: Int) {
      (low, high, last, points) = (min(low, height), max(high, height), height, points + 1)
    }
  }

  private mutating func fill(_ run: Run, _ index: Int) {
    canvas.line(from: (run.column, run.low), to: (run.column, run.high), series: index)
  }

  private mutating func finish(_ run: Run, _ index: Int) {
    fill(run, index)
    guard run.points == 1 else { return }
    mark(canvas.cell(x: run.column, y: run.last), index)
  }

  private mutating func mark(_ cell: (column: Int, row: Int), _ index: Int) {
    canvas.stamp(alphabet.mark(index), column: cell.column, row: cell.row, ink: .series(index))
  }

  /// A value without a place stands at the edge it left by; what is no number, at the lower one.
  private mutating func stamp(stray value: Double, column: Int) {
    let isAbove = value == .infinity
    let glyph = value == 0 ? alphabet.below : alphabet.glyph(stray: value)
    canvas.stamp(
      glyph, column: canvas.cell(x: column, y: 0).column, row: isAbove ? 0 : frame.rows - 1, ink: .alarm)
  }
}

/// How many values had no place in a picture, and why.
struct Strays: Equatable {
  var notNumbers = 0
  var infinite = 0
  var negativeInfinite = 0
  /// At or below zero on a logarithmic axis.
  var unplaced = 0
  /// Values whose place along the horizontal axis is none.
  var places = 0

  mutating func count(_ value: Double) {
    if value.isNaN {
      notNumbers += 1
    } else if value == .infinity {
      infinite += 1
    } else if value == -.infinity {
      negativeInfinite += 1
    } else {
      unplaced += 1
    }
  }

  mutating func add(_ other: Strays) {
    notNumbers += other.notNumbers
    infinite += other.infinite
    negativeInfinite += other.negativeInfinite
    unplaced += other.unplaced
    places += other.places
  }

  /// What they say below a picture drawn with [alphabet].
  func notes(_ alphabet: Alphabet) -> [String] {
    var notes: [String] = []
    let kinds = [
      (notNumbers, "\(alphabet.notNumber) nan"), (infinite, "\(alphabet.above) inf"),
      (negativeInfinite, "\(alphabet.below) -inf"),
    ].filter { $0.0 > 0 }
    let sum = kinds.reduce(0) { $0 + $1.0 }
    if sum > 0 {
      notes.append(
        Readable.count(sum, "value") + (sum == 1 ? " is" : " are") + " not finite ("
          + kinds.map(\.1).joined(separator: ", ") + ")")
    }
    if unplaced > 0 {
      notes.append(
        Readable.count(unplaced, "value") + (unplaced == 1 ? " is" : " are")
          + " not above zero (\(alphabet.below))")
    }
    if places > 0 {
      notes.append(
        Readable.count(places, "point") + (places == 1 ? " has" : " have") + " no place along the axis")
    }
    return notes
  }
}
