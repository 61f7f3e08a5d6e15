/// Which mark stands for which series.
enum Legend {
  /// Marks and names in as many lines as they need.
  static func lines(_ names: [String], on display: Display) -> [StyledLine] {
    let width = Frame.width(on: display)
    let entries = names.enumerated().map { index, name in
      entry(index, display.fitted(name, to: max(1, width - 2)), display)
    }
    return flowed(entries, width: width)
  }

  /// The mark of the series at [index] and [name].
  static func entry(_ index: Int, _ name: String, _ display: Display) -> StyledLine {
    var line = StyledLine(String(display.alphabet.mark(index)), .series(index))
    line.append(" " + name)
    return line
  }

  /// [parts] one after the other, three blanks apart, in lines of at most [width] columns.
  static func flowed(_ parts: [StyledLine], width: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    for part in parts {
      if var last = lines.last, last.columns + 3 + part.columns <= width {
        last.append("   ")
        last.append(part)
        lines[lines.count - 1] = last
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  /// Labels beside the rows where lines end, moved apart where they would meet; nil where they take
  /// more rows than there are. [ends] is the row at which each series ends, counted from the top.
  static func beside(_ ends: [Int], rows: Int) -> [Int]? {
    guard ends.count <= rows else { return nil }
    let order = ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
    var places = ends
    var next = 0
    for index in order {
      places[index] = max(ends[index], next)
      next = places[index] + 1
    }
    var last = rows - 1
    for index in order.reversed() {
      places[index] = min(places[index], last)
      last = places[index] - 1
    }
    return places
  }
}
