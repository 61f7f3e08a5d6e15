extension ScreenModel {
  /// Takes another size, and wraps lines anew, as most terminals do today.
  public mutating func resize(columns: Int, rows: Int) {
    var (lines, place) = logicalLines()
    // Blank lines below the cursor are no lines.
    while lines.count - 1 > place.line, lines[lines.count - 1].isEmpty { lines.removeLast() }
    self.columns = columns
    (cells, isContinued) = ([], [])
    for (index, line) in lines.enumerated() {
      let start = cells.count
      wrap(line)
      if index == place.line { cursor = (start + place.offset / columns, place.offset % columns) }
    }
    self.rows = rows
    let hidden = max(0, max(cells.count, cursor.row + 1) - rows)
    scrollback += cells.prefix(hidden).map(Self.text(of:))
    cells.removeFirst(min(hidden, cells.count))
    isContinued.removeFirst(min(hidden, isContinued.count))
    cursor.row -= hidden
    while cells.count < rows {
      cells.append(Array(repeating: Cell(), count: columns))
      isContinued.append(false)
    }
    isHanging = false
  }

  /// The lines that the rows make up, and where in them the cursor is.
  private func logicalLines() -> (lines: [[Cell]], cursor: (line: Int, offset: Int)) {
    var lines: [[Cell]] = []
    var place = (line: 0, offset: 0)
    var isWithin = false
    for row in 0..<rows {
      if !isWithin { lines.append([]) }
      if row == cursor.row { place = (lines.count - 1, lines[lines.count - 1].count + cursor.column) }
      lines[lines.count - 1] += cells[row]
      isWithin = isContinued[row]
      if !isWithin {
        while lines[lines.count - 1].last == Cell() { lines[lines.count - 1].removeLast() }
      }
    }
    return (lines, place)
  }

  private mutating func wrap(_ line: [Cell]) {
    var rest = line[...]
    repeat {
      let row = rest.prefix(columns)
      rest = rest.dropFirst(columns)
      cells.append(row + Array(repeating: Cell(), count: columns - row.count))
      isContinued.append(!rest.isEmpty)
    } while !rest.isEmpty
  }
}
