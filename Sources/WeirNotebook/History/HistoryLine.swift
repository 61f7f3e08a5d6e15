/// One entry of the history as a line of JSON: `{"time":1750000000,"text":"net = mlp([2, 2])"}`.
///
/// Written and read here, since ten thousand of them are read before the first prompt appears. The
/// reader takes any object that has a `text`; what else later versions add, it skips.
struct HistoryLine: Equatable {
  /// When it was entered, in seconds since 1970.
  var time: Int
  /// What was entered; may hold newlines.
  var text: String

  /// The line, without a newline at its end or inside.
  var json: String {
    var out = "{\"time\":\(time),\"text\":\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\"}"
  }

  init(time: Int, text: String) { (self.time, self.text) = (time, text) }

  /// The entry in [line], or nil if that is no such object: torn off by a crash, or somebody else's.
  init?(json line: some Sequence<UInt8>) {
    var scanner = JSONScanner(Array(line))
    guard let fields = scanner.flatObject(), case .text(let text)? = fields["text"] else { return nil }
    self.text = text
    if case .number(let seconds)? = fields["time"] {
      time = Int(exactly: seconds.rounded()) ?? 0
    } else {
      time = 0
    }
  }
}

/// Reads an object whose values are texts, numbers and words.
private struct JSONScanner {
  enum Value {
    case text(String)
    case number(Double)
    case word
  }

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func flatObject() -> [String: Value]? {
    guard take("{") else { return nil }
    var fields: [String: Value] = [:]
    if take("}") { return atEnd ? fields : nil }
    repeat {
      guard let name = string(), take(":"), let value = value() else { return nil }
      fields[name] = value
    } while take(",")
    return take("}") && atEnd ? fields : nil
  }

  private var atEnd: Bool { bytes[place...].allSatisfy { $0 == 0x20 || $0 == 0x0D } }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  private mutating func value() -> Value? {
    if let text = string() { return .text(text) }
    let start = place
    while place < bytes.count, !",} ".utf8.contains(bytes[place]) { place += 1 }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    if let number = Double(word) { return .number(number) }
    return ["true", "false", "null"].contains(word) ? .word : nil
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var units: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return String(validating: units, as: UTF8.self) }
      if byte != UInt8(ascii: "\\") {
        units.append(byte)
      } else if let scalar = escape() {
        units += Array(String(scalar).utf8)
      } else {
        return nil
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard place < bytes.count else { return nil }
    defer { place += 1 }
    switch Unicode.Scalar(bytes[place]) {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "\"", "\\", "/": return Unicode.Scalar(bytes[place])
    case "u": return unicode()
    default: return nil
    }
  }

  /// `\u00e9`, or a pair of surrogates; leaves [place] on the last digit.
  private mutating func unicode() -> Unicode.Scalar? {
    guard let first = hexadecimal(at: place + 1) else { return nil }
    place += 4
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    let isEscape = place + 2 < bytes.count && bytes[place + 1] == 0x5C && bytes[place + 2] == 0x75
    guard isEscape, let second = hexadecimal(at: place + 3), (0xDC00..<0xE000).contains(second) else {
      return nil
    }
    place += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    return UInt32(String(decoding: bytes[start..<(start + 4)], as: UTF8.self), radix: 16)
  }
}
