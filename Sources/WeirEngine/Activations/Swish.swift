import Foundation
import WeirCatalog

/// x sigmoid(beta x): smooth, and not zero below zero, so that some gradient flows there.
public struct Swish: Activation {
  /// How sharp the bend is; towards infinity it is the rectifier.
  public var beta: Float = 1

  /// How it is named and set.
  public static let entry = Entry<Swish>(
    "swish", "Smooth rectifier that lets gradients flow below zero: x sigmoid(beta x).",
    source: "Ramachandran et al. 2017; Elfwing et al. 2017",
    settings: [Setting("beta", \.beta, .positive, "Sharpness of the bend.")], positional: 1,
    examples: ["mlp([2, 8, 2], activation: swish)"], words: ["silu"])

  /// The defaults.
  public init() {}
  /// x s, s = sigmoid(beta x).
  public func value(_ x: Float) -> Float { x / (1 + Foundation.exp(-beta * x)) }
  /// s + beta x s (1 - s).
  public func slope(_ x: Float) -> Float {
    let s = 1 / (1 + Foundation.exp(-beta * x))
    return s + beta * x * s * (1 - s)
  }
  /// beta s (1 - s) (2 + beta x (1 - 2 s)).
  public func curvature(_ x: Float) -> Float {
    let s = 1 / (1 + Foundation.exp(-beta * x))
    return beta * s * (1 - s) * (2 + beta * x * (1 - 2 * s))
  }

  /// xᵢ sᵢ.
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    for index in 0..<y.count { y[index] = beta * x[index] }
    Elements.sigmoidInPlace(&y)
    for index in 0..<y.count { y[index] *= x[index] }
  }

  /// dᵢ (sᵢ + beta xᵢ sᵢ (1 - sᵢ)) = dᵢ (sᵢ + beta yᵢ (1 - sᵢ)).
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    Elements.withScratch(d.count) { s in
      for index in 0..<s.count { s[index] = beta * x[index] }
      Elements.sigmoidInPlace(&s)
      for index in 0..<s.count { d[index] *= s[index] + beta * y[index] * (1 - s[index]) }
    }
  }
}
