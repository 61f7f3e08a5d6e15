/// A finite number as decimal digits, so that rounding for people never meets binary surprises.
///
/// The number is ±0.d₁d₂d₃… × 10^exponent, with d₁ ≠ 0; zero has no digits. The digits are the
/// shortest that read back as the same number, so 0.145 is exactly that and rounds to 0.15.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  var digits: [UInt8]
  var exponent: Int

  /// The digits of [value], which must be finite.
  init(_ value: Double) {
    precondition(value.isFinite, "only finite numbers have digits")
    (isNegative, digits, exponent) = (value < 0, [], 0)
    var pointAt: Int?
    var text = value.magnitude.description.utf8[...]
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "."): pointAt = digits.count
      case UInt8(ascii: "e"): exponent = Int(String(Substring(text))) ?? 0; text = text.suffix(0)
      default: digits.append(byte - UInt8(ascii: "0"))
      }
    }
    exponent += pointAt ?? digits.count
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent = digits.isEmpty ? 0 : exponent - zeros
    trim()
  }

  /// How many digits stand behind the decimal point.
  var places: Int { max(0, digits.count - exponent) }

  /// The power of ten of the first digit: 2 for 314.
  var magnitude: Int { exponent - 1 }

  /// Rounded, half away from zero, to at most [count] digits from the first one on.
  func rounded(significant count: Int) -> DecimalDigits { kept(count) }

  /// Rounded, half away from zero, to at most [count] digits behind the point.
  func rounded(places count: Int) -> DecimalDigits { kept(exponent + count) }

  private func kept(_ count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      (result.digits, result.exponent, result.isNegative) = ([], 0, false)
      return result
    }
    result.digits = Array(digits.prefix(count))
    if digits[count] >= 5 {
      var place = count - 1
      while place >= 0, result.digits[place] == 9 { (result.digits[place], place) = (0, place - 1) }
      if place >= 0 {
        result.digits[place] += 1
      } else {
        result.digits.insert(1, at: 0)
        result.exponent += 1
      }
    }
    result.trim()
    return result
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (exponent, isNegative) = (0, false) }
  }

  /// Without an exponent, with exactly [places] digits behind the point: `-0.50`. Nothing is rounded:
  /// there are at least as many places as digits.
  func fixed(places wanted: Int) -> String {
    var text = isNegative ? "-" : ""
    text += exponent > 0 ? digit(0..<exponent) : "0"
    let count = max(wanted, places)
    if count > 0 { text += "." + digit(exponent..<(exponent + count)) }
    return text
  }

  /// With an exponent, and as many digits as there are: `1.5e-7`.
  var scientific: String {
    guard !digits.isEmpty else { return "0" }
    let mantissa = digit(0..<1) + (digits.count > 1 ? "." + digit(1..<digits.count) : "")
    return (isNegative ? "-" : "") + mantissa + "e\(magnitude)"
  }

  private func digit(_ range: Range<Int>) -> String {
    String(
      decoding: range.map { UInt8(ascii: "0") + (digits.indices.contains($0) ? digits[$0] : 0) },
      as: UTF8.self)
  }
}
