import Foundation
import WeirCatalog

/// The hyperbolic tangent, between -1 and 1.
public struct Tanh: Activation {
  /// How it is named.
  public static let entry = Entry<Tanh>(
    "tanh", "Hyperbolic tangent, between -1 and 1.", examples: ["mlp([2, 8, 2], activation: tanh)"])

  /// The hyperbolic tangent.
  public init() {}
  /// tanh x.
  public func value(_ x: Float) -> Float { Foundation.tanh(x) }
  /// 1 - tanh² x.
  public func slope(_ x: Float) -> Float { 1 - value(x) * value(x) }
  /// -2 t (1 - t²), t the value.
  public func curvature(_ x: Float) -> Float { -2 * value(x) * slope(x) }
  /// tanh xᵢ.
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) { Elements.tanh(x, into: &y) }
  /// dᵢ (1 - yᵢ²).
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    for index in 0..<d.count { d[index] *= 1 - y[index] * y[index] }
  }
}
