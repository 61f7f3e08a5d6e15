import Foundation
import WeirCatalog

/// Density in proportion to (inputs + units) / (inputs units): small layers stay denser.
public struct ErdosRenyi: ShapeDistribution {
  /// The power of the share: 0 shares evenly, more than 1 favours small layers more.
  public var power = 1.0

  /// How it is named and set.
  public static let entry = Entry<ErdosRenyi>(
    "er", "Shares density by (inputs + units) / (inputs units), so that small layers stay denser.",
    details:
      "A layer whose share would exceed 1 is dense, and the rest is shared anew. Kernels do not count.",
    source: "Mocanu et al. 2018", settings: [powerSetting(\.power)],
    examples: [
      Example(
        "net = mlp([784, 300, 100, 10]).sparsify(sparsity: 90%, distribution: er)\n[l.nonzeros for l in net.layers]",
        prints: "[18715, 6906, 1000]")
    ], words: ["erdos", "renyi"])

  /// The defaults.
  public init() {}

  /// 1 - ε ((inputs + units) / (inputs units))ᵖ, with p the power.
  public func sparsities(of shapes: [WeightShape], total sparsity: Double) throws(ShapeError) -> [Double] {
    Self.solve(shapes, sparsity, power) {
      Double($0.rows + $0.columns) / (Double($0.rows) * Double($0.columns))
    }
  }

  /// The setting that `er` and `erk` share.
  static func powerSetting<Owner>(
    _ path: WritableKeyPath<Owner, Double> & Sendable
  ) -> Setting<Owner> {
    Setting("power", path, .number(in: 0...10), "Power of the share: 0 for even shares, 1 as published.")
  }

  /// The sparsities 1 - ε share, ε such that the total holds; shares above 1 / ε are dense.
  ///
  ///     ε Σ_free shareₗ nₗ = Σ_free (nₗ - ⌊S nₗ⌋) - Σ_dense ⌊S nₗ⌋
  ///
  /// All layers with the largest share become dense together, and ε is solved for again (Evci et al.
  /// 2020, as their code counts it).
  static func solve(
    _ shapes: [WeightShape], _ sparsity: Double, _ power: Double, share: (WeightShape) -> Double
  ) -> [Double] {
    // A power of one must change no bit.
    let shares = shapes.map { power == 1 ? share($0) : pow(share($0), power) }
    var dense = shapes.map { _ in false }
    while true {
      var (kept, weighted, largest) = (0.0, 0.0, 0.0)
      for (index, shape) in shapes.enumerated() {
        let zeros = Double(Counting.zeros(sparsity, of: shape.count))
        kept += dense[index] ? -zeros : Double(shape.count) - zeros
        if !dense[index] {
          weighted += shares[index] * Double(shape.count)
          largest = max(largest, shares[index])
        }
      }
      let epsilon = weighted > 0 ? kept / weighted : 0
      guard epsilon * largest > 1 else {
        return shapes.indices.map { dense[$0] ? 0 : 1 - epsilon * shares[$0] }
      }
      for index in shapes.indices where shares[index] == largest { dense[index] = true }
    }
  }
}
