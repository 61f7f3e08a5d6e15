import WeirCatalog

/// No share at all: the highest ranked weights of the whole network stay, wherever they lie.
public struct GlobalRanking: Distribution {
  /// How it is named.
  public static let entry = Entry<GlobalRanking>(
    "global",
    "Ranks the weights of all layers together, so that each layer keeps what it has among the best.",
    details: """
      Of the n weights of all layers n - floor(sparsity n) stay. A layer whose weights all rank low may lose \
      every one of them.
      """,
    source: "LeCun et al. 1990; Lee et al. 2019",
    examples: [
      Example(
        "net = mlp([4, 10, 2]).sparsify(density: 50%, distribution: global, method: magnitude)\nnet.nonzeros",
        prints: "30")
    ])

  /// The distribution.
  public init() {}

  /// The ranking needs to know how many stay.
  public var needsDensity: Bool { true }

  /// Those of the k = n - ⌊sparsity n⌋ highest ranked, n counting the weights of all matrices.
  public func counts(
    of shapes: [WeightShape], sparsity: Double, ranked: (_ k: Int) -> [Int]
  ) throws(ShapeError) -> [Int] {
    ranked(Counting.kept(sparsity, of: shapes.reduce(0) { $0 + $1.count }))
  }
}
