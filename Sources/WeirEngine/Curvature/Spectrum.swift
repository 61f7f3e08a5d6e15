import Foundation
import WeirCatalog

/// The eigenvalues of the Hessian of a network's loss, as far as probes tell: how they are spread, and the ends.
///
/// With n coordinates, the spectral density is φ(t) = (1 / n) Σ δ(t - λᵢ). Each probe gives a `Quadrature` of
/// it; φ is their mean. Source: Ghorbani, Krishnan and Xiao 2019.
public struct Spectrum: Thing, Equatable {
  /// The kind of all spectra.
  public static let kind = Kind("spectrum")
  /// How many numbers training changes: the rows of the Hessian.
  public let coordinates: Int
  /// What each probe says.
  public let probes: [Quadrature]
  /// The deviation of the bell around each node in the density, as a share of the range of all nodes.
  public let width: Double
  /// The nodes of all probes, increasing.
  public let values: [Double]
  /// The share of eigenvalues near each of `values`; their sum is 1.
  public let weights: [Double]

  /// What [probes], at least one, say of a Hessian of [coordinates] rows.
  init(coordinates: Int, probes: [Quadrature], width: Double) {
    precondition(probes.contains { !$0.values.isEmpty }, "a spectrum has a node")
    (self.coordinates, self.probes, self.width) = (coordinates, probes, width)
    let nodes = probes.flatMap { zip($0.values, $0.weights) }.sorted { $0.0 < $1.0 }
    values = nodes.map(\.0)
    weights = nodes.map { $0.1 / Double(probes.count) }
  }

  /// The least node: at least as large as the least eigenvalue, and soon very near to it.
  public var min: Double { values.first ?? .nan }
  /// The largest node: at most as large as the largest eigenvalue, and soon very near to it.
  public var max: Double { values.last ?? .nan }
  /// The mean of all eigenvalues, tr H / n, as the probes estimate it (Hutchinson 1990).
  public var mean: Double { zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The deviation σ of the bells. Nodes that differ by rounding alone make no range.
  private var deviation: Double {
    let size = Swift.max(abs(min), abs(max))
    let range = Swift.max(max - min, KrylovSpace.rounding * size)
    return width * (range > 0 ? range : 1)
  }

  /// φ with a bell of deviation σ in place of each node, at every half σ: Σ ωₖ N(t; θₖ, σ²). It ends six σ beyond
  /// the outermost nodes, so its integral is 1.
  public var density: Series {
    let deviation = deviation
    let (start, step, reach) = (min - 6 * deviation, deviation / 2, 12)
    let count = Int(((max - min) / step).rounded(.up)) + 2 * reach + 1
    var heights = [Double](repeating: 0, count: count)
    let factor = 1 / (deviation * (2 * Double.pi).squareRoot())
    for (value, weight) in zip(values, weights) {
      let middle = Int(((value - start) / step).rounded())
      for place in Swift.max(0, middle - reach)...Swift.min(count - 1, middle + reach) {
        let distance = (start + Double(place) * step - value) / deviation
        heights[place] += weight * factor * exp(-distance * distance / 2)
      }
    }
    return Series(
      "density", over: "eigenvalue", positions: (0..<count).map { start + Double($0) * step },
      values: heights)
  }
}
