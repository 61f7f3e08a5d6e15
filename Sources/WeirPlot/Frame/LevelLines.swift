/// The lines along which numbers in rows and columns have one value, piece by piece ("marching squares", after
/// Lorensen and Cline 1987).
///
/// Between four neighbours there is one straight piece, or two where opposite corners lie on the same side; these run
/// so that the mean of the four lies on the side to which it belongs.
struct LevelLines {
  struct Place: Equatable {
    var x, y: Double
  }

  struct Segment: Equatable {
    var start, end: Place
  }

  private let values: [[Double]]
  private let x, y: [Double]

  /// The lines of [values], whose columns lie at [x] and whose rows at [y].
  init(_ values: [[Double]], x: [Double], y: [Double]) { (self.values, self.x, self.y) = (values, x, y) }

  /// The pieces at [level].
  func at(_ level: Double) -> [Segment] {
    var segments: [Segment] = []
    for row in 0..<max(0, values.count - 1) {
      for column in 0..<max(0, x.count - 1) {
        segments += Square(
          corners: [
            values[row][column], values[row][column + 1], values[row + 1][column + 1],
            values[row + 1][column],
          ], x: (x[column], x[column + 1]), y: (y[row], y[row + 1])
        ).segments(level)
      }
    }
    return segments
  }

  /// Four neighbours, clockwise from the upper left.
  private struct Square {
    let corners: [Double]
    let x, y: (Double, Double)

    /// Sides are numbered clockwise from the upper one, which joins corners 0 and 1.
    func segments(_ level: Double) -> [Segment] {
      guard corners.allSatisfy(\.isFinite) else { return [] }
      let isAbove = corners.map { $0 >= level }
      let crossed = (0..<4).filter { isAbove[$0] != isAbove[($0 + 1) % 4] }
      switch crossed.count {
      case 2: return [Segment(start: place(crossed[0], level), end: place(crossed[1], level))]
      case 4:
        // The first corner is cut off from its neighbours unless the middle is on its side.
        let isMiddleAbove = Groups.mean(corners) >= level
        let pairs = isMiddleAbove == isAbove[0] ? [(0, 1), (2, 3)] : [(3, 0), (1, 2)]
        return pairs.map { Segment(start: place($0, level), end: place($1, level)) }
      default: return []
      }
    }

    /// The corners of each side, to the right or downwards: neighbours that share a side find the same place on it.
    private static let sides = [(0, 1), (1, 2), (3, 2), (0, 3)]

    /// Where [level] lies on a side.
    private func place(_ side: Int, _ level: Double) -> Place {
      let (from, to) = (corners[Self.sides[side].0], corners[Self.sides[side].1])
      let share = min(1, max(0, (level / 2 - from / 2) / (to / 2 - from / 2)))
      func between(_ a: Double, _ b: Double) -> Double { a * (1 - share) + b * share }
      switch side {
      case 0: return Place(x: between(x.0, x.1), y: y.0)
      case 1: return Place(x: x.1, y: between(y.0, y.1))
      case 2: return Place(x: between(x.0, x.1), y: y.1)
      default: return Place(x: x.0, y: between(y.0, y.1))
      }
    }
  }
}
