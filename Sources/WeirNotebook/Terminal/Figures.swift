import WeirCatalog

/// Numbers for people to glance at, not to be read back.
enum Figures {
  /// Three significant figures, with `k`, `M` and `G` for powers of ten: `0.512`, `21.4k`, `1.80e-5`.
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return Notation.number(value) }
    let size = abs(value)
    if size != 0, size < 0.995e-3 || size >= 999.5e9 { return scientific(value) }
    for (unit, letter) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where size >= 0.9995 * unit {
      return short(value / unit) + letter
    }
    // The limits are where rounding gives one digit more.
    let decimals = [99.95, 9.995, 0.9995, 0.09995, 0.009995].firstIndex { size >= $0 } ?? 5
    return fixed(value, decimals: size == 0 ? 3 : decimals)
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
