import WeirCatalog

/// The identity between two thresholds and a line of another slope beyond each of them, all four numbers
/// trained for each channel:
///
///     y = r + a_r (x - r) for x > r,  x for l < x <= r,  l + a_l (x - l) for x <= l
///
/// Should training push the right threshold below the left one, the left one stands for both, so that the
/// function has no step.
public struct SRelu: LearnedActivation {
  /// The left threshold, with which training begins.
  public var leftThreshold: Float = 0
  /// The slope left of it; drawn from 0 to 1 for each channel if nil.
  public var leftSlope: Float?
  /// The right threshold; drawn from 0 to 5 for each channel if nil.
  public var rightThreshold: Float?
  /// The slope right of it.
  public var rightSlope: Float = 1

  /// How it is named and set.
  public static let entry = Entry<SRelu>(
    "srelu", "S-shaped rectifier: straight in three pieces whose slopes and ends are trained.",
    details: """
      r + a (x - r) right of a threshold r, l + b (x - l) left of a threshold l, and x between. Each unit \
      trains its own r, a, l and b, which are neither decayed nor counted as weights. Where nothing is chosen \
      they begin as in the code of SET (Mocanu et al. 2018): l = 0, a = 1, b drawn from 0 to 1, r from 0 to 5.
      """,
    source: "Jin et al. 2016",
    settings: [
      Setting("left_threshold", \.leftThreshold, .number, "Where the left piece ends."),
      Setting("left_slope", \.leftSlope, .optional(.number), "Slope of the left piece; none: drawn."),
      Setting(
        "right_threshold", \.rightThreshold, .optional(.number), "Where the right piece begins; none: drawn."),
      Setting("right_slope", \.rightSlope, .number, "Slope of the right piece."),
    ],
    examples: [
      Example("mlp([2, 8, 2], activation: srelu).parameters - mlp([2, 8, 2]).parameters", prints: "32")
    ], words: ["rectifier", "learnable", "set"])

  /// The four numbers.
  public static let roles: [Parameter.Role] = [.leftThreshold, .leftSlope, .rightThreshold, .rightSlope]
  /// Left threshold and slope, right threshold and slope; for those to be drawn, their means.
  public var coefficients: SIMD4<Float> {
    get { SIMD4(leftThreshold, leftSlope ?? 0.5, rightThreshold ?? 2.5, rightSlope) }
    set {
      (leftThreshold, leftSlope) = (newValue[0], newValue[1])
      (rightThreshold, rightSlope) = (newValue[2], newValue[3])
    }
  }

  /// Channels are units of their own.
  public var isPerChannel: Bool { true }

  /// The defaults.
  public init() {}

  /// As chosen, or as the SET code draws them.
  public func initialCoefficients(_ channels: Int, _ drawing: Drawing) -> [SIMD4<Float>] {
    let stream = RandomStream(seed: drawing.seed, purpose: .weights, part: drawing.part)
    let draws = stream.uniforms(0..<2 * channels)
    return (0..<channels).map { channel in
      SIMD4(
        leftThreshold, leftSlope ?? draws[channel], rightThreshold ?? 5 * draws[channels + channel],
        rightSlope)
    }
  }
}

/// The function.
extension SRelu {
  private enum Piece { case left, middle, right }

  /// The thresholds and slopes, in order.
  private var pieces: (left: Float, leftSlope: Float, right: Float, rightSlope: Float) {
    let c = coefficients
    return (c[0], c[1], max(c[0], c[2]), c[3])
  }

  private func piece(_ x: Float) -> Piece {
    let (left, _, right, _) = pieces
    return x <= left ? .left : x > right ? .right : .middle
  }

  /// The value on the piece of x.
  public func value(_ x: Float) -> Float {
    let (left, leftSlope, right, rightSlope) = pieces
    return x <= left ? left + leftSlope * (x - left) : x > right ? right + rightSlope * (x - right) : x
  }

  /// The slope of the piece of x.
  public func slope(_ x: Float) -> Float {
    let (left, leftSlope, right, rightSlope) = pieces
    return x <= left ? leftSlope : x > right ? rightSlope : 1
  }

  /// 0: all pieces are straight.
  public func curvature(_ x: Float) -> Float { 0 }

  /// 1 - a by the threshold of the piece, and x less the threshold by its slope a.
  public func coefficientSlopes(_ x: Float) -> SIMD4<Float> {
    let (left, leftSlope, right, rightSlope) = pieces
    switch piece(x) {
    case .left: return SIMD4(1 - leftSlope, x - left, 0, 0)
    case .middle: return .zero
    case .right:
      let byThreshold = 1 - rightSlope
      return right > left
        ? SIMD4(0, 0, byThreshold, x - right) : SIMD4(byThreshold, 0, 0, x - right)
    }
  }

  /// The slope changes as that of the piece; 1 - a by as much the other way, and x - r as x and r do.
  public func changes(
    at x: Float, by change: Float, _ c: SIMD4<Float>
  ) -> (slope: Float, coefficientSlopes: SIMD4<Float>) {
    switch piece(x) {
    case .left: return (c[1], SIMD4(-c[1], change - c[0], 0, 0))
    case .middle: return (0, .zero)
    case .right:
      return pieces.right > pieces.left
        ? (c[3], SIMD4(0, 0, -c[3], change - c[2])) : (c[3], SIMD4(-c[3], 0, 0, change - c[0]))
    }
  }

  /// The values, each on its piece.
  public func values(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    let (left, leftSlope, right, rightSlope) = pieces
    for index in 0..<y.count {
      let x = x[index]
      let (below, above) = (left + leftSlope * (x - left), right + rightSlope * (x - right))
      y[index] = x <= left ? below : x > right ? above : x
    }
  }

  /// dᵢ times the slope of the piece of xᵢ.
  public func multiplySlopes(_ x: Span<Float>, _ y: Span<Float>, _ d: inout MutableSpan<Float>) {
    let (left, leftSlope, right, rightSlope) = pieces
    for index in 0..<d.count { d[index] *= x[index] <= left ? leftSlope : x[index] > right ? rightSlope : 1 }
  }
}
