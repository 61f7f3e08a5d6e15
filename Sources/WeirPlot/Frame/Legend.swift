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

  /// The rows for labels beside the [ends] of lines, moved apart where they would meet, the higher
  /// value on top; nil where there are more labels than [rows]. What ends nowhere is labelled last.
  static func beside(_ ends: [Trace.End?], rows: Int) -> [Int]? {
    guard ends.count <= rows else { return nil }
    let ends = ends.map { $0 ?? Trace.End(row: rows - 1, value: -.infinity) }
    let order = ends.indices.sorted { one, other in
      if ends[one].row != ends[other].row { return ends[one].row < ends[other].row }
      return ends[one].value > ends[other].value
    }
    var places = ends.map(\.row)
    var next = 0
    for index in order {
      places[index] = max(places[index], next)
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
