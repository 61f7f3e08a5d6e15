/// How many columns of a terminal a text takes, and texts cut to a number of columns.
public enum TextWidth {
  /// The columns [text] takes: two for East Asian wide characters and emoji, none for marks that
  /// combine with the character before, one for the rest.
  public static func columns(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  /// The columns of one character as a reader sees it (a grapheme).
  public static func columns(_ character: Character) -> Int {
    if character.isASCII { return 1 }
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.properties.isEmojiPresentation || scalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    if isWide(first.value) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }

  /// [text] made safe to print: line breaks and tabs are blanks, what else would move the cursor or
  /// hide is dropped, and if only [ascii] will do, any other character is a question mark.
  public static func printable(_ text: String, ascii: Bool = false) -> String {
    var safe = ""
    for character in text {
      if character.isWhitespace {
        safe += " "
      } else if character.isASCII {
        if let byte = character.asciiValue, byte > 31, byte < 127 { safe.append(character) }
      } else if ascii {
        safe += "?"
      } else if columns(character) > 0, !character.unicodeScalars.contains(where: movesTheCursor) {
        safe.append(character)
      }
    }
    return safe
  }

  /// As much of [text] as fits [columns], ending in [ellipsis] if something was cut.
  public static func cut(_ text: String, to columns: Int, ellipsis: Character) -> String {
    guard self.columns(text) > columns else { return text }
    var kept = ""
    var room = columns - 1
    for character in text {
      room -= self.columns(character)
      if room < 0 { break }
      kept.append(character)
    }
    return columns > 0 ? kept + String(ellipsis) : ""
  }

  private static func movesTheCursor(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// The blocks of Unicode 16 whose characters are wide; the reserved places inside them count as wide too.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x17000...0x18DFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
