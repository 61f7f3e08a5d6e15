import Testing

@testable import WeirPlot

@Suite struct LevelLinesTests {
  private typealias Place = LevelLines.Place

  private func lines(_ values: [[Double]], _ level: Double) -> [LevelLines.Segment] {
    LevelLines(
      values, x: values[0].indices.map(Double.init), y: values.indices.map(Double.init)
    ).at(level)
  }

  @Test func `a line crosses a side where the value lies between its ends`() {
    #expect(
      lines([[0, 4], [0, 4]], 1) == [.init(start: Place(x: 0.25, y: 0), end: Place(x: 0.25, y: 1))])
    #expect(
      lines([[0, 0], [2, 2]], 1) == [.init(start: Place(x: 1, y: 0.5), end: Place(x: 0, y: 0.5))])
    #expect(lines([[0, 0], [0, 0]], 1).isEmpty)
  }

  @Test func `a single high corner is cut off`() {
    #expect(lines([[1, 0], [0, 0]], 0.5) == [.init(start: Place(x: 0.5, y: 0), end: Place(x: 0, y: 0.5))])
  }

  @Test(arguments: [(0.4, [1.0, 0.0]), (0.6, [0.0, 1.0])])
  func `of opposite corners those are joined on whose side the mean lies`(level: Double, cut: [Double]) {
    // The high corners are the upper left and the lower right one; the mean of all is 0.5. Below it they are joined,
    // and the line cuts off the upper right corner, (1, 0); above it the upper left one.
    let found = lines([[1, 0], [0, 1]], level)
    #expect(found.count == 2)
    let nearest = found.map { segment in
      [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].min { one, other in
        func distance(_ corner: (Double, Double)) -> Double {
          let (x, y) = ((segment.start.x + segment.end.x) / 2, (segment.start.y + segment.end.y) / 2)
          return (x - corner.0) * (x - corner.0) + (y - corner.1) * (y - corner.1)
        }
        return distance(one) < distance(other)
      }
    }
    #expect(nearest.contains { $0.map { $0.0 == cut[0] && $0.1 == 0 } == true })
  }

  @Test func `no line runs along a number that is not finite`() {
    #expect(lines([[0, 4, 0], [0, .nan, 0]], 1).isEmpty)
  }

  @Test func `a line around a hill is closed`() {
    let values = (-4...4).map { row in
      (-4...4).map { column -> Double in Double(-row * row - column * column) }
    }
    let segments = lines(values, -6.5)
    var ends: [[Double]: Int] = [:]
    for place in segments.flatMap({ [$0.start, $0.end] }) { ends[[place.x, place.y], default: 0] += 1 }
    #expect(!segments.isEmpty && ends.values.allSatisfy { $0 == 2 })
  }
}
