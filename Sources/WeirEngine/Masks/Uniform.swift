import WeirCatalog

/// The same density in every layer.
public struct Uniform: Distribution {
  /// How it is named.
  public static let entry = Entry<Uniform>(
    "uniform", "Gives every layer the same density.",
    examples: [
      Example(
        "net = mlp([4, 10, 2]).sparsify(density: 50%, distribution: uniform)\n[l.nonzeros for l in net.layers]",
        prints: "[20, 10]")
    ])

  /// The distribution.
  public init() {}

  /// The total's, for each.
  public func sparsities(of shapes: [WeightShape], total sparsity: Double) throws(ShapeError) -> [Double] {
    shapes.map { _ in sparsity }
  }
}
