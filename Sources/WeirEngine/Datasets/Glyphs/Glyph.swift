/// A point of a drawing, y downwards.
struct Point: Equatable {
  var x: Float
  var y: Float
}

/// How a character is drawn by hand: strokes in a box from 0 to 1 both ways.
struct Glyph {
  /// One pull of the pen.
  enum Stroke {
    /// Straight from point to point.
    case line([Point])
    /// Along an ellipse, from one angle to another. Angles are in turns: 0 right, ¼ down, ½ left, ¾ up.
    case arc(centre: Point, radii: Point, from: Float, to: Float)
  }

  /// The strokes that everybody draws.
  let strokes: [Stroke]
  /// Those that some people add, each in every other drawing.
  let flourishes: [Stroke]

  init(_ strokes: Stroke..., sometimes flourishes: [Stroke] = []) {
    (self.strokes, self.flourishes) = (strokes, flourishes)
  }
}

extension Glyph.Stroke {
  /// Straight lines through the points whose coordinates are given in turn.
  static func line(_ coordinates: Float...) -> Self {
    .line(
      stride(from: 0, to: coordinates.count - 1, by: 2).map {
        Point(x: coordinates[$0], y: coordinates[$0 + 1])
      })
  }

  /// A part of the ellipse around ([x], [y]), or all of it.
  static func arc(_ x: Float, _ y: Float, _ rx: Float, _ ry: Float, _ from: Float = 0, _ to: Float = 1)
    -> Self
  {
    .arc(centre: Point(x: x, y: y), radii: Point(x: rx, y: ry), from: from, to: to)
  }

  /// The stroke as points close enough together that a curve looks like one, and that a warp bends
  /// straight lines as well.
  var points: [Point] {
    switch self {
    case .line(let corners):
      var points = corners.prefix(1).map { $0 }
      for (a, b) in zip(corners, corners.dropFirst()) {
        for step in 1...4 {
          let share = Float(step) / 4
          points.append(Point(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share))
        }
      }
      return points
    case .arc(let centre, let radii, let from, let to):
      let steps = max(3, Int(((to - from).magnitude * 18).rounded()))
      return (0...steps).map { step in
        let turn = from + (to - from) * Float(step) / Float(steps)
        let (cosine, sine) = RandomStream.circle(Double(turn))
        return Point(x: centre.x + radii.x * Float(cosine), y: centre.y + radii.y * Float(sine))
      }
    }
  }
}
