import WeirCatalog

/// A density for each layer, by hand.
public struct PerLayer: ShapeDistribution {
  /// The densities, first layer first.
  @Required public var densities: [Double]

  /// How it is named and set.
  public static let entry = Entry<PerLayer>(
    "per_layer", "Gives each layer the density listed for it.",
    settings: [
      .required(
        "densities", \.$densities, .list(of: .number(in: 0...1), count: 1...), "Densities, first layer first."
      )
    ],
    examples: [
      Example(
        "net = mlp([4, 10, 2]).sparsify(distribution: per_layer([50%, 100%]))\n[l.nonzeros for l in net.layers]",
        prints: "[20, 20]")
    ])

  /// Without densities yet.
  public init() {}

  /// It lists all there is to know.
  public var needsDensity: Bool { false }

  /// The share of each layer's weights that its density says: as of any distribution, but a whole number where
  /// only rounding keeps it from one. So 308/3076 of 3072 x 3076 weights are 3072 x 308.
  public func counts(
    of shapes: [WeightShape], sparsity: Double, ranked: (_ k: Int) -> [Int]
  ) throws(ShapeError) -> [Int] {
    zip(shapes, try sparsities(of: shapes, total: sparsity)).map { shape, sparsity in
      let meant = (1 - sparsity) * Double(shape.count)
      // Quotients, and products of two, are off by a few units of 1.1e-16.
      let isWhole = abs(meant - meant.rounded()) <= 1e-15 * Double(shape.count)
      return isWhole ? Int(meant.rounded()) : Counting.kept(sparsity, of: shape.count)
    }
  }

  /// One minus each density; the total is whatever comes of it.
  public func sparsities(of shapes: [WeightShape], total sparsity: Double) throws(ShapeError) -> [Double] {
    guard densities.count == shapes.count else {
      throw ShapeError(
        message: "`per_layer` lists \(densities.count) densities, but \(shapes.count) layers carry weights")
    }
    return densities.map { 1 - $0 }
  }
}
