// What stands above the prompt.
extension Screen {
  /// Shows [news] above the prompt: its lines for good, its region in place of the last one.
  func show(_ news: News, _ content: Content) {
    let rows = fitting(news.region)
    if news.lines.isEmpty, rows.isEmpty, region.isEmpty { return }
    if news.lines.isEmpty, rows.count == region.count, region.count + layout.end.row < size.rows {
      // The same rows with other texts; nothing below them moves.
      Terminal.write(
        Escape.beginFrame + Escape.up(layout.cursor.row + region.count) + "\r" + Self.text(of: rows)
          + Escape.down(layout.cursor.row) + Escape.column(layout.cursor.column) + Escape.endFrame)
      region = rows
      return
    }
    let above = layout.cursor.row + region.count
    region = rows
    redraw(content, rowsAbove: above, saying: news.lines)
  }

  /// Takes the region away, before the text under edit stays for good: old pictures are of no use.
  func dropRegion(_ content: Content) {
    guard !region.isEmpty else { return }
    let above = layout.cursor.row + region.count
    region = []
    redraw(content, rowsAbove: above)
  }

  /// As many of [rows] as leave room for the text.
  func fitting(_ rows: [String]) -> [String] {
    Array(rows.prefix(max(0, size.rows - layout.end.row - 2)))
  }

  /// [lines], one below the other, with what was in their rows erased.
  static func text(of lines: [String]) -> String {
    lines.map { $0 + Escape.eraseToEndOfRow + "\r\n" }.joined()
  }

  /// How many cells [line] takes, whose colours take none.
  static func width(ofStyled line: String) -> Int {
    Layout.width(of: line.replacing(#/\u{1B}\[[0-9;]*m/#, with: ""))
  }
}
