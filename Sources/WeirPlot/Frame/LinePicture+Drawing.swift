extension LinePicture {
  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    guard let plan = plan(on: display) else {
      return sheet.add(Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display))
    }
    let frame = plan.frame
    let plane = frame.draw(on: &sheet)
    var strays = Strays()
    var ends: [Trace.End?] = []
    for (index, one) in series.enumerated() {
      let course = Course(one, on: plane, joining: joining)
      strays.add(course.strays)
      ends.append(course.end)
      draw(course, index, marks(index, frame), plane, on: &sheet)
    }
    for (index, one) in series.enumerated() {
      for (flag, y) in one.flagged {
        guard let x = plane.x(flag.x), let y = plane.y(y) else { continue }
        sheet.text(flag.text, x: x, y: y - 0.5, .middle, .series(index), hasHalo: true)
      }
    }
    if series.count > 1 {
      if plan.hasEndLabels, let places = Legend.beside(ends, rows: frame.rows) {
        for (index, place) in places.enumerated() {
          let y = plane.top + Double(place)
          sheet.mark(index, at: .init(x: plane.right + 1, y: y + 0.5))
          sheet.text(plan.names[index], x: plane.right + 2, y: y)
        }
      } else {
        Legend.draw(plan.names, on: &sheet)
      }
    }
    sheet.add(Notes.lines(strays.notes(display.alphabet) + plan.notes, on: display))
  }

  private func draw(
    _ course: Course, _ index: Int, _ marks: Trace.Marks, _ plane: Plane, on sheet: inout Drawing
  ) {
    for stray in course.outside {
      sheet.text(String(stray.glyph), x: stray.x, y: stray.y - 0.5, .middle, .alarm)
    }
    guard joining != .none else {
      for point in course.points { sheet.mark(index, at: point, small: marking == .dots) }
      return
    }
    for piece in course.pieces { sheet.line(piece, .series(index), width: 1.75) }
    for point in course.alone { sheet.mark(index, at: point) }
    switch marks {
    case .none: break
    case .all: for point in course.points { sheet.mark(index, at: point) }
    case .every(let columns, let from):
      var next = Double(from)
      for point in course.points where point.x - plane.left >= next {
        sheet.mark(index, at: point)
        next = point.x - plane.left + Double(columns)
      }
    }
  }
}
