import Foundation

/// How a cost grows with a count: cost = fixed + b count^slope, by the least sum of squared relative errors.
struct Growth {
  let slope: Double
  /// Each cost without the fixed one.
  let costs: [Double]

  /// Of [points], at least four. For each slope that might be, the other two are a linear fit.
  init(_ points: [(count: Double, cost: Double)]) {
    let fits = stride(from: 0.5, through: 1.5, by: 0.001).map { Growth.fit(points, slope: $0) }
    let best = fits.min { $0.error < $1.error } ?? Growth.fit(points, slope: 1)
    slope = best.slope
    costs = points.map { $0.cost - best.fixed }
  }

  private static func fit(
    _ points: [(count: Double, cost: Double)], slope: Double
  ) -> (fixed: Double, slope: Double, error: Double) {
    // In relative terms 1 = fixed / cost + b count^slope / cost.
    let rows = points.map { (1 / $0.cost, pow($0.count, slope) / $0.cost) }
    func sum(_ term: ((Double, Double)) -> Double) -> Double { rows.reduce(0) { $0 + term($1) } }
    let (aa, ab, bb) = (sum { $0.0 * $0.0 }, sum { $0.0 * $0.1 }, sum { $0.1 * $0.1 })
    let (a, b) = (sum(\.0), sum(\.1))
    let determinant = aa * bb - ab * ab
    let (fixed, factor) = ((a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant)
    return (fixed, slope, sum { ($0.0 * fixed + $0.1 * factor - 1) * ($0.0 * fixed + $0.1 * factor - 1) })
  }
}
