#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How likely chance alone goes so far: the tails of the distributions that tests compare with.
public enum Tails {
  /// The probability that a standard normal number is above [z].
  public static func normal(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

  /// The z above which a standard normal number is with probability [p]; infinite for 0 and 1.
  public static func normalQuantile(_ p: Double) -> Double {
    // Where p is near 1 the other tail has the digits.
    p > 0.5 ? -quantile(1 - p, normal) : quantile(p, normal)
  }

  /// The probability that a number of Student's distribution with [freedom] degrees is above [t].
  public static func student(_ t: Double, freedom: Double) -> Double {
    if t.isInfinite { return t > 0 ? 0 : 1 }
    let square = t * t
    let beyond = halfBeta(freedom / (freedom + square), square / (freedom + square), freedom / 2) / 2
    return t >= 0 ? beyond : 1 - beyond
  }

  /// The t above which a number of Student's distribution with [freedom] degrees is with probability [p].
  public static func studentQuantile(_ p: Double, freedom: Double) -> Double {
    p > 0.5
      ? -quantile(1 - p) { student($0, freedom: freedom) } : quantile(p) { student($0, freedom: freedom) }
  }

  /// The probability that the correlation of [n] pairs of independent normal numbers is above [r].
  ///
  /// With t = r √((n − 2) / (1 − r²)) that is Student's tail of n − 2 degrees; 1 − r² is formed without the
  /// cancellation that t would suffer from where r is near one.
  static func correlation(_ r: Double, n: Int) -> Double {
    let beyond = halfBeta((1 - r) * (1 + r), r * r, Double(n - 2) / 2) / 2
    return r >= 0 ? beyond : 1 - beyond
  }

  /// The non-negative x with [tail](x) = [p], for a falling tail and p at most one half, by halving: some sixty
  /// evaluations, and no start to choose.
  private static func quantile(_ p: Double, _ tail: (Double) -> Double) -> Double {
    guard p > 0 else { return .infinity }
    var (low, high) = (0.0, 1.0)
    while tail(high) > p, high.isFinite { (low, high) = (high, 2 * high) }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if tail(middle) > p { low = middle } else { high = middle }
    }
  }

  /// The regularized incomplete beta function I_x(a, ½), with [y] = 1 − x given beside it for its digits.
  ///
  /// A continued fraction by the method of Lentz, on the side where it converges fast (Press et al. 1992, 6.4).
  private static func halfBeta(_ x: Double, _ y: Double, _ a: Double) -> Double {
    guard x > 0 else { return 0 }
    guard y > 0 else { return 1 }
    let front = exp(a * log(x)) * y.squareRoot() / beta(a)
    return x < (a + 1) / (a + 2.5)
      ? front * fraction(x, a, 0.5) / a : 1 - front * fraction(y, 0.5, a) / 0.5
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    func away(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var result = d
    // It takes some √a terms; the limit is far beyond what any number of samples needs.
    for m in 1...100_000 {
      let k = Double(m)
      let even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      result *= d * c
      let odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }

  /// B(a, ½) = √π Γ(a) / Γ(a + ½).
  ///
  /// From the series of the quotient for large a, which needs no logarithms of the gamma function: at a = 10⁶ their
  /// difference would be off in the ninth digit.
  private static func beta(_ a: Double) -> Double {
    var (a, factor) = (a, 1.0)
    while a < 20 {
      factor *= (a + 0.5) / a
      a += 1
    }
    let (q, r) = (1 / a, 1 / (a * a))
    let series = -1.0 / 8 + r * (1.0 / 192 + r * (-1.0 / 640 + r * (17.0 / 14336 - r * 31.0 / 18432)))
    return factor * (Double.pi / a).squareRoot() * exp(-q * series)
  }
}
