/// The characters one charset draws with, a complete set for each.
struct Alphabet: Sendable {
  /// Lines of axes and tables.
  let horizontal, vertical, corner: Character
  /// Where a label meets the left axis, and the lower one.
  let leftTick, lowerTick: Character
  /// What tells several series apart, in order.
  let marks: [Character]
  /// From an empty bar to a full one, in equal steps of one cell's width.
  let bar: [Character]
  /// The right part of a cell, for bars that grow to the left, in equal steps.
  let leftwardBar: [Character]
  /// From low to high, for lines one row tall.
  let levels: [Character]
  /// The lower part of a cell, from empty to full, for areas that grow upwards.
  let heights: [Character]
  /// A box with whiskers: the ends of both whiskers, the sides of the box, its inside, and its middle.
  let box:
    (left: Character, right: Character, near: Character, far: Character, inside: Character, middle: Character)
  /// From little ink to much, for areas.
  private(set) var shades: [Character]
  /// Values that are not numbers, that lie above the picture, and below it.
  let notNumber, above, below: Character
  /// An active weight and an inactive one, one a cell.
  let active, inactive: Character
  /// Much less than expected, less, as expected, more, much more.
  let deviations: [Character]
  /// Stands for what was cut, and for "by" in shapes.
  let ellipsis, times: Character
  /// Joints of a table's lines: top, middle, bottom, each left, inner, right.
  let joints: [[Character]]

  static let ascii = Alphabet(
    horizontal: "-", vertical: "|", corner: "+", leftTick: "+", lowerTick: "+",
    marks: Array("*o+x#@%&") + Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    bar: Array(" #"), leftwardBar: Array(" #"), levels: Array("_.-~=*^"), heights: Array(" .:#"),
    box: ("|", "|", "[", "]", "=", "|"), shades: Array(" .:-=+*#%@"),
    notNumber: "?", above: "^", below: "v", active: "#", inactive: ".", deviations: Array("=-.+#"),
    ellipsis: "~", times: "x", joints: [Array("+++"), Array("+++"), Array("+++")])

  static let unicode = Alphabet(
    horizontal: "─", vertical: "│", corner: "└", leftTick: "┤", lowerTick: "┬",
    marks: Array("●■▲◆○□△◇") + Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    bar: Array(" ▏▎▍▌▋▊▉█"), leftwardBar: Array(" ▐█"), levels: Array("▁▂▃▄▅▆▇█"),
    heights: Array(" ▁▂▃▄▅▆▇█"), box: ("├", "┤", "▐", "▌", "▒", "┃"), shades: Array(" ░▒▓█"),
    notNumber: "?", above: "↑", below: "↓", active: "■", inactive: "·", deviations: Array("=-·+#"),
    ellipsis: "…", times: "×", joints: [Array("┌┬┐"), Array("├┼┤"), Array("└┴┘")])

  /// The same, where areas are told apart by colours alone.
  var solid: Alphabet {
    var solid = self
    solid.shades = bar.suffix(1)
    return solid
  }

  /// The upper half of a cell, where the charset has one.
  static let upperHalf: Character = "▀"

  /// The mark of the series at [index]; the marks come round again.
  func mark(_ index: Int) -> Character { marks[index % marks.count] }

  /// What stands for a value without a place: no number, above all, or below all.
  func glyph(stray value: Double) -> Character { value.isNaN ? notNumber : value > 0 ? above : below }

  /// A bar of [length] cells to the right, its end drawn in parts of a cell.
  func bar(length: Double) -> String { Self.filled(length, bar) }

  /// A bar of [length] cells to the left.
  func leftwardBar(length: Double) -> String { String(Self.filled(length, leftwardBar).reversed()) }

  /// Whole cells and a part of one, of [parts] from empty to full. What is not zero is not empty.
  private static func filled(_ length: Double, _ parts: [Character]) -> String {
    guard length > 0 else { return "" }
    let steps = parts.count - 1
    let (full, rest) = max(1, Int((length * Double(steps)).rounded())).quotientAndRemainder(dividingBy: steps)
    return String(repeating: parts[steps], count: full) + (rest > 0 ? String(parts[rest]) : "")
  }
}

extension Display {
  /// The characters of the display's charset. Braille is for lines; areas, bars and borders are the
  /// same as with blocks.
  var alphabet: Alphabet {
    switch charset {
    case .ascii: .ascii
    case .block, .braille: .unicode
    }
  }

  /// Whether a cell can show two colours of their own, one above the other.
  var hasHalves: Bool {
    switch (charset, colours) {
    case (.ascii, _), (_, .none), (_, .sixteen): false
    case (.block, .palette), (.block, .full), (.braille, .palette), (.braille, .full): true
    }
  }

  /// [text] as it may appear here: nothing that moves the cursor, and only what the charset has.
  func printable(_ text: String) -> String { TextWidth.printable(text, ascii: charset == .ascii) }

  /// [text] made printable and cut to [columns].
  func fitted(_ text: String, to columns: Int) -> String {
    TextWidth.cut(printable(text), to: columns, ellipsis: alphabet.ellipsis)
  }

  /// [labels] made printable and cut to [columns]: at their ends, or if that makes two of them alike,
  /// at their beginnings, for what is numbered has its number behind.
  func fitted(_ labels: [String], to columns: Int) -> [String] {
    let atEnd = labels.map { fitted($0, to: columns) }
    if Set(atEnd).count == Set(labels).count { return atEnd }
    return labels.map { label in
      String(
        TextWidth.cut(String(printable(label).reversed()), to: columns, ellipsis: alphabet.ellipsis)
          .reversed())
    }
  }
}
