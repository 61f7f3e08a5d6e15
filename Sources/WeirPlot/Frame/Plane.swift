/// Where the points of a frame lie on a sheet of vectors: in the middles of the cells that text has there.
struct Plane {
  let frame: Frame
  /// The line in which the frame's rows begin.
  let top: Double

  /// The columns between which points lie.
  var left: Double { Double(frame.gutter) }
  var right: Double { Double(frame.gutter + frame.columns) }
  /// The line in which the frame's rows end.
  var bottom: Double { top + Double(frame.rows) }

  /// The column of [value]; nil where it has no place or lies outside.
  func x(_ value: Double) -> Double? {
    frame.x.column(value, left: frame.gutter, columns: frame.columns)
  }

  /// The line of [value]; nil where it has no place or lies outside.
  func y(_ value: Double) -> Double? {
    frame.y.inside(value).map { top + 0.5 + (1 - $0) * Double(frame.rows - 1) }
  }
}

extension Frame {
  /// The colour of lines that only guide the eye.
  static let guide = Ink(0xDD_DDDD, basic: 37)

  /// Draws title, axes, labels and names, and leaves room for what lies inside.
  func draw(on sheet: inout Drawing) -> Plane {
    sheet.title(wish.title)
    if !wish.yName.isEmpty { sheet.text(wish.yName, x: 0, y: sheet.take(1.1)) }
    let plane = Plane(frame: self, top: sheet.take(Double(rows)))
    for tick in y.ticks {
      guard let line = plane.y(tick.value) else { continue }
      sheet.line([.init(x: plane.left, y: line), .init(x: plane.right, y: line)], Self.guide)
      sheet.text(tick.label, x: plane.left - 0.8, y: line - 0.5, .end)
    }
    let left = plane.left - 0.2
    sheet.line([.init(x: left, y: plane.top), .init(x: left, y: plane.bottom)], .faint)
    x.draw(wish.xName, left: gutter, columns: columns, on: &sheet)
    return plane
  }
}
