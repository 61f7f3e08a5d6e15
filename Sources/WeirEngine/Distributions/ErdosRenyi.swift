import WeirCatalog

/// Density in proportion to (inputs + units) / (inputs units): small layers stay denser.
public struct ErdosRenyi: ShapeDistribution {
  /// How it is named.
  public static let entry = Entry<ErdosRenyi>(
    "er", "Shares density by (inputs + units) / (inputs units), so that small layers stay denser.",
    details:
      "A layer whose share would exceed 1 is dense, and the rest is shared anew. Kernels do not count.",
    source: "Mocanu et al. 2018",
    examples: [
      Example(
        "net = mlp([784, 300, 100, 10]).sparsify(sparsity: 90%, distribution: er)\n[l.nonzeros for l in net.layers]",
        prints: "[18715, 6906, 1000]")
    ], words: ["erdos", "renyi"])

  /// The distribution.
  public init() {}

  /// 1 - ε (inputs + units) / (inputs units).
  public func sparsities(of shapes: [WeightShape], total sparsity: Double) throws(ShapeError) -> [Double] {
    Self.solve(shapes, sparsity) { Double($0.rows + $0.columns) / (Double($0.rows) * Double($0.columns)) }
  }

  /// The sparsities 1 - ε share, ε such that the total holds; shares above 1 / ε are dense.
  ///
  ///     ε Σ_free shareₗ nₗ = Σ_free (nₗ - ⌊S nₗ⌋) - Σ_dense ⌊S nₗ⌋
  ///
  /// All layers with the largest share become dense together, and ε is solved for again (Evci et al.
  /// 2020, as their code counts it).
  static func solve(
    _ shapes: [WeightShape], _ sparsity: Double, share: (WeightShape) -> Double
  ) -> [Double] {
    let shares = shapes.map(share)
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
