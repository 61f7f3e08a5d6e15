import WeirCatalog
import WeirEngine

/// `zeroed`: weights at zero that stay active.
struct Zeroed: Builtin {
  @Required var network: Network
  @Required var share: Double
  var distribution: (any Distribution)?
  var method: any PruningMethod = RandomPruning()
  var seed: Int?

  static let result: Kind? = Network.kind
  static let entry = Entry<Zeroed>(
    "zeroed",
    "Sets a share of a network's weights to zero and leaves them active, so that training moves them.",
    details: """
      They are the weights that `sparsify(sparsity: share)` with the same settings would take away, so both networks \
      compute the same: what differs is whether the weights return. Biases stay.
      """,
    source: "Evci et al. 2019",
    settings: [
      .required("network", \.$network, .solution, "The network, or a run, which stands for its network."),
      .required("share", \.$share, .number(in: 0...1), "Share of the weights set to zero, as in 99%."),
      Setting(
        "distribution", \.distribution, .optional(.made(by: distributions)),
        "How layers share it; none: what suits the method."),
      Setting("method", \.method, .made(by: pruningMethods), "What ranks the weights."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the choice; none: that of the session."),
    ],
    positional: 2,
    examples: [
      Example(
        """
        net = mlp([8, 8]).zeroed(75%, seed: 1)
        sparse = mlp([8, 8]).sparsify(sparsity: 75%, seed: 1)
        [net.nonzeros, sparse.nonzeros, net.layers[0].weights == sparse.layers[0].weights]
        """, prints: "[64, 16, true]")
    ], words: ["sparse initialization", "dense training", "escape"])

  func run(_ context: Context) throws -> Value {
    var pruning = Pruning(density: 1 - share, seed: seed ?? context.seed)
    (pruning.distribution, pruning.method) = (distribution, method)
    (pruning.round.execution, pruning.round.cancellation) = (context.execution, context.cancellation)
    return try asCall { .thing(try network.zeroed(pruning)) }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call.sizes(of: "network") }
}
