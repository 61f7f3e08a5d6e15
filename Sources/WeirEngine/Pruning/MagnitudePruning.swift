import WeirCatalog

/// The size of the weights: |w|.
public struct MagnitudePruning: PruningMethod {
  /// How it is named.
  public static let entry = Entry<MagnitudePruning>(
    "magnitude", "Keeps the largest weights: those with the highest |w|.",
    details: """
      Unless told otherwise, the weights of all layers are ranked together. At initialization that favours \
      layers of few inputs, whose weights are drawn larger, and may leave nothing of others.
      """,
    source: "Janowsky 1989; Han et al. 2015",
    examples: [
      Example(
        "net = network([dense(1, weights: [[-3, 1, 2]])], input: [3])\nnet.sparsify(density: 60%, method: magnitude).layers[0].mask.tensor",
        prints: "tensor(1 x 3)\n          1          0          1")
    ])

  /// The method.
  public init() {}

  /// All layers together, as networks that were trained are pruned (Han et al. 2015; Frankle et al. 2021).
  public var distribution: any Distribution { GlobalRanking() }

  /// |w|.
  public func ranking(of network: Network, _ round: PruningRound) throws(ShapeError) -> Ranking {
    let network = try network.drawn(for: "ranking")
    return .scores(network.weightIndices.map { network.parameters[$0].activeValues.map { Double(abs($0)) } })
  }
}
