import WeirCatalog
import WeirEngine

/// `sparsify`: keeps a share of a network's weights.
struct Sparsify: Builtin {
  @Required var network: Network
  var density: Double?
  var sparsity: Double?
  var distribution: any Distribution = Uniform()
  var method: any PruningMethod = RandomPruning()
  var initializer: (any Initializer)?
  var seed: Int?

  static let result: Kind? = Network.kind
  static let entry = Entry<Sparsify>(
    "sparsify", "Keeps a share of a network's weights; the others are gone.",
    details: """
      Each layer keeps exactly n - floor(sparsity n) of its n weights. Biases and batch-norm parameters \
      are not masked. Kept weights keep their values, unless `init` draws them anew by the fan-in that \
      is left: `init: kaiming(fan: unit)`.
      """,
    settings: [
      .required("network", \.$network, .thing(Network.self), "What is made sparse."),
      Setting("density", \.density, .optional(.number(in: 0...1)), "Share of weights kept, as in 10%."),
      Setting("sparsity", \.sparsity, .optional(.number(in: 0...1)), "Share of weights dropped, as in 90%."),
      Setting("distribution", \.distribution, .made(by: distributions), "How layers share the density."),
      Setting("method", \.method, .made(by: pruningMethods), "Which weights stay."),
      Setting("init", \.initializer, .optional(.made(by: initializers)), "How kept weights are drawn anew."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the choice; none: that of the session."),
    ],
    examples: [
      Example(
        "net = mlp([784, 300, 100, 10]).sparsify(sparsity: 90%, distribution: erk(), seed: 1)\n[l.nonzeros for l in net.layers]",
        prints: "[18715, 6906, 1000]")
    ], words: ["prune", "mask", "density"])

  func run(_ context: Context) throws -> Value {
    try asCall {
      let network = try network.sparsified(
        to: try total, distribution: distribution, method: method, initializer: initializer,
        seed: seed ?? context.seed)
      return .thing(network)
    }
  }

  /// The density asked for, in one of two ways, or none where each layer has its own.
  private var total: Double {
    get throws(CallError) {
      switch (density, sparsity, distribution.needsDensity) {
      case (let density?, nil, true): return density
      case (nil, let sparsity?, true): return 1 - sparsity
      case (nil, nil, false): return 1
      case (nil, nil, true):
        throw .failed("`sparsify` needs a density", suggestion: "write `density: 10%` or `sparsity: 90%`")
      case (_?, _?, true): throw .failed("`density` and `sparsity` say the same thing; give one of them")
      case (_, _, false):
        throw .failed(
          "`\(distribution.identity)` says the density of every layer, so `sparsify` takes no other",
          suggestion: "leave `\(density == nil ? "sparsity" : "density")` out, or take another distribution")
      }
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    if case .network = call["network"] { return call["network"] }
    return .network(inputs: nil, outputs: nil)
  }
}
