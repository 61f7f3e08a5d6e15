extension Drawing {
  /// Lines of text, such as notes: each stretch of one ink where it stands in the text.
  mutating func add(_ lines: [StyledLine]) {
    for line in lines {
      let y = take(1.1)
      var column = 0
      var (start, ink, text) = (0, Ink?.none, "")
      for cell in line.cells {
        if cell.ink != ink {
          self.text(text, x: Double(start), y: y, .start, ink)
          (start, ink, text) = (column, cell.ink, "")
        }
        text.append(cell.glyph)
        column += TextWidth.columns(cell.glyph)
      }
      self.text(text, x: Double(start), y: y, .start, ink)
    }
  }

  /// [title], where every line of it can be seen before anybody has scrolled to the middle of a wide picture.
  mutating func title(_ title: String) {
    if !title.isEmpty { text(title, x: 0, y: take(1.25)) }
  }

  /// [text] in the middle over or under [columns] from [left] on.
  mutating func centred(_ text: String, left: Double, columns: Double) {
    self.text(text, x: left + columns / 2, y: take(1.25), .middle)
  }
}

extension Legend {
  /// Marks and names in as many lines as they need.
  static func draw(_ names: [String], on sheet: inout Drawing) {
    var (x, y) = (1.0, sheet.take(1.2))
    for (index, name) in names.enumerated() {
      // Letters are narrower than a column, as a rule.
      let width = 2 + 0.8 * Double(TextWidth.columns(name)) + 2
      if x > 1, x + width > Double(Drawing.display.width) { (x, y) = (1, sheet.take(1.2)) }
      sheet.mark(index, at: .init(x: x, y: y + 0.5))
      sheet.text(name, x: x + 1, y: y)
      x += width
    }
  }
}

extension LowerAxis {
  /// The rule with its marks, the labels, and [name] below them.
  func draw(_ name: String, on sheet: inout Drawing) {
    let y = sheet.take(labels.isEmpty ? 0.4 : 1.4)
    let (left, right) = (Double(gutter), Double(gutter + columns))
    sheet.line([.init(x: left - 0.2, y: y), .init(x: right, y: y)], .faint)
    for label in labels {
      let x = left + Double(label.column) + 0.5
      sheet.line([.init(x: x, y: y), .init(x: x, y: y + 0.25)], .faint)
      sheet.text(label.text, x: x, y: y + 0.2, .middle)
    }
    if !name.isEmpty { sheet.centred(name, left: left, columns: Double(columns)) }
  }
}
