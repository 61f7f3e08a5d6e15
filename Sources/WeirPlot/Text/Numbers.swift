import WeirCatalog

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The logarithm of [value] to the base ten.
func decimalLogarithm(_ value: Double) -> Double { log10(value) }

/// 10^[power] for any power.
func exponential(_ power: Double) -> Double { pow(10, power) }

/// 10^[power], to the last bit; infinite or zero outside the range of `Double`.
func powerOfTen(_ power: Int) -> Double {
  // Reading a literal rounds once; multiplying tens would round at each step.
  Double("1e\(power)") ?? (power > 0 ? .infinity : 0)
}

/// [value] × 10^[power], with one rounding where 10^|power| is exact: 3 × 10^-1 is 0.3, whereas
/// 3 × 0.1 is not.
func shifted(_ value: Double, _ power: Int) -> Double {
  power < 0 ? value / powerOfTen(-power) : value * powerOfTen(power)
}

/// How numbers are written for people where the exact value is not the point: sentences, tables,
/// notes. What must read back to the same bits is written by `Notation` instead.
public enum Readable {
  /// [value] with at most [digits] significant ones: `0.3127`, `18715`, `1.5e-7`, `nan`. Whole
  /// numbers below a million keep all their digits.
  public static func number(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return Notation.number(value) }
    let exact = DecimalDigits(value)
    if exact.places == 0, exact.exponent <= 6 { return exact.fixed(places: 0) }
    let short = exact.rounded(significant: digits)
    return (-3...6).contains(short.exponent) ? short.fixed(places: 0) : short.scientific
  }

  /// A count and its noun: `1 value`, `2,000 values`.
  static func count(_ count: Int, _ noun: String) -> String {
    Notation.grouped(count) + " " + noun + (count == 1 ? "" : "s")
  }

  /// A share as a percentage: `10 %`, `0.05 %`, `99.9 %`. Only none is 0 %, and only all is 100 %.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "0 %" }
    let share = 100 * Double(part) / Double(whole)
    let digits = DecimalDigits(share)
    // Three significant digits, but as many nines as it takes not to claim all.
    for count in 3...12 {
      let text = digits.rounded(significant: count).fixed(places: 0)
      if text != "100" || part == whole { return text + " %" }
    }
    return "100 %"
  }
}
