import WeirCatalog

/// Numbers for people to glance at, not to be read back.
enum Figures {
  /// Four significant figures; as many characters for every value near the last one.
  static func four(_ value: Double) -> String {
    guard value.isFinite else { return Notation.number(value) }
    let size = abs(value)
    if size != 0, size < 1e-4 || size >= 1e5 { return scientific(value) }
    let decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 || size == 0 ? 4 : 5
    return fixed(value, decimals: decimals)
  }

  /// So many decimals, however large the value.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    guard let whole = Int(exactly: (abs(value) * scale).rounded()) else { return Notation.number(value) }
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (value < 0 ? "-" : "") + padded.dropLast(decimals)
      + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }

  private static func scientific(_ value: Double) -> String {
    var (mantissa, exponent) = (value, 0)
    while abs(mantissa) >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while abs(mantissa) < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return fixed(mantissa, decimals: 2) + "e\(exponent)"
  }

  /// A span of time for people: `9 s`, `2 min 5 s`, `3 h 10 min`.
  static func span(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
