import Foundation
import WeirCatalog

/// x Φ(x), Φ(x) the share of a standard normal below x; or the approximation of it by a tanh.
public struct Gelu: Activation {
  /// Whether to compute x (1 + tanh(√(2 / π) (x + 0.044715 x³))) / 2, which older networks were trained with.
  public var isApproximate = false

  /// How it is named and set.
  public static let entry = Entry<Gelu>(
    "gelu", "Gaussian error linear unit: x times the share of a standard normal below x.",
    details: "Approximate: x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2, up to 0.0005 off.",
    source: "Hendrycks and Gimpel 2016",
    settings: [
      Setting("approximate", \.isApproximate, .truth, "Whether to use the formula with a tanh.")
    ],
    examples: ["mlp([2, 8, 2], activation: gelu)"], words: ["rectifier", "erf"])

  /// The defaults.
  public init() {}

  /// x Φ(x).
  public func value(_ x: Float) -> Float {
    x * (isApproximate ? Self.joined(x, Self.smaller(x)) : Self.share(x))
  }

  /// Φ + x φ, φ the density of the standard normal.
  public func slope(_ x: Float) -> Float {
    isApproximate ? Self.slope(x, Self.smaller(x)) : Self.share(x) + x * Self.density(x)
  }

  /// φ (2 - x²).
  public func curvature(_ x: Float) -> Float {
    guard isApproximate else { return 2 * Self.density(x) - x * (x * Self.density(x)) }
    let (s, bendSlope) = (Self.smaller(x), Self.bendSlope(x))
    let slope = s * (1 - s)
    let curvature = slope * (1 - 2 * Self.joined(x, s))
    let near = Self.within(x)
    return 2 * slope * bendSlope
      + near * (curvature * bendSlope * bendSlope + slope * Self.bendCurvature(x))
  }

  /// xᵢ Φ(xᵢ).
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    if isApproximate {
      for index in 0..<y.count { y[index] = -abs(Self.bend(x[index])) }
      Elements.sigmoidInPlace(&y)
      for index in 0..<y.count { y[index] = x[index] * Self.joined(x[index], y[index]) }
    } else {
      Elements.normalShare(x, into: &y)
      for index in 0..<y.count { y[index] *= x[index] }
    }
  }

  /// dᵢ times the slope at xᵢ.
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    Elements.withScratch(d.count) { s in
      if isApproximate {
        for index in 0..<s.count { s[index] = -abs(Self.bend(x[index])) }
        Elements.sigmoidInPlace(&s)
        for index in 0..<s.count { d[index] *= Self.slope(x[index], s[index]) }
      } else {
        Elements.withScratch(d.count) { density in
          for index in 0..<s.count { density[index] = x[index] * x[index] * -0.5 }
          Elements.expInPlace(&density)
          Elements.normalShare(x, into: &s)
          for index in 0..<s.count { d[index] *= s[index] + x[index] * (Self.peak * density[index]) }
        }
      }
    }
  }
}

extension Gelu {
  /// 1 / √(2π).
  private static let peak: Float = 0.3989422804
  /// Φ(x).
  private static func share(_ x: Float) -> Float { Foundation.erfc(-x * Float(0.5).squareRoot()) / 2 }
  /// φ(x).
  private static func density(_ x: Float) -> Float { peak * Foundation.exp(x * x * -0.5) }
}

/// The approximation: with v = √(8 / π) (x + 0.044715 x³) it is x times the logistic function of v, since
/// (1 + tanh v/2) / 2 = 1 / (1 + e^-v). Its smaller part s, that of -|v|, keeps its digits on both sides.
extension Gelu {
  /// √(8 / π), and the factor of the cube.
  private static let (scale, cube): (Float, Float) = (1.5957691216, 0.044715)

  /// x, as far as s is not 0 or 1 to the last bit, so that no cube overflows.
  private static func within(_ x: Float) -> Float { x > 16 ? 16 : x < -16 ? -16 : x }

  /// v.
  private static func bend(_ x: Float) -> Float {
    let x = within(x)
    return scale * (x + cube * x * x * x)
  }

  private static func bendSlope(_ x: Float) -> Float {
    let x = within(x)
    return scale * (1 + 3 * cube * x * x)
  }

  private static func bendCurvature(_ x: Float) -> Float { 6 * scale * cube * within(x) }

  /// s.
  private static func smaller(_ x: Float) -> Float { 1 / (1 + Foundation.exp(abs(bend(x)))) }

  /// The logistic function of v.
  private static func joined(_ x: Float, _ s: Float) -> Float { x > 0 ? 1 - s : s }

  private static func slope(_ x: Float, _ s: Float) -> Float {
    joined(x, s) + within(x) * (s * (1 - s)) * bendSlope(x)
  }
}
