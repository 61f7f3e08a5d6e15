/// One way of writing: how a hand moves, bends and presses while it draws one glyph.
///
/// A point p of the unit box goes to c + A (p + w(p) − ½): c a shifted centre, A size, slant and
/// rotation, and w a smooth warp that bends lines. All of it is drawn from one stream.
struct GlyphHand {
  /// Pixels along each side of a picture.
  static let side = 28

  private let draws: RandomStream
  private let strength: Float
  private let centre: Point
  private let across: Point
  private let down: Point
  private let bend: Point
  private let phases: [Double]
  private let halfWidth: Float
  private let ink: Float

  /// A hand that strays from the model by [strength], 0 being the model itself.
  init(_ draws: RandomStream, strength: Float) {
    func between(_ low: Float, _ high: Float, _ index: Int) -> Float {
      let middle = (low + high) / 2
      return middle + (Float(draws.uniform(index)) * (high - low) + low - middle) * min(strength, 4)
    }
    (self.draws, self.strength) = (draws, strength)
    let half = Float(Self.side) / 2
    centre = Point(x: half + between(-2.5, 2.5, 0), y: half + between(-2.5, 2.5, 1))
    let (width, height) = (between(9, 15, 2), between(15, 20, 3))
    let (cosine, sine) = RandomStream.circle(Double(between(-0.05, 0.05, 4)))
    let slant = between(-0.3, 0.3, 5)
    across = Point(x: width * Float(cosine), y: width * Float(sine))
    down = Point(
      x: height * Float(-sine) - slant * height * Float(cosine),
      y: height * Float(cosine) - slant * height * Float(sine))
    bend = Point(x: between(-0.07, 0.07, 6), y: between(-0.07, 0.07, 7))
    phases = [draws.uniform(8), draws.uniform(9)]
    halfWidth = max(0.4, between(0.5, 1.4, 10))
    ink = min(1, max(0.2, between(0.7, 1, 11)))
  }

  /// The picture of [glyph], row-major, from 0 (paper) to 1 (ink).
  func draw(_ glyph: Glyph) -> [Float] {
    var picture = [Float](repeating: 0, count: Self.side * Self.side)
    let added = glyph.flourishes.enumerated().filter { strength > 0 && draws.uniform(12 + $0.offset) < 0.5 }
    for stroke in glyph.strokes + added.map(\.element) {
      let points = stroke.points.map(placed)
      for (a, b) in zip(points, points.dropFirst()) { pull(from: a, to: b, on: &picture) }
    }
    return picture
  }

  private func placed(_ point: Point) -> Point {
    let waveX = Float(RandomStream.circle(Double(point.y) * 0.9 + phases[0]).sine)
    let waveY = Float(RandomStream.circle(Double(point.x) * 0.9 + phases[1]).sine)
    let (u, v) = (point.x - 0.5 + bend.x * waveX, point.y - 0.5 + bend.y * waveY)
    return Point(x: centre.x + across.x * u + down.x * v, y: centre.y + across.y * u + down.y * v)
  }

  /// Inks every pixel by how near it is to the line from [a] to [b]; the edge is one pixel soft.
  private func pull(from a: Point, to b: Point, on picture: inout [Float]) {
    let reach = halfWidth + 0.5
    let columns = Self.pixels(min(a.x, b.x) - reach, max(a.x, b.x) + reach)
    let rows = Self.pixels(min(a.y, b.y) - reach, max(a.y, b.y) + reach)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let perLength = 1 / max(dx * dx + dy * dy, 1e-6)
    for row in rows {
      for column in columns {
        let (px, py) = (Float(column) + 0.5 - a.x, Float(row) + 0.5 - a.y)
        let along = min(1, max(0, (px * dx + py * dy) * perLength))
        let (ex, ey) = (px - along * dx, py - along * dy)
        let distance = (ex * ex + ey * ey).squareRoot()
        let value = ink * min(1, max(0, reach - distance))
        let place = row * Self.side + column
        if value > picture[place] { picture[place] = value }
      }
    }
  }

  /// The pixels between two coordinates, none if both are off the paper.
  private static func pixels(_ low: Float, _ high: Float) -> Range<Int> {
    let first = Int(min(Float(side), max(0, low)))
    return first..<max(first, Int(min(Float(side), max(0, high.rounded(.up)))))
  }
}
