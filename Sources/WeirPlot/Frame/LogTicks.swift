/// Labels of logarithmic axes: decades if there are enough of them, then 2 and 5 in between, then
/// all nine; and if even these are too few, evenly spaced round numbers.
struct LogTicks {
  /// The ends of the axis, both above zero.
  var low, high: Double
  /// How many labels there should be.
  var wanted: Int
  /// Whether exponents may be written as such: 10⁻⁴ rather than 1e-4.
  var hasSuperscripts = false
  /// Whether labels at these numbers can be read.
  var isLegible: ([Tick]) -> Bool = { _ in true }

  /// The labels, in ascending order.
  func ticks() -> [Tick] {
    let tolerance = 1e-9
    let first = Int((decimalLogarithm(low) - tolerance).rounded(.up))
    let last = Int((decimalLogarithm(high) + tolerance).rounded(.down))
    if last - first >= 2 {
      for stride in 1...(last - first) {
        // Multiples of the stride, so that 1 is labelled if it is there; else counted from the largest.
        let multiples = (first...last).filter { $0 % stride == 0 }
        let powers =
          multiples.count >= 2
          ? multiples : Swift.stride(from: last, through: first, by: -stride).reversed()
        let ticks = decades(powers)
        if powers.count <= 2 * wanted, isLegible(ticks) { return ticks }
      }
    }
    for digits in [[1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]] as [[Double]] {
      let values = ((first - 1)...max(first - 1, last)).flatMap { (power: Int) -> [Double] in
        let all = digits.map { shifted($0, power) }
        return all.filter { $0 >= low * (1 - tolerance) && $0 <= high * (1 + tolerance) }
      }
      let ticks = LogTicks.labelled(values)
      if values.count >= 3, values.count <= 2 * wanted, isLegible(ticks) { return ticks }
    }
    return TickSearch(low: low, high: high, wanted: max(2, wanted), isLegible: isLegible).ticks()
      .filter { $0.value >= low && $0.value <= high }
  }

  /// The number on the axis with the fewest digits, for where there is room for one label only.
  func roundest() -> Tick {
    guard low > 0 || high < 0 else { return Tick(value: 0, label: "0") }
    let (near, far) = low > 0 ? (low, high) : (-high, -low)
    var power = Int(decimalLogarithm(far).rounded(.up))
    var size = far
    // A number of so many digits is as good as the end itself.
    for _ in 0..<15 {
      let unit = powerOfTen(power)
      let candidate = shifted((far / unit).rounded(.down), power)
      if unit > 0, candidate >= near, candidate <= far {
        size = candidate
        break
      }
      power -= 1
    }
    let value = low > 0 ? size : -size
    return Tick(value: value, label: Tick.labelled([value])[0].label)
  }

  /// Labels at powers of ten: plain if all are short so, else powers.
  func decades(_ powers: [Int]) -> [Tick] {
    guard let least = powers.first, let most = powers.last, least < -3 || most > 4 else {
      return LogTicks.labelled(powers.map(powerOfTen))
    }
    return powers.map { power in
      Tick(value: powerOfTen(power), label: hasSuperscripts ? "10" + Self.superscript(power) : "1e\(power)")
    }
  }

  /// Labels as short as each can be: on a logarithmic axis equal decimals would not mean equal steps.
  static func labelled(_ values: [Double]) -> [Tick] {
    values.map { Tick(value: $0, label: Readable.number($0, digits: 6)) }
  }

  private static func superscript(_ number: Int) -> String {
    let raised: [Character] = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String("\(number)".map { $0.wholeNumberValue.map { raised[$0] } ?? "⁻" })
  }
}
