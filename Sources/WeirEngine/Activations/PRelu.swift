import WeirCatalog

/// A rectifier that learns how much of the negative side it lets through: max(x, 0) + a min(x, 0), a trained.
public struct PRelu: LearnedActivation {
  /// The slope below zero, with which training begins.
  public var slopeBelow: Float = 0.25
  /// Whether each channel learns a slope of its own.
  public var isPerChannel = false

  /// How it is named and set.
  public static let entry = Entry<PRelu>(
    "prelu", "Rectifier whose slope below zero is trained.",
    details: "x above zero, else a x. Slopes are neither decayed nor counted as weights.",
    source: "He et al. 2015",
    settings: [
      Setting("slope", \.slopeBelow, .number, "Slope below zero with which training begins."),
      Setting(
        "per_channel", \.isPerChannel, .truth,
        "Whether each unit or channel learns a slope, or all share one."),
    ],
    positional: 1,
    examples: [
      Example("mlp([2, 8, 8, 2], activation: prelu).parameters - mlp([2, 8, 8, 2]).parameters", prints: "2"),
      "mlp([2, 8, 2], activation: prelu(per_channel: true))",
    ], words: ["rectifier", "learnable"])

  /// The one slope.
  public static let roles = [Parameter.Role.slope]
  /// The slope below zero.
  public var coefficients: SIMD4<Float> {
    get { SIMD4(slopeBelow, 0, 0, 0) }
    set { slopeBelow = newValue[0] }
  }

  /// The defaults.
  public init() {}
  /// x above zero, else a x.
  public func value(_ x: Float) -> Float { x > 0 ? x : slopeBelow * x }
  /// 1 above zero, else a.
  public func slope(_ x: Float) -> Float { x > 0 ? 1 : slopeBelow }
  /// 0: both sides are straight.
  public func curvature(_ x: Float) -> Float { 0 }
  /// min(x, 0).
  public func coefficientSlopes(_ x: Float) -> SIMD4<Float> { SIMD4(x > 0 ? 0 : x, 0, 0, 0) }
  /// Below zero the slope changes as a does, and min(x, 0) as x does.
  public func changes(
    at x: Float, by change: Float, _ coefficients: SIMD4<Float>
  ) -> (slope: Float, coefficientSlopes: SIMD4<Float>) {
    x > 0 ? (0, .zero) : (coefficients[0], SIMD4(change, 0, 0, 0))
  }

  /// xᵢ above zero, else a xᵢ.
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    Elements.rectify(x, slope: slopeBelow, into: &y)
  }
  /// dᵢ, times a where xᵢ is not above zero.
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    Elements.rectifyGradient(x, slope: slopeBelow, &d)
  }
}
