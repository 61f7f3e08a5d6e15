extension Axis {
  /// The column of [value] on a horizontal axis of [columns] from [left] on, in the middle of the cell that text has
  /// there; nil where it has no place or lies outside.
  func column(_ value: Double, left: Int, columns: Int) -> Double? {
    inside(value).map { Double(left) + 0.5 + $0 * Double(columns - 1) }
  }

  /// How far along the axis [value] lies; nil where it has no place or lies outside.
  func inside(_ value: Double) -> Double? {
    guard let share = share(value), share > -1e-9, share < 1 + 1e-9 else { return nil }
    return min(1, max(0, share))
  }

  /// Draws it below what is on the sheet: a rule, the labels, and [name] below them.
  func draw(_ name: String, left: Int, columns: Int, on sheet: inout Drawing) {
    let y = sheet.take(ticks.isEmpty ? 0.4 : 1.4)
    sheet.line([.init(x: Double(left) - 0.2, y: y), .init(x: Double(left + columns), y: y)], .faint)
    for tick in ticks {
      guard let x = column(tick.value, left: left, columns: columns) else { continue }
      sheet.line([.init(x: x, y: y), .init(x: x, y: y + 0.25)], .faint)
      sheet.text(tick.label, x: x, y: y + 0.2, .middle)
    }
    if !name.isEmpty { sheet.centred(name, left: Double(left), columns: Double(columns)) }
  }
}
