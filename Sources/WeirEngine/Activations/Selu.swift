import WeirCatalog

/// A scaled `Elu` whose two constants make mean 0 and variance 1 a fixed point from layer to layer.
///
/// Meant for weights of variance 1 / fan-in: `kaiming(scale: 1)`.
public struct Selu: Activation {
  /// How it is named.
  public static let entry = Entry<Selu>(
    "selu", "Scaled exponential linear unit, which keeps mean 0 and variance 1 from layer to layer.",
    details: """
      1.0507 x above zero, else 1.7581 (exp(x) - 1). The fixed point is that of weights with variance \
      1 / fan-in, so use it with `init: kaiming(scale: 1)`.
      """,
    source: "Klambauer et al. 2017",
    examples: ["mlp([2, 8, 2], activation: selu, init: kaiming(scale: 1))"],
    words: ["rectifier", "exponential"])

  /// λ and λ α of the paper, where they have sixteen digits each.
  private static let (right, left): (Float, Float) = (
    1.0507009873554805, 1.0507009873554805 * 1.6732632423543772
  )
  private var shape: Elu { Elu(alpha: Self.left / Self.right) }

  /// The function of the paper.
  public init() {}
  /// λ x above zero, else λ α (e^x - 1).
  public func value(_ x: Float) -> Float { Self.right * shape.value(x) }
  /// λ above zero, else λ α e^x.
  public func slope(_ x: Float) -> Float { Self.right * shape.slope(x) }
  /// 0 above zero, else λ α e^x.
  public func curvature(_ x: Float) -> Float { Self.right * shape.curvature(x) }
  /// λ xᵢ above zero, else λ α (exp xᵢ - 1).
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    Elements.exponentialLinear(x, right: Self.right, left: Self.left, into: &y)
  }
  /// Above zero dᵢ λ, else dᵢ (yᵢ + λ α), for yᵢ + λ α = λ α exp xᵢ.
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    for index in 0..<d.count { d[index] *= x[index] > 0 ? Self.right : y[index] + Self.left }
  }
}
