import Foundation
import WeirCatalog

/// The logistic function, between 0 and 1: 1 / (1 + e^-x).
public struct Sigmoid: Activation {
  /// How it is named.
  public static let entry = Entry<Sigmoid>(
    "sigmoid", "Logistic function, between 0 and 1: 1 / (1 + exp(-x)).",
    examples: ["mlp([2, 8, 2], activation: sigmoid)"], words: ["logistic"])

  /// The logistic function.
  public init() {}
  /// 1 / (1 + e^-x).
  public func value(_ x: Float) -> Float { 1 / (1 + Foundation.exp(-x)) }
  /// s (1 - s), s the value.
  public func slope(_ x: Float) -> Float { value(x) * (1 - value(x)) }
  /// s (1 - s) (1 - 2 s).
  public func curvature(_ x: Float) -> Float { slope(x) * (1 - 2 * value(x)) }
  /// 1 / (1 + e^-xᵢ).
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) { Elements.sigmoid(x, into: &y) }
  /// dᵢ yᵢ (1 - yᵢ).
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    for index in 0..<d.count { d[index] *= y[index] * (1 - y[index]) }
  }
}
