extension ShadeScale {
  /// What the colours mean: each stands between the bounds of its level. [strays] are looks outside the scale that
  /// occur, with what they mean.
  func drawLegend(
    _ name: String, unit: String = "", strays: [(Double, String)] = [], on sheet: inout Drawing
  ) {
    let y = sheet.take(2.5) + 0.3
    let start = name.isEmpty ? 2 : 2 + 0.8 * Double(TextWidth.columns(name)) + 1
    sheet.text(name, x: 1, y: y)
    // As wide as the longest label needs, but all in one line.
    let longest = texts.map { TextWidth.columns($0 + unit) }.max() ?? 0
    let width = min(
      max(4, Double(longest) * 0.8 + 0.8), (Double(Drawing.display.width) - start - 3) / Double(levels))
    for level in 0..<levels {
      sheet.rectangle(
        .init(x: start + Double(level) * width, y: y + 0.15), width: width, height: 0.7,
        swatch(level).ink ?? .faint)
    }
    for (place, text) in texts.enumerated() {
      sheet.text(text + unit, x: start + Double(place) * width, y: y + 0.95, .middle)
    }
    guard !strays.isEmpty else { return }
    let line = sheet.take(1.2)
    sheet.rectangle(
      .init(x: 1, y: line + 0.15), width: 2, height: 0.7, stray(.nan).ink ?? .alarm)
    sheet.text(strays.map(\.1).joined(separator: ", "), x: 3.6, y: line)
  }
}
