/// Names and what there is to say of them, side by side.
enum TwoColumns {
  /// The rows, the second column broken between words so that none is wider than [width], if that can be.
  static func lines(_ rows: [(name: String, text: String)], indent: Int = 0, width: Int) -> [String] {
    blocks(rows, indent: indent, width: width).flatMap { $0 }
  }

  /// The same, the lines of each row by themselves.
  static func blocks(_ rows: [(name: String, text: String)], indent: Int = 0, width: Int) -> [[String]] {
    let widest = rows.map { Layout.width(of: $0.name) }.max() ?? 0
    let margin = indent + widest + 2
    return rows.map { row in
      if row.text.isEmpty { return [String(repeating: " ", count: indent) + row.name] }
      let gap = String(repeating: " ", count: widest + 2 - Layout.width(of: row.name))
      var lines = [String(repeating: " ", count: indent) + row.name + gap]
      var used = margin
      for word in row.text.split(separator: " ") {
        let isFirst = used == margin
        let room = Layout.width(of: String(word)) + (isFirst ? 0 : 1)
        if !isFirst, used + room > max(width, margin + 20) {
          lines.append(String(repeating: " ", count: margin) + word)
          used = margin + room - 1
        } else {
          lines[lines.count - 1] += (isFirst ? "" : " ") + word
          used += room
        }
      }
      return lines
    }
  }
}
