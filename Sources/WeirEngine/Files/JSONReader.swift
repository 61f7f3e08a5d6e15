/// Why a text is no JSON.
public struct JSONError: Error, Equatable {
  /// The byte at which something else stands than should, counted from 0.
  public let offset: Int
  /// What should.
  public let expected: String
  /// What does.
  public let found: String
}

extension JSON {
  /// The value that [bytes] spell, all of them. Cost: linear in them.
  ///
  /// Errors: whatever RFC 8259 does not allow, two members of one label, and more than 500 collections inside
  /// one another, for whoever walks through a value does so by recursion.
  public init(_ bytes: [UInt8]) throws(JSONError) {
    var reader = JSONReader(bytes)
    self = try reader.document()
  }
}

/// A walk through the bytes of a value.
private struct JSONReader {
  private static let mostNested = 500

  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSON {
    let value = try value()
    skipSpaces()
    if place < bytes.count { throw error("the end behind the value") }
    return value
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipSpaces()
    guard place < bytes.count else { throw error("a value") }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try nested { (reader) throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(JSONError) in try reader.list() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .truth(true))
    case UInt8(ascii: "f"): return try word("false", .truth(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error("a value")
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONError) -> JSON
  ) throws(JSONError) -> JSON {
    guard depth < Self.mostNested else {
      throw JSONError(
        offset: place, expected: "at most \(Self.mostNested) collections inside one another", found: "more")
    }
    depth += 1
    place += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONError) -> JSON {
    var members: [JSON.Member] = []
    var labels: Set<String> = []
    if take("}") { return .object([]) }
    repeat {
      skipSpaces()
      let start = place
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw error("a label") }
      let label = try text()
      guard labels.insert(label).inserted else {
        throw JSONError(
          offset: start, expected: "a label of its own", found: "a second \(JSON.text(label).line)")
      }
      guard take(":") else { throw error("a colon behind the label") }
      members.append(JSON.Member(label, try value()))
    } while take(",")
    guard take("}") else { throw error("a comma or the end of the object") }
    return .object(members)
  }

  private mutating func list() throws(JSONError) -> JSON {
    var items: [JSON] = []
    if take("]") { return .list([]) }
    repeat { items.append(try value()) } while take(",")
    guard take("]") else { throw error("a comma or the end of the list") }
    return .list(items)
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let expected = "\(word)"
    guard bytes[place...].starts(with: expected.utf8) else { throw error("the word \(expected)") }
    place += expected.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> JSON {
    let start = place
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    let whole = place
    try skipDigits()
    if bytes[whole] == UInt8(ascii: "0"), place > whole + 1 {
      throw JSONError(offset: whole, expected: "a number without zeros in front", found: "a zero")
    }
    var isWhole = true
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      isWhole = false
      place += 1
      try skipDigits()
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      place += 1
      if place < bytes.count, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") {
        place += 1
      }
      try skipDigits()
    }
    let digits = bytes[start..<place]
    if isWhole, let value = Int(String(decoding: digits, as: UTF8.self)) { return .integer(value) }
    if let value = decimalNumber(digits) { return .number(value) }
    // What is too large for a double is infinite.
    return .number(bytes[start] == UInt8(ascii: "-") ? -.infinity : .infinity)
  }

  private mutating func skipDigits() throws(JSONError) {
    let start = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
    if place == start { throw error("a digit") }
  }

  private mutating func skipSpaces() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x09, 0x0a, 0x0d: place += 1
      default: return
      }
    }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  // MARK: Texts

  /// A text between quotation marks, the first of which stands here.
  private mutating func text() throws(JSONError) -> String {
    place += 1
    let start = place
    var units: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: units, as: UTF8.self) else {
          throw JSONError(offset: start, expected: "a text in UTF-8", found: "other bytes")
        }
        place += 1
        return text
      case UInt8(ascii: "\\"):
        units += Array(String(try escape()).utf8)
      case 0..<0x20: throw error("an escape for a control character")
      default:
        units.append(byte)
        place += 1
      }
    }
    throw error("the quotation mark behind a text")
  }

  /// What a backslash and what follows stand for; leaves [place] behind them.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    place += 1
    guard place < bytes.count else { throw error("a sign behind the backslash") }
    let sign = Unicode.Scalar(bytes[place])
    let scalar: Unicode.Scalar
    switch sign {
    case "n": scalar = "\n"
    case "t": scalar = "\t"
    case "r": scalar = "\r"
    case "b": scalar = "\u{8}"
    case "f": scalar = "\u{C}"
    case "\"", "\\", "/": scalar = sign
    case "u": return try unicode()
    default: throw error("one of \" \\ / b f n r t u behind the backslash")
    }
    place += 1
    return scalar
  }

  /// `\u00e9`, or a pair of surrogates, whose first `u` stands here.
  private mutating func unicode() throws(JSONError) -> Unicode.Scalar {
    let start = place - 1
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xdc00, bytes[place...].starts(with: "\\u".utf8) {
      place += 1
      let second = try hexadecimal()
      if (0xdc00..<0xe000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
      {
        return scalar
      }
    }
    throw JSONError(offset: start, expected: "a pair of surrogates", found: "half of one")
  }

  /// The four digits behind a `u`, which stands here.
  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    place += 1
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard place < bytes.count, let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue,
        bytes[place] < 0x80
      else { throw error("a hexadecimal digit") }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }

  /// The error that something else than [expected] stands here.
  private func error(_ expected: String) -> JSONError {
    guard place < bytes.count else { return JSONError(offset: place, expected: expected, found: "the end") }
    let byte = bytes[place]
    let found = (0x21..<0x7f).contains(byte) ? "`\(Character(Unicode.Scalar(byte)))`" : "byte \(byte)"
    return JSONError(offset: place, expected: expected, found: found)
  }
}
