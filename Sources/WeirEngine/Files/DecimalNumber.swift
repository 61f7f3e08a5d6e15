/// The number that [bytes] spell in decimal notation, spaces around it aside: `-1.5e3`. Nil for
/// anything else, for `nan`, `inf` and hexadecimal digits too, and for what a `Double` cannot hold.
func decimalNumber(_ bytes: ArraySlice<UInt8>) -> Double? {
  let rest = bytes.trimmingSpaces
  let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  var place = rest.startIndex
  var isNegative = false
  if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    isNegative = sign == UInt8(ascii: "-")
    place += 1
  }
  var (mantissa, count, behindPoint) = (0 as UInt64, 0, 0)
  var hasPoint = false
  while place < rest.endIndex {
    let byte = rest[place]
    if digits.contains(byte) {
      count += 1
      if count <= 18 { mantissa = mantissa * 10 + UInt64(byte - digits.lowerBound) }
      if hasPoint { behindPoint += 1 }
    } else if byte == UInt8(ascii: "."), !hasPoint {
      hasPoint = true
    } else {
      break
    }
    place += 1
  }
  guard count > 0 else { return nil }
  if place == rest.endIndex, mantissa < 1 << 53, count <= 18, behindPoint <= 22 {
    // Both are exact, so their quotient is the nearest number there is (Clinger 1990).
    let value = Double(mantissa) / powersOfTen[behindPoint]
    return isNegative ? -value : value
  }
  if place < rest.endIndex {
    guard rest[place] | 0x20 == UInt8(ascii: "e") else { return nil }
    var exponent = rest[(place + 1)...]
    if let sign = exponent.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      exponent.removeFirst()
    }
    guard !exponent.isEmpty, exponent.allSatisfy(digits.contains) else { return nil }
  }
  guard let value = Double(String(decoding: rest, as: UTF8.self)), value.isFinite else { return nil }
  return value
}

/// 10⁰ to 10²², each of them exact.
private let powersOfTen: [Double] = (0...22).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

extension ArraySlice<UInt8> {
  /// Without the spaces at either end.
  var trimmingSpaces: ArraySlice<UInt8> {
    let front = drop { $0 == 0x20 }
    return front[..<(front.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? front.startIndex)]
  }
}
