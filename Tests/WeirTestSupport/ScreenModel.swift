/// What a terminal would show: the part of ECMA-48 that line editors use, for tests.
///
/// It wraps late: after the last column is written the cursor hangs over it until the next
/// character comes.
public struct ScreenModel: Sendable {
  /// One cell: what it shows, and the parameters of the last SGR sequence that set its look.
  public struct Cell: Equatable, Sendable {
    /// What is shown; empty in the right half of a wide character.
    public var text = " "
    /// `0;35`; empty for plain.
    public var style = ""
  }

  /// Columns of the screen.
  public internal(set) var columns: Int
  /// Rows of the screen.
  public internal(set) var rows: Int
  /// The cells now on the screen.
  public internal(set) var cells: [[Cell]]
  /// The rows that have left the screen at its top, as text.
  public internal(set) var scrollback: [String] = []
  /// Where the cursor is.
  public internal(set) var cursor = (row: 0, column: 0)
  /// Sequences it did not understand; a test wants none.
  public private(set) var unknown: [String] = []
  /// The marks of prompts, inputs and outputs (OSC 133), each with its line of the transcript and its column.
  public private(set) var marks: [(mark: String, row: Int, column: Int)] = []
  /// Whether a row was left because it was full, so that it and the next are one line.
  var isContinued: [Bool]
  private var style = ""
  /// Whether the cursor hangs over the last column, which has been written.
  public internal(set) var isHanging = false
  private var isInserting = false
  private var pending: [UInt8] = []

  /// An empty screen.
  public init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    isContinued = Array(repeating: false, count: rows)
  }

  /// The rows without the blanks at their ends, down to the last that shows something.
  public var lines: [String] {
    let all = cells.map(Self.text(of:))
    return Array(all[..<((all.lastIndex { !$0.isEmpty } ?? -1) + 1)])
  }

  /// The scrollback, and below it the screen.
  public var transcript: String { (scrollback + lines).joined(separator: "\n") }

  /// The look of the first place on the screen where [part] begins; nil if it is nowhere.
  public func style(of part: String) -> String? {
    for row in cells {
      let text = row.map(\.text).joined()
      guard let found = text.firstRange(of: part) else { continue }
      var left = text[..<found.lowerBound].unicodeScalars.count
      for cell in row {
        if left <= 0, !cell.text.isEmpty { return cell.style }
        left -= cell.text.unicodeScalars.count
      }
    }
    return nil
  }

  /// Shows what a program has written.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var rest = pending[...]
    while let first = rest.first {
      let taken = first == 0x1B ? escape(rest) : character(rest)
      if taken == 0 { break }
      rest = rest.dropFirst(taken)
    }
    pending = Array(rest)
  }

  // MARK: - Characters

  private mutating func character(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= length else { return 0 }
    for scalar in String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars { show(scalar) }
    return length
  }

  private mutating func show(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\r": (cursor.column, isHanging) = (0, false)
    case "\n": lineFeed()
    case "\u{8}": (cursor.column, isHanging) = (max(0, cursor.column - 1), false)
    case "\u{7}": break
    default: put(scalar)
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(of: scalar)
    if width == 0 {
      let column = isHanging ? cursor.column : max(0, cursor.column - 1)
      cells[cursor.row][column].text.unicodeScalars.append(scalar)
      return
    }
    if isHanging || cursor.column + width > columns {
      isContinued[cursor.row] = true
      cursor.column = 0
      lineFeed()
    }
    if isInserting { insertBlanks(width) }
    cells[cursor.row][cursor.column] = Cell(text: String(scalar), style: style)
    if width == 2 { cells[cursor.row][cursor.column + 1] = Cell(text: "", style: style) }
    isHanging = cursor.column + width == columns
    if isHanging { isContinued[cursor.row] = false }
    cursor.column = min(cursor.column + width, columns - 1)
  }

  private mutating func lineFeed() {
    isHanging = false
    if cursor.row == rows - 1 { scroll() }
    cursor.row = min(cursor.row + 1, rows - 1)
  }

  private mutating func scroll() {
    scrollback.append(Self.text(of: cells.removeFirst()))
    cells.append(Array(repeating: Cell(), count: columns))
    isContinued.removeFirst()
    isContinued.append(false)
    cursor.row = max(0, cursor.row - 1)
  }

  private mutating func insertBlanks(_ count: Int) {
    let blanks = Array(repeating: Cell(), count: min(count, columns - cursor.column))
    cells[cursor.row].insert(contentsOf: blanks, at: cursor.column)
    cells[cursor.row].removeLast(blanks.count)
  }

  // MARK: - Sequences

  /// How many bytes the sequence at the start of [bytes] has; zero if it is not whole yet.
  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.count >= 2 else { return 0 }
    let body = bytes.dropFirst(2)
    if bytes[bytes.startIndex + 1] == UInt8(ascii: "]") {
      guard let bell = body.firstIndex(of: 7) else { return 0 }
      command(String(decoding: body[..<bell], as: UTF8.self))
      return bell + 1 - bytes.startIndex
    }
    guard bytes[bytes.startIndex + 1] == UInt8(ascii: "[") else {
      unknown.append(String(decoding: bytes.prefix(2), as: UTF8.self))
      return 2
    }
    guard let end = body.firstIndex(where: { $0 >= 0x40 }) else { return 0 }
    let parameters = String(decoding: body[..<end], as: UTF8.self)
    control(Unicode.Scalar(body[end]), parameters)
    return end + 1 - bytes.startIndex
  }

  private mutating func control(_ final: Unicode.Scalar, _ parameters: String) {
    let count = max(1, Int(parameters) ?? 1)
    let isPrivate = parameters.hasPrefix("?")
    if final != "m", !isPrivate { isHanging = false }
    switch final {
    case "A": cursor.row = max(0, cursor.row - count)
    case "B": cursor.row = min(rows - 1, cursor.row + count)
    case "C": cursor.column = min(columns - 1, cursor.column + count)
    case "D": cursor.column = max(0, cursor.column - count)
    case "G": cursor.column = min(columns, count) - 1
    case "H":
      let place = parameters.split(separator: ";").compactMap { Int($0) }
      cursor = (min(rows, place.first ?? 1) - 1, min(columns, place.dropFirst().first ?? 1) - 1)
    case "J": eraseScreen(all: parameters == "2")
    case "K": eraseRow()
    case "m": style = ["", "0"].contains(parameters) ? "" : parameters
    case "P":
      cells[cursor.row].removeSubrange(cursor.column..<min(columns, cursor.column + count))
      while cells[cursor.row].count < columns { cells[cursor.row].append(Cell()) }
    case "@": insertBlanks(count)
    case "h" where parameters == "4": isInserting = true
    case "l" where parameters == "4": isInserting = false
    case "h" where isPrivate, "l" where isPrivate: break
    default: unknown.append("\u{1B}[" + parameters + String(final))
    }
  }

  private mutating func command(_ text: String) {
    guard text.hasPrefix("133;") else { return unknown.append("\u{1B}]" + text) }
    let mark = String(text.dropFirst(4))
    // A prompt that is drawn again is marked again.
    if marks.last?.mark != mark || marks.last?.row != scrollback.count + cursor.row {
      marks.append((mark, scrollback.count + cursor.row, cursor.column))
    }
  }

  private mutating func eraseRow() {
    for column in cursor.column..<columns { cells[cursor.row][column] = Cell() }
    isContinued[cursor.row] = false
  }

  private mutating func eraseScreen(all: Bool) {
    if !all { eraseRow() }
    for row in (all ? 0 : cursor.row + 1)..<rows {
      cells[row] = Array(repeating: Cell(), count: columns)
      isContinued[row] = false
    }
  }

  static func text(of row: [Cell]) -> String {
    var text = row.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Columns of [scalar], by the blocks that tests use.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200D, 0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
