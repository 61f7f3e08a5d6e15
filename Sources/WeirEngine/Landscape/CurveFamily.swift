/// How a path runs between its control points: with which weights each of them counts at t, φ(t) = Σ wᵢ(t) θᵢ.
///
/// At 0 and 1 the weight of one end is exactly 1 and all others are 0. Outside of 0...1 both families go on as they
/// left it: polynomials as such, chains along their outer pieces.
public enum CurveFamily: String, Sendable {
  /// A polynomial, wᵢ(t) = C(n, i) tⁱ (1 - t)ⁿ⁻ⁱ with n + 1 control points (Bézier; Garipov et al. 2018). With two it
  /// is the straight line.
  case bezier
  /// Straight pieces from point to point, each 1 / n of the way: wᵢ(t) = max(0, 1 - |n t - i|).
  case polyChain = "poly_chain"

  /// The weights of [count] control points at [t]; their sum is 1.
  public func weights(of count: Int, at t: Double) -> [Double] {
    let last = count - 1
    switch self {
    case .bezier:
      // C(n, i) from C(n, i - 1).
      var choices = 1.0
      return (0...last).map { index in
        defer { choices = choices * Double(last - index) / Double(index + 1) }
        return choices * Self.power(t, index) * Self.power(1 - t, last - index)
      }
    case .polyChain:
      let way = t * Double(last)
      let piece = Int(min(max(0, way.rounded(.down)), Double(last - 1)))
      return (0...last).map { index in
        if index == piece { return 1 - (way - Double(piece)) }
        return index == piece + 1 ? way - Double(piece) : 0
      }
    }
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
