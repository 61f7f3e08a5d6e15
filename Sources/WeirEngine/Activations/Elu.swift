import Foundation
import WeirCatalog

/// The identity above zero, and below it an exponential that levels off: alpha (e^x - 1).
public struct Elu: Activation {
  /// Minus the limit on the far left.
  public var alpha: Float = 1

  /// How it is named and set.
  public static let entry = Entry<Elu>(
    "elu", "Rectifier that levels off smoothly below zero: alpha (exp(x) - 1) there.",
    source: "Clevert et al. 2016",
    settings: [Setting("alpha", \.alpha, .positive, "Minus the limit on the far left.")], positional: 1,
    examples: ["mlp([2, 8, 2], activation: elu)"], words: ["rectifier", "exponential"])

  /// The defaults.
  public init() {}

  /// Levelling off at minus [alpha].
  init(alpha: Float) { self.alpha = alpha }

  /// x above zero, else alpha (e^x - 1).
  public func value(_ x: Float) -> Float { x > 0 ? x : alpha * Foundation.expm1(x) }
  /// 1 above zero, else alpha e^x.
  public func slope(_ x: Float) -> Float { x > 0 ? 1 : alpha * Foundation.exp(x) }
  /// 0 above zero, else alpha e^x.
  public func curvature(_ x: Float) -> Float { x > 0 ? 0 : alpha * Foundation.exp(x) }
  /// xᵢ above zero, else alpha (exp xᵢ - 1).
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    Elements.exponentialLinear(x, right: 1, left: alpha, into: &y)
  }
  /// Below zero dᵢ (yᵢ + alpha), for yᵢ + alpha = alpha exp xᵢ.
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    for index in 0..<d.count { d[index] *= x[index] > 0 ? 1 : y[index] + alpha }
  }
}
