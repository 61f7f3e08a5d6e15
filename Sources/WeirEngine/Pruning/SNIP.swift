import WeirCatalog

/// How much the loss depends on each weight's being there: |∂L/∂m| = |g w| for the mask m = 1.
public struct SNIP: RanksByGradients {
  /// What the gradient is measured on.
  public var source = GradientSource()
  /// How many samples; all if nil.
  public var samples: Int? = 128
  /// In how many rounds to prune.
  public var rounds = 1

  /// How it is named and set.
  public static let entry = Entry<SNIP>(
    "snip", "Keeps the weights that the loss depends on most, by |g w|.",
    details: """
      g is the gradient of the mean loss over some samples, drawn by the seed: what training would see in its \
      first step. Unless told otherwise, the weights of all layers are ranked together. Biases have no part.
      """,
    source: "Lee, Ajanthan and Torr 2019",
    settings: [
      dataSetting,
      Setting("samples", \.samples, .optional(.integer(in: 1...)), "How many samples; none: all of them."),
    ] + gradientSettings,
    examples: [
      Example(
        "mlp([2, 16, 16, 2]).sparsify(density: 25%, method: snip(moons()), seed: 1).nonzeros", prints: "80")
    ], words: ["saliency", "connection sensitivity"])

  /// Without data yet.
  public init() {}

  /// The threshold of the paper is one for all layers.
  public var distribution: any Distribution { GlobalRanking() }

  /// |g w| / Σ |g w|, the sum over all active weights.
  public func ranking(of network: Network, _ round: PruningRound) throws -> Ranking {
    try source.check(network)
    let network = try network.drawn(for: "ranking")
    let gradients = try network.gradients(
      on: source.samples(samples, seed: round.seed), loss: source.chosenLoss, batch: source.batch,
      execution: round.execution, cancellation: round.cancellation)
    let scores = network.weightIndices.map { index in
      let weight = network.parameters[index]
      return zip(weight.listed(weight.values), weight.listed(gradients.buffers[index])).map {
        abs(Double($0) * Double($1))
      }
    }
    let total = scores.reduce(0) { $0 + $1.reduce(0, +) }
    return .scores(total > 0 ? scores.map { $0.map { $0 / total } } : scores)
  }
}
