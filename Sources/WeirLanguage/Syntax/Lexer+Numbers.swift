import WeirCatalog

extension Lexer {
  /// `12`, `1_000`, `0.1`, `1e-3`, `90%`.
  mutating func readNumber() {
    let start = index
    var digits = readDigits()
    var isWhole = true
    if peek() == UInt8(ascii: "."), Lexer.isDigit(peek(1)) {
      index += 1
      digits += "." + readDigits()
      isWhole = false
    }
    var exponent = 0
    if let power = readExponent() { (exponent, isWhole) = (power, false) }
    if index < bytes.count, Lexer.startsName(nextScalar()) { return failBehindNumber(from: start) }
    if peek() == UInt8(ascii: "%") {
      index += 1
      // Two off the exponent, rather than a division by 100, which would round a second time.
      (exponent, isWhole) = (exponent - 2, false)
    }
    if isWhole { return addInteger(digits, from: start) }
    let value = Double(digits + "e\(exponent)") ?? .infinity
    if value.isFinite { return add(.number(value), from: start) }
    fail("the number is too large", from: start, label: "the largest is about 1.8e308")
    add(.broken, from: start)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Digits, with underscores between them, which are left out.
  private mutating func readDigits() -> String {
    var digits = ""
    while Lexer.isDigit(peek()) || (peek() == UInt8(ascii: "_") && Lexer.isDigit(peek(1))) {
      if Lexer.isDigit(peek()) { digits.unicodeScalars.append(Unicode.Scalar(peek())) }
      index += 1
    }
    return digits
  }

  /// `e-3`; nil, with nothing read, where none follows.
  private mutating func readExponent() -> Int? {
    guard peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") else { return nil }
    let sign = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+") ? 1 : 0
    guard Lexer.isDigit(peek(1 + sign)) else { return nil }
    let isNegative = peek(1) == UInt8(ascii: "-")
    index += 1 + sign
    // Beyond five digits every number is zero or too large.
    let power = Int(readDigits().drop { $0 == "0" }.prefix(5)) ?? 0
    return isNegative ? -power : power
  }

  private mutating func addInteger(_ digits: String, from start: Int) {
    if let value = UInt(digits), value <= UInt(Int.max) + 1 { return add(.integer(value), from: start) }
    fail(
      "the integer is too large", from: start, label: "the largest is \(Notation.grouped(.max))",
      suggestion: "write `\(digits).0` for a number with less exact digits")
    add(.broken, from: start)
  }

  private mutating func failBehindNumber(from start: Int) {
    let letters = index
    while index < bytes.count, Lexer.startsName(nextScalar()) || Lexer.isDigit(peek()) {
      index += UTF8.width(nextScalar())
    }
    let unit = source[Span(letters, index)]
    let thousand = unit == "k" ? "write `\(source[Span(start, letters)])_000`" : nil
    fail("a number cannot be followed directly by `\(unit)`", from: start, suggestion: thousand)
    add(.broken, from: start)
  }
}
