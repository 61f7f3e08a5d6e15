import WeirCatalog
import WeirEngine

/// `sc_sdc`: a sparse network and a dense one of the same capacity.
struct MakeSameCapacity: Builtin {
  @Required var inputs: Int
  @Required var classes: Int
  @Required var depth: Int
  @Required var denseWidth: Int
  @Required var maxWidth: Int
  var pair = SameCapacity()
  var seed: Int?

  static let result: Kind? = .record
  static let entry = Entry<MakeSameCapacity>(
    "sc_sdc", "Makes a sparse and a dense perceptron with equally many active weights in every layer.",
    details: """
      The record has `sparse`, `dense` and `summary`, a table of both. The sparse network is `max_width` wide, with \
      random masks of exactly as many weights as the dense one has: inputs x N, N x N and N x classes for a dense \
      width N. With `scale: twin` the active weights of both are drawn from one distribution, that of the dense \
      network: the signal of a sparse layer then has N / max_width of the variance. With `layer` and `unit` each \
      network is drawn by its own active inputs, so that signals are alike and weights are not. Biases and what \
      batch norm trains are not masked: the wider network has more of them, as the summary says.
      """,
    source: "Tessera, Hooker and Rosman 2021",
    settings: [
      .required("inputs", \.$inputs, .integer(in: 1...), "Numbers of a sample, as in data.inputs."),
      .required("classes", \.$classes, .integer(in: 1...), "Outputs, as in data.classes."),
      .required("depth", \.$depth, .integer(in: 1...1000), "Hidden layers."),
      .required("dense_width", \.$denseWidth, .integer(in: 1...), "Units of a hidden layer, dense."),
      .required("max_width", \.$maxWidth, .integer(in: 1...), "Units of a hidden layer, sparse."),
      Setting("scale", \.pair.scale, .choice, "Whose inputs the initial weights are scaled by."),
      Setting("activation", \.pair.activation, .made(by: activations), "Function behind each hidden layer."),
      Setting("batch_norm", \.pair.batchNorm, .truth, "Whether to normalize in front of each activation."),
      Setting(
        "dropout", \.pair.dropout, .number(in: 0...0.99), "Probability that a hidden feature is dropped."),
      Setting("skip", \.pair.skip, .truth, "Whether connections lead around hidden layers."),
      Setting("init", \.pair.initializer, .made(by: initializers), "How initial weights are drawn."),
      Setting("seed", \.seed, .optional(.integer), "Seed of weights and masks; none: that of the session."),
    ], positional: 0,
    examples: [
      Example(
        """
        pair = sc_sdc(inputs: 784, classes: 10, depth: 2, dense_width: 79, max_width: 788)
        [[l.nonzeros for l in net.layers] for net in [pair.sparse, pair.dense]]
        """, prints: "[[61936, 6241, 790], [61936, 6241, 790]]"),
      "sc_sdc(inputs: 2, classes: 2, depth: 1, dense_width: 8, max_width: 32, scale: unit).summary",
    ], words: ["same capacity", "comparison", "fair", "twin", "pair"])

  func run(_ context: Context) throws -> Value {
    var pair = pair
    (pair.inputs, pair.classes, pair.depth) = (inputs, classes, depth)
    (pair.denseWidth, pair.maxWidth) = (denseWidth, maxWidth)
    (pair.seed, pair.memory) = (seed ?? context.seed, context.memory)
    if pair.skip, depth < 2 {
      throw CallError.failed("skip connections lead around a hidden layer behind another, but `depth` is 1")
    }
    return try asCall {
      let (sparse, dense) = try pair.networks()
      return .record([
        "sparse": .thing(sparse), "dense": .thing(dense),
        "summary": .thing(SameCapacitySummary(pair, sparse: sparse, dense: dense)),
      ])
    }
  }
}
