import WeirCatalog

/// How much of the sum of all paths goes through each weight, without data.
public struct SynFlow: PruningMethod {
  /// In how many rounds to prune.
  public var rounds = 100

  /// How it is named and set.
  public static let entry = Entry<SynFlow>(
    "synflow", "Keeps the weights that most of the sum of all paths goes through; needs no data.",
    details: """
      With |w| for weights, ones for inputs and every activation the identity, R is the sum of the outputs; \
      the score of w is |w dR/dw|. Biases, shifts and means are left out; batch norm multiplies by \
      |gain| / sqrt(variance + epsilon). In round k of n the network is pruned to density^(k / n), which \
      leaves no layer empty before its time. Unless told otherwise, the weights of all layers are ranked \
      together.
      """,
    source: "Tanaka et al. 2020",
    settings: [
      Setting(
        "rounds", \.rounds, .integer(in: 1...100_000), "Rounds to the density, with scores anew in each.")
    ],
    examples: [
      Example(
        "mlp([2, 16, 16, 2]).sparsify(density: 25%, method: synflow, seed: 1).nonzeros", prints: "80")
    ], words: ["synaptic flow", "data-free"])

  /// The defaults.
  public init() {}

  /// The threshold of the paper is one for all layers.
  public var distribution: any Distribution { GlobalRanking() }

  /// |w ∂R/∂w| in units of a power of two near R.
  public func ranking(of network: Network, _ round: PruningRound) throws -> Ranking {
    if round.cancellation.isRequested { throw Cancelled() }
    return .scores(SynapticFlow(try network.drawn(for: "ranking"), execution: round.execution).scores)
  }
}
