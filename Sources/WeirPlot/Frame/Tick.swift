/// A labelled place on an axis.
struct Tick: Equatable, Sendable {
  let value: Double
  let label: String

  /// [values] with labels of one form: the same decimals, and an exponent for all or for none.
  static func labelled(_ values: [Double]) -> [Tick] {
    zip(values, labels(values)).map { Tick(value: $0, label: $1) }
  }

  /// The shorter of the two forms that can be: plain decimals, or all as multiples of one power of
  /// ten. Up to seven characters plain decimals are preferred.
  private static func labels(_ values: [Double]) -> [String] {
    let digits = values.map { DecimalDigits($0).rounded(significant: 12) }
    let plain = uniform(digits)
    let width = plain.map(\.count).max() ?? 0
    guard width > 7, let power = digits.filter({ !$0.digits.isEmpty }).map(\.magnitude).max() else {
      return plain
    }
    let scaled = digits.map { one in
      var one = one
      if !one.digits.isEmpty { one.exponent -= power }
      return one
    }
    let short = zip(uniform(scaled), digits).map { $1.digits.isEmpty ? "0" : $0 + "e\(power)" }
    return short.map(\.count).max() ?? 0 < width ? short : plain
  }

  private static func uniform(_ digits: [DecimalDigits]) -> [String] {
    let places = digits.map(\.places).max() ?? 0
    return digits.map { $0.fixed(places: places) }
  }
}
