import WeirCatalog

/// Chance alone: of all masks with the right count each is equally likely.
public struct RandomPruning: PruningMethod {
  /// How it is named.
  public static let entry = Entry<RandomPruning>(
    "random", "Keeps weights at random, exactly as many as asked.",
    details: """
      Of all masks with the right count each is equally likely. Time and memory follow the active weights. \
      Unless told otherwise, the distribution is uniform.
      """,
    examples: [
      Example("mlp([10, 10]).sparsify(density: 25%, method: random, seed: 3).nonzeros", prints: "25")
    ])

  /// The method.
  public init() {}

  /// Chance ranks no layer above another, and so shares evenly.
  public var distribution: any Distribution { Uniform() }

  /// Nothing but the seed.
  public func ranking(of network: Network, _ round: PruningRound) -> Ranking { .chance(seed: round.seed) }
}
