import WeirCatalog

/// The rectifier: max(0, x).
public struct Relu: Activation {
  /// How it is named.
  public static let entry = Entry<Relu>(
    "relu", "Rectifier: max(0, x).", source: "Nair and Hinton 2010",
    examples: ["mlp([2, 8, 2], activation: relu)"], words: ["rectifier"])

  /// The rectifier.
  public init() {}
  /// max(0, x); what is not a number stays so.
  public func value(_ x: Float) -> Float { x < 0 ? 0 : x }
  /// 1 above zero, else 0.
  public func slope(_ x: Float) -> Float { x > 0 ? 1 : 0 }
  /// 0: both sides are straight.
  public func curvature(_ x: Float) -> Float { 0 }
  /// max(0, xᵢ).
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    Elements.rectify(x, slope: 0, into: &y)
  }
  /// Keeps dᵢ where xᵢ > 0.
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    Elements.rectifyGradient(x, slope: 0, &d)
  }
}
