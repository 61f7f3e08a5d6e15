import WeirCatalog

/// The same density in every layer.
public struct Uniform: ShapeDistribution {
  /// Whether the first layer stays dense.
  public var firstDense = false

  /// How it is named and set.
  public static let entry = Entry<Uniform>(
    "uniform", "Gives every layer the same density.",
    details: """
      With `first_dense: true` the first layer keeps all its weights and the others have the density told, \
      as RigL counts it (Evci et al. 2020); the network as a whole is then denser than that.
      """,
    settings: [Setting("first_dense", \.firstDense, .truth, "Whether the first layer stays dense.")],
    examples: [
      Example(
        "net = mlp([4, 10, 2]).sparsify(density: 50%, distribution: uniform)\n[l.nonzeros for l in net.layers]",
        prints: "[20, 10]"),
      Example(
        "net = mlp([4, 10, 2]).sparsify(density: 50%, distribution: uniform(first_dense: true))\n[l.nonzeros for l in net.layers]",
        prints: "[40, 10]"),
    ])

  /// The defaults.
  public init() {}

  /// The total's for each, but 0 for a first layer that stays dense.
  public func sparsities(of shapes: [WeightShape], total sparsity: Double) throws(ShapeError) -> [Double] {
    shapes.indices.map { firstDense && $0 == 0 ? 0 : sparsity }
  }
}
