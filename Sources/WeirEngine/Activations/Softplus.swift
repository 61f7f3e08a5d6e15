import Foundation
import WeirCatalog

/// The smooth rectifier whose slope is the logistic function: log(1 + e^(beta x)) / beta.
public struct Softplus: Activation {
  /// How sharp the bend is; towards infinity it is the rectifier.
  public var beta: Float = 1

  /// How it is named and set.
  public static let entry = Entry<Softplus>(
    "softplus", "Smooth rectifier, above zero everywhere: log(1 + exp(beta x)) / beta.",
    source: "Dugas et al. 2001",
    settings: [Setting("beta", \.beta, .positive, "Sharpness of the bend.")], positional: 1,
    examples: ["mlp([2, 8, 2], activation: softplus)"], words: ["rectifier"])

  /// The defaults.
  public init() {}
  /// log(1 + e^(beta x)) / beta, in a form that can neither overflow nor cancel.
  public func value(_ x: Float) -> Float {
    (x < 0 ? 0 : x) + Foundation.log1p(Foundation.exp(-abs(beta * x))) / beta
  }
  /// s = 1 / (1 + e^(-beta x)).
  public func slope(_ x: Float) -> Float { 1 / (1 + Foundation.exp(-beta * x)) }
  /// beta s (1 - s).
  public func curvature(_ x: Float) -> Float { beta * slope(x) * (1 - slope(x)) }

  /// log(1 + exp(beta xᵢ)) / beta.
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    for index in 0..<y.count { y[index] = beta * x[index] }
    Elements.softplusInPlace(&y)
    for index in 0..<y.count { y[index] /= beta }
  }

  /// dᵢ / (1 + exp(-beta xᵢ)).
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    Elements.withScratch(d.count) { s in
      for index in 0..<s.count { s[index] = beta * x[index] }
      Elements.sigmoidInPlace(&s)
      for index in 0..<s.count { d[index] *= s[index] }
    }
  }
}
