import WeirCatalog

/// A table as lines: what `table` draws.
struct TablePicture: Layout {
  var table: PlotTable
  /// How many rows are shown at most.
  var most: Int
  var title = ""

  /// A column ready to be printed: its texts, each as wide as the column.
  private struct Column {
    var width: Int
    var head: String
    var cells: [String]
    /// Whether it is aligned at its right side.
    var isNumeric = false
  }

  private var isEmpty: Bool {
    table.columns.isEmpty || table.rowCount == 0 && table.columns[0].name.isEmpty
  }

  func lines(on display: Display) -> [StyledLine] {
    let width = max(8, display.width)
    let head = title.isEmpty ? [] : [StyledLine(display.fitted(title, to: width))]
    guard !isEmpty else { return head + [StyledLine("no values")] }
    let (columns, notes) = columns(on: display, width: width)
    let alphabet = display.alphabet
    var lines = head + [rule(columns, alphabet.joints[0], alphabet)]
    if hasHead(columns) {
      lines += [line(columns.map(\.head), alphabet), rule(columns, alphabet.joints[1], alphabet)]
    }
    for row in columns[0].cells.indices { lines.append(line(columns.map { $0.cells[row] }, alphabet)) }
    lines.append(rule(columns, alphabet.joints[2], alphabet))
    return lines + (notes.isEmpty ? [] : Notes.lines([notes], on: display))
  }

  private func hasHead(_ columns: [Column]) -> Bool {
    !columns.allSatisfy { $0.head.allSatisfy { $0 == " " } }
  }

  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    sheet.title(title)
    guard !isEmpty else { return sheet.text("no values", x: 0, y: sheet.take(1)) }
    let (columns, notes) = columns(on: display, width: display.width)
    let width = Double(columns.reduce(0) { $0 + $1.width + 3 })
    func rule() {
      let y = sheet.take(0.3) + 0.15
      sheet.line([.init(x: 0, y: y), .init(x: width, y: y)], .faint)
    }
    func row(_ texts: [String]) {
      let y = sheet.take(1.1)
      var x = 1.0
      for (column, text) in zip(columns, texts) {
        let blanks = text.reversed().prefix { $0 == " " }.count
        let bare = String(text.dropLast(blanks).drop { $0 == " " })
        if column.isNumeric {
          // Blanks behind a number keep points above each other; a point is about half as wide as a digit.
          let shift = 0.78 * Double(blanks) - (blanks > 0 && !bare.contains(".") ? 0.38 : 0)
          sheet.text(bare, x: x + Double(column.width) - shift, y: y, .end)
        } else {
          sheet.text(bare, x: x, y: y)
        }
        x += Double(column.width + 3)
      }
    }
    rule()
    if hasHead(columns) {
      row(columns.map(\.head))
      rule()
    }
    for index in columns[0].cells.indices { row(columns.map { $0.cells[index] }) }
    rule()
    if !notes.isEmpty { sheet.add(Notes.lines([notes], on: display)) }
  }

  /// Whether all columns fit into the width of [display].
  func isWhole(on display: Display) -> Bool {
    let width = max(8, display.width)
    guard !isEmpty else { return true }
    return fitting(prepared(on: display, width: width).map(\.width), width).count == table.columns.count
  }

  /// All columns, ready to be printed.
  private func prepared(on display: Display, width: Int) -> [Column] {
    let shown = Self.ends(table.rowCount, most)
    let gap = shown.count < table.rowCount ? shown.count - shown.count / 2 : nil
    return table.columns.map {
      prepared($0, shown, gap: gap, most: max(3, width - (table.columns.count > 1 ? 8 : 4)), display)
    }
  }

  /// The columns that fit into [width], ready to be printed, and what is to be said of the others.
  private func columns(on display: Display, width: Int) -> ([Column], notes: String) {
    let shown = Self.ends(table.rowCount, most)
    let all = prepared(on: display, width: width)
    let kept = fitting(all.map(\.width), width)
    var columns = kept.map { all[$0] }
    if kept.count < all.count {
      let dots = String(display.alphabet.ellipsis)
      let rows = all[0].cells.count
      columns.insert(
        Column(width: 1, head: dots, cells: Array(repeating: dots, count: rows)),
        at: kept.count - kept.count / 2)
    }
    var notes: [String] = []
    if shown.count < table.rowCount {
      notes.append("\(Readable.count(table.rowCount, "row")), \(Notation.grouped(shown.count)) shown")
    }
    if kept.count < all.count {
      notes.append("\(Readable.count(all.count, "column")), \(Notation.grouped(kept.count)) shown")
    }
    return (columns, notes.joined(separator: "; "))
  }

  /// The rows from the top and from the bottom, together at most [most] of [count].
  private static func ends(_ count: Int, _ most: Int) -> [Int] {
    guard count > most else { return Array(0..<count) }
    return Array(0..<(most - most / 2)) + Array((count - most / 2)..<count)
  }

  /// The columns that fit into [width], taken in turn from the left and from the right.
  private func fitting(_ widths: [Int], _ width: Int) -> [Int] {
    // Each column costs a border and two blanks more; one border is left over.
    var room = width - 1
    if widths.reduce(0, { $0 + $1 + 3 }) <= room { return Array(widths.indices) }
    room -= 4
    var (left, right) = ([Int](), [Int]())
    for turn in widths.indices {
      let index = turn % 2 == 0 ? turn / 2 : widths.count - 1 - turn / 2
      guard widths[index] + 3 <= room else { break }
      room -= widths[index] + 3
      if turn % 2 == 0 { left.append(index) } else { right.append(index) }
    }
    return left + right.reversed()
  }

  private func prepared(
    _ column: PlotTable.Column, _ shown: [Int], gap: Int?, most: Int, _ display: Display
  ) -> Column {
    let hasNumbers = column.hasNumbers
    var texts = shown.map { column.cells[$0].text }
    let isNumeric = hasNumbers || texts.allSatisfy(PlotTable.Column.isQuantity)
    if hasNumbers { texts = aligned(texts) }
    texts = texts.map { display.fitted($0, to: min(40, most)) }
    if let gap { texts.insert(String(display.alphabet.ellipsis), at: gap) }
    let name = display.fitted(column.name, to: min(40, most))
    let width = ([name] + texts).map { TextWidth.columns($0) }.max() ?? 0
    func padded(_ text: String) -> String {
      let blanks = String(repeating: " ", count: width - TextWidth.columns(text))
      return isNumeric ? blanks + text : text + blanks
    }
    return Column(width: width, head: padded(name), cells: texts.map(padded), isNumeric: isNumeric)
  }

  /// [texts] with blanks behind them, so that on the right their decimal points are above each other.
  private func aligned(_ texts: [String]) -> [String] {
    let tails = texts.map { text in
      text.contains { $0.isNumber }
        ? text.count
          - (text.firstIndex { $0 == "." || $0 == "e" }.map { text.distance(from: text.startIndex, to: $0) }
            ?? text.count) : 0
    }
    let longest = tails.max() ?? 0
    return zip(texts, tails).map { $0 + String(repeating: " ", count: longest - $1) }
  }

  private func line(_ cells: [String], _ alphabet: Alphabet) -> StyledLine {
    var line = StyledLine()
    for cell in cells {
      line.append(alphabet.vertical, .faint)
      line.append(" " + cell + " ")
    }
    line.append(alphabet.vertical, .faint)
    return line
  }

  private func rule(_ columns: [Column], _ joints: [Character], _ alphabet: Alphabet) -> StyledLine {
    let parts = columns.map { String(repeating: alphabet.horizontal, count: $0.width + 2) }
    return StyledLine(
      String(joints[0]) + parts.joined(separator: String(joints[1])) + String(joints[2]), .faint)
  }
}

extension PlotTable.Column {
  /// Whether its cells are compared by how far they reach to the left: numbers, and texts such as "12 kB" and "3%".
  public var isOfQuantities: Bool { hasNumbers || cells.allSatisfy { Self.isQuantity($0.text) } }

  /// Whether it has numbers, and no text among them.
  fileprivate var hasNumbers: Bool { cells.contains { $0.isNumber } && !cells.contains { $0.isText } }

  /// Whether [text] is one number, perhaps with a unit; or empty, which speaks against nothing.
  fileprivate static func isQuantity(_ text: String) -> Bool {
    guard let first = text.first else { return true }
    let unit = text.drop { $0.isNumber || "-.,".contains($0) }
    return (first.isNumber || first == "-") && !unit.contains { $0.isNumber }
  }
}

extension PlotTable.Cell {
  var isNumber: Bool {
    switch self {
    case .integer, .number: true
    case .missing, .text: false
    }
  }

  var isText: Bool {
    switch self {
    case .text: true
    case .missing, .integer, .number: false
    }
  }

  /// The cell for people: numbers that are not whole with four significant digits.
  public var text: String {
    switch self {
    case .missing: ""
    case .integer(let value): Notation.integer(value)
    case .number(let value): Readable.number(value)
    case .text(let text): text
    }
  }
}
