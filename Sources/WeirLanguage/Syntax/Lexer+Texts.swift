extension Lexer {
  /// The quotation mark that begins a text, or the three that begin one of several lines.
  mutating func startText() {
    let start = index
    let isMultiline = isNext("\"\"\"")
    index += isMultiline ? 3 : 1
    let blanks = blanks()
    let isBlock = isMultiline && endsLine(at: blanks)
    let indent = isBlock ? closingIndent() : 0
    modes.append(.text(start: tokens.list.count, indent: isMultiline ? indent : nil))
    add(.textStart, from: start)
    // A line break directly behind the three marks does not belong to the text.
    if isBlock {
      index += blanks
      readLineBreak(indent: indent)
    }
  }

  /// What comes next in a text: its end, an expression, or characters up to the next of these.
  mutating func readTextPart(from start: Int, indent: Int?) {
    let first = index
    let isMultiline = indent != nil
    var part = ""
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\""), !isMultiline || isNext("\"\"\"") { break }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        guard let indent else { break }
        part += readLineBreak(indent: indent)
        continue
      }
      if byte == UInt8(ascii: "\\") {
        if peek(1) == UInt8(ascii: "(") { break }
        part += readEscape()
      } else {
        let scalar = nextScalar()
        part.unicodeScalars.append(scalar)
        index += UTF8.width(scalar)
      }
    }
    addPart(part, from: first)
    endTextPart(from: start, isMultiline: isMultiline)
  }

  private mutating func endTextPart(from start: Int, isMultiline: Bool) {
    let first = index
    if peek() == UInt8(ascii: "\\") {
      index += 2
      modes.append(.code(open: 0))
      return add(.interpolationStart, from: first)
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      index += isMultiline ? 3 : 1
      modes.removeLast()
      return add(.textEnd, from: first)
    }
    // The end of the line, or of everything; the latter is reported with all other open texts.
    guard index < bytes.count else { return }
    reportUnclosed(from: start)
    modes.removeLast()
    add(.textEnd, from: first)
  }

  private mutating func addPart(_ part: String, from first: Int) {
    if !part.isEmpty { add(.textPart(part), from: first) }
  }

  private mutating func reportUnclosed(from start: Int) {
    let opening = tokens.list[start].span
    tokens.diagnostics.append(
      Diagnostic("the text is never closed", in: source, at: Span(opening.start, index)))
  }

  /// At the end of a line inside `\(`: a text of one line ends with its line, wherever that is.
  mutating func closeTextsOfOneLine() {
    while modes.count > 1, case .text(let start, indent: nil) = modes[modes.count - 2] {
      modes.removeLast(2)
      reportUnclosed(from: start)
      add(.interpolationEnd, from: index)
      add(.textEnd, from: index)
    }
  }

  /// At the end of everything: texts that were never closed.
  mutating func reportOpenText() {
    while let mode = modes.popLast() {
      guard case .text(let start, let indent) = mode else { continue }
      tokens.endsInsideText = indent != nil && modes.count == 1
      reportUnclosed(from: start)
      add(.textEnd, from: index)
      // Of texts inside one another, the innermost says it all.
      return modes.removeAll()
    }
  }

  // MARK: Escapes

  /// `\n` and its like. Errors are reported, and give nothing.
  private mutating func readEscape() -> String {
    let start = index
    index += 2
    switch bytes[start...].dropFirst().first {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "0"): return "\0"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "u") where peek() == UInt8(ascii: "{"):
      let digits = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "}") && Lexer.isWordByte($0) }
      if bytes[(index + 1)...].dropFirst(digits.count).first == UInt8(ascii: "}"),
        let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      {
        index += digits.count + 2
        return String(Character(scalar))
      }
      index += 1 + digits.count
      fail("`\\u{...}` needs the code of a character in hexadecimal digits", from: start)
    default:
      // Whatever follows the backslash is read again, as a character.
      index = start + 1
      fail(
        "a `\\` in a text begins an escape, and there is none like this", from: start,
        label: "known are \\n \\t \\r \\0 \\\" \\\\ \\u{...} \\(...)",
        suggestion: "write `\\\\` for a backslash")
    }
    return ""
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte < 128 && Unicode.Scalar(byte).properties.isXIDContinue
  }

  // MARK: Lines

  /// How many blanks come next.
  private func blanks() -> Int { bytes[index...].prefix(while: Lexer.isBlank).count }

  private func endsLine(at ahead: Int) -> Bool {
    peek(ahead) == UInt8(ascii: "\n") || peek(ahead) == UInt8(ascii: "\r")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Reads a line break of a multi-line text, and the indentation behind it. What it stands for is
  /// nothing if the closing marks follow on a line of their own.
  @discardableResult private mutating func readLineBreak(indent: Int) -> String {
    index += isNext("\r\n") ? 2 : 1
    let blanks = blanks()
    index += min(blanks, indent)
    return bytes[index...].starts(with: "\"\"\"".utf8) ? "" : "\n"
  }

  /// The indentation of the closing marks: of the first line that begins with three of them. Zero if
  /// they stand behind something else.
  private func closingIndent() -> Int {
    var start = index
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = bytes[(end + 1)...]
      let blanks = line.prefix(while: Lexer.isBlank).count
      if line.dropFirst(blanks).starts(with: "\"\"\"".utf8) { return blanks }
      start = end + 1
    }
    return 0
  }
}
