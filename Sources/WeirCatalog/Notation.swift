/// How values are written in the language, so that what is printed can be read back to the same bits.
public enum Notation {
  /// The shortest decimal that reads back as [value]: `0.1`, `1e-07`, `1.0`, `nan`, `-inf`.
  public static func number(_ value: Double) -> String { value.isNaN ? "nan" : "\(value)" }

  /// The shortest decimal that reads back as the same `Float`; not widened, so `0.1` stays `0.1`.
  public static func number(_ value: Float) -> String { value.isNaN ? "nan" : "\(value)" }

  /// [value] without a point if it is whole and its digits are exact: `2`, `0.5`; for ranges and classes.
  public static func plain(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : number(value)
  }

  /// [value] in decimal digits.
  public static func integer(_ value: Int) -> String { "\(value)" }

  /// [value] between quotation marks, with the escapes the lexer understands.
  public static func text(_ value: String) -> String {
    var out = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 32 || scalar.value == 127:
        out += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// A count for people, with commas between groups of three digits: `266,610`.
  public static func grouped(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out += "," }
      out.append(digit)
    }
    return (count < 0 ? "-" : "") + out
  }

  /// A number of bytes for people: `1.2 MB`, in powers of ten.
  public static func bytes(_ count: Double) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"]
    var (value, unit) = (count, 0)
    while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    guard value < 999.5 else { return "more than 1000 EB" }
    if unit == 0 { return "\(Int(value)) B" }
    let tenths = (value * 10).rounded() / 10
    return (value >= 99.5 ? "\(Int(value.rounded()))" : "\(tenths)") + " " + units[unit]
  }
}
