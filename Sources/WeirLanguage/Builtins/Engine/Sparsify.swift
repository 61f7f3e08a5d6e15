import WeirCatalog
import WeirEngine

/// `sparsify`: keeps a share of a network's weights.
struct Sparsify: Builtin {
  @Required var network: Network
  var density: Double?
  var sparsity: Double?
  var distribution: (any Distribution)?
  var method: any PruningMethod = RandomPruning()
  var pattern: any Pattern = Unstructured()
  var invert = false
  var initializer: (any Initializer)?
  var seed: Int?

  static let result: Kind? = Network.kind
  static let entry = Entry<Sparsify>(
    "sparsify", "Keeps a share of a network's weights; the others are gone.",
    details: """
      Exactly n - floor(sparsity n) of n weights stay, in each layer or, where the distribution is global, \
      of all; of equal scores the one with the lower index. Only active weights may stay: a sparse \
      network can only become sparser. Biases and batch-norm parameters are not masked. Kept weights keep \
      their values, unless `init` draws them anew by the fan-in that is left: `init: kaiming(fan: unit)`.
      """,
    settings: [
      .required("network", \.$network, .thing(Network.self), "What is made sparse."),
      Setting("density", \.density, .optional(.number(in: 0...1)), "Share of weights kept, as in 10%."),
      Setting("sparsity", \.sparsity, .optional(.number(in: 0...1)), "Share of weights dropped, as in 90%."),
      Setting(
        "distribution", \.distribution, .optional(.made(by: distributions)),
        "How layers share the density; none: what suits the method."),
      Setting("method", \.method, .made(by: pruningMethods), "What ranks the weights."),
      Setting("pattern", \.pattern, .made(by: patterns), "Which weights stay or go together."),
      Setting("invert", \.invert, .truth, "Whether those that rank lowest stay, as a control."),
      Setting("init", \.initializer, .optional(.made(by: initializers)), "How kept weights are drawn anew."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the choice; none: that of the session."),
    ],
    examples: [
      Example(
        "net = mlp([784, 300, 100, 10]).sparsify(sparsity: 90%, distribution: erk(), seed: 1)\n[l.nonzeros for l in net.layers]",
        prints: "[18715, 6906, 1000]")
    ], words: ["prune", "mask", "density", "structured"])

  func run(_ context: Context) throws -> Value {
    var pruning = Pruning(seed: seed ?? context.seed)
    (pruning.distribution, pruning.method, pruning.pattern) = (distribution, method, pattern)
    (pruning.isInverted, pruning.initializer) = (invert, initializer)
    (pruning.round.execution, pruning.round.cancellation) = (context.execution, context.cancellation)
    pruning.density = try total(pruning)
    let sparse = try asCall { try network.pruned(pruning) }
    let before = Set(network.collapsedLayers)
    for layer in sparse.collapsedLayers where !before.contains(layer) {
      context.host.note("layer \(layer) has collapsed: none of its weights is active")
    }
    return .thing(sparse)
  }

  /// The density asked for, in one of two ways; nil where distribution or pattern say it.
  private func total(_ pruning: Pruning) throws(CallError) -> Double? {
    let distribution = pruning.chosenDistribution
    switch (density, sparsity, distribution.needsDensity) {
    case (let density?, nil, true): return density
    case (nil, let sparsity?, true): return 1 - sparsity
    case (nil, nil, false): return nil
    case (nil, nil, true):
      guard pattern.density == nil else { return nil }
      throw .failed("`sparsify` needs a density", suggestion: "write `density: 10%` or `sparsity: 90%`")
    case (_?, _?, true): throw .failed("`density` and `sparsity` say the same thing; give one of them")
    case (_, _, false):
      throw .failed(
        "`\(distribution.identity)` says the density of every layer, so `sparsify` takes no other",
        suggestion: "leave `\(density == nil ? "sparsity" : "density")` out, or take another distribution")
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    call.sizes(of: "network")
  }
}
