/// The course of a series on a plane.
///
/// However many points there are, those that fall into a twentieth of a column become at most four: the first, the
/// lowest, the highest and the last. So a file stays small, and looks as if it had all of them.
struct Course {
  /// Lines without gaps.
  private(set) var pieces: [[Drawing.Point]] = []
  /// Points without neighbours to be joined to.
  private(set) var alone: [Drawing.Point] = []
  /// Where the points lie, each place once.
  private(set) var points: [Drawing.Point] = []
  /// Signs for values without a place, at the edge they left by.
  private(set) var outside: [(glyph: Character, x: Double, y: Double)] = []
  private(set) var strays = Strays()
  /// Where it ends.
  private(set) var end: Trace.End?

  private static let fineness = 20.0

  /// The course of [series] on [plane].
  init(_ series: PlotSeries, on plane: Plane, joining: Joining) {
    var bucket: Bucket?
    var piece: [Drawing.Point] = []
    // Which fifths of columns and tenths of lines have a point, and which columns a sign above and below.
    let (across, down) = (plane.frame.columns * 5, plane.frame.rows * 10)
    var isTaken = Array(repeating: false, count: across * down)
    var isSigned = Array(repeating: false, count: plane.frame.columns * 2)
    for (x, y) in zip(series.x, series.y) {
      guard let column = plane.x(x) else {
        strays.places += 1
        continue
      }
      let place = Int(column * Self.fineness)
      guard let line = plane.y(y) else {
        strays.count(y)
        let alphabet = Alphabet.unicode
        let isAbove = y == .infinity
        let sign = min(plane.frame.columns - 1, Int(column - plane.left)) * 2 + (isAbove ? 1 : 0)
        if !isSigned[sign] {
          isSigned[sign] = true
          outside.append(
            (
              glyph: y == 0 ? alphabet.below : alphabet.glyph(stray: y), x: column,
              y: isAbove ? plane.top + 0.5 : plane.bottom - 0.5
            ))
        }
        bucket?.empty(into: &piece, joining)
        bucket = nil
        close(&piece)
        continue
      }
      let point = Drawing.Point(x: column, y: line)
      end = Trace.End(row: min(plane.frame.rows - 1, Int(line - plane.top)), value: y)
      let dot =
        min(across - 1, Int((column - plane.left) * 5)) * down + min(down - 1, Int((line - plane.top) * 10))
      if !isTaken[dot] {
        isTaken[dot] = true
        points.append(point)
      }
      guard joining != .none else { continue }
      if bucket?.place == place {
        bucket?.include(point)
      } else {
        bucket?.empty(into: &piece, joining)
        bucket = Bucket(place: place, first: point)
      }
    }
    bucket?.empty(into: &piece, joining)
    close(&piece)
  }

  private mutating func close(_ piece: inout [Drawing.Point]) {
    if piece.count == 1 { alone.append(piece[0]) } else if piece.count > 1 { pieces.append(piece) }
    piece = []
  }
}

/// Neighbouring points that can hardly be told apart from left to right.
private struct Bucket {
  let place: Int
  private let first: Drawing.Point
  private var low, high, last: Drawing.Point

  init(place: Int, first: Drawing.Point) {
    self.place = place
    (self.first, low, high, last) = (first, first, first, first)
  }

  mutating func include(_ point: Drawing.Point) {
    if point.y > low.y { low = point }
    if point.y < high.y { high = point }
    last = point
  }

  /// Adds its points to [piece], with a corner in front if a value holds until the next.
  func empty(into piece: inout [Drawing.Point], _ joining: Joining) {
    if joining == .stairs, let before = piece.last { piece.append(.init(x: first.x, y: before.y)) }
    for point in [first, low, high, last] where piece.last != point { piece.append(point) }
  }
}
