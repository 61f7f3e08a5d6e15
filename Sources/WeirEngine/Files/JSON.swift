/// A value of JSON (RFC 8259; Bray 2017).
///
/// Written and read here rather than by Foundation, which does not say where a text is wrong, keeps one of
/// two members of the same label without a word, and forgets their order.
public enum JSON: Sendable, Equatable {
  case null
  case truth(Bool)
  /// A number written without point and exponent that fits.
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSON])
  /// Members in the order in which they stand, no two of one label.
  case object([Member])

  /// One labelled part of an object.
  public struct Member: Sendable, Equatable {
    /// The text in front of the colon.
    public let label: String
    /// What stands behind it.
    public let value: JSON

    /// The member `"label": value`.
    public init(_ label: String, _ value: JSON) { (self.label, self.value) = (label, value) }
  }

  /// The value behind [label], if this is an object that has it. Cost: a look at each member.
  public subscript(label: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.label == label }?.value
  }

  /// The number that this is, or that its text stands for if it is infinite.
  public var asNumber: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .text("inf"): .infinity
    case .text("-inf"): -.infinity
    case .null, .truth, .text, .list, .object: nil
    }
  }

  /// What an error says was found.
  public var found: String {
    switch self {
    case .null: "null"
    case .truth(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text: "a text"
    case .list(let items): "a list of \(items.count)"
    case .object: "an object"
    }
  }

  /// The value on one line.
  ///
  /// JSON has no word for what is not a number, nor for the infinities: the one becomes `null`, the others the texts
  /// `"inf"` and `"-inf"`, as they stand in comma-separated values. `asNumber` reads these back. A number too large for
  /// anybody would be read as infinite by some, and silently be the largest there is for others, such as jq.
  public var line: String {
    var line = ""
    write(to: &line)
    return line
  }

  private func write(to line: inout String) {
    switch self {
    case .null: line += "null"
    case .truth(let value): line += value ? "true" : "false"
    case .integer(let value): line += "\(value)"
    case .number(let value) where value.isNaN: line += "null"
    case .number(let value) where value.isInfinite: line += value < 0 ? "\"-inf\"" : "\"inf\""
    case .number(let value): line += "\(value)"
    case .text(let text): Self.write(text, to: &line)
    case .list(let items):
      line += "["
      for (place, item) in items.enumerated() {
        if place > 0 { line += "," }
        item.write(to: &line)
      }
      line += "]"
    case .object(let members):
      line += "{"
      for (place, member) in members.enumerated() {
        if place > 0 { line += "," }
        Self.write(member.label, to: &line)
        line += ":"
        member.value.write(to: &line)
      }
      line += "}"
    }
  }

  private static func write(_ text: String, to line: inout String) {
    line += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": line += "\\\""
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\t": line += "\\t"
      case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: line.unicodeScalars.append(scalar)
      }
    }
    line += "\""
  }
}
