/// Where keys take the cursor in a text of several lines. Places are indices of scalars.
enum Motion {
  /// The start of the line that holds [place].
  static func lineStart(of place: Int, in text: [Unicode.Scalar]) -> Int {
    text[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  /// The end of the line that holds [place]: its newline, or the end of the text.
  static func lineEnd(of place: Int, in text: [Unicode.Scalar]) -> Int {
    text[place...].firstIndex(of: "\n") ?? text.count
  }

  /// The same column in the line above, or its end; nil in the first line.
  static func above(_ place: Int, in text: [Unicode.Scalar]) -> Int? {
    let start = lineStart(of: place, in: text)
    guard start > 0 else { return nil }
    return min(lineStart(of: start - 1, in: text) + place - start, start - 1)
  }

  /// The same column in the line below, or its end; nil in the last line.
  static func below(_ place: Int, in text: [Unicode.Scalar]) -> Int? {
    let end = lineEnd(of: place, in: text)
    guard end < text.count else { return nil }
    let column = place - lineStart(of: place, in: text)
    return min(end + 1 + column, lineEnd(of: end + 1, in: text))
  }

  /// The start of the word to the left.
  static func wordLeft(of place: Int, in text: [Unicode.Scalar]) -> Int {
    var place = place
    while place > 0, !isWord(text[place - 1]) { place -= 1 }
    while place > 0, isWord(text[place - 1]) { place -= 1 }
    return place
  }

  /// The end of the word to the right.
  static func wordRight(of place: Int, in text: [Unicode.Scalar]) -> Int {
    var place = place
    while place < text.count, !isWord(text[place]) { place += 1 }
    while place < text.count, isWord(text[place]) { place += 1 }
    return place
  }

  /// Words are those of the language: libedit's would take in `=`, `.` and brackets.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

/// What a person takes for one character, which may be several scalars.
enum Grapheme {
  /// How many scalars the character in front of [place] has.
  static func length(before place: Int, in text: [Unicode.Scalar]) -> Int {
    let line = String(text[Motion.lineStart(of: place, in: text)..<place])
    return line.last.map { $0.unicodeScalars.count } ?? (place > 0 ? 1 : 0)
  }

  /// How many scalars the character behind [place] has.
  static func length(after place: Int, in text: [Unicode.Scalar]) -> Int {
    String(text[place...].prefix(32)).first.map { $0.unicodeScalars.count } ?? 0
  }
}
