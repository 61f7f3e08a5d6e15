import WeirCatalog
import WeirEngine

/// `shuffle_mask`: the same weights at other places.
struct ShuffleMask: Builtin {
  @Required var network: Network
  var seed: Int?

  static let result: Kind? = Network.kind
  static let entry = Entry<ShuffleMask>(
    "shuffle_mask", "Moves the active weights of each layer to random places of that layer.",
    details: """
      A control for methods of pruning: if a network trains as well so, it was the number of weights in each \
      layer that mattered, not which ones. Each layer keeps as many, with their values; a pattern is lost.
      """,
    source: "Su et al. 2020; Frankle et al. 2021",
    settings: [
      .required("network", \.$network, .thing(Network.self), "A sparse network."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the places; none: that of the session."),
    ],
    examples: [
      Example(
        "net = mlp([8, 8]).sparsify(density: 25%, seed: 1)\nother = net.shuffle_mask(seed: 1)\n[other.nonzeros, overlap(net, other) < 1]",
        prints: "[16, true]")
    ], words: ["rearrange", "shuffle", "control", "sanity check"])

  func run(_ context: Context) throws -> Value {
    try asCall { .thing(try network.shuffled(seed: seed ?? context.seed)) }
  }
  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call.sizes(of: "network") }
}

/// `reinitialize`: the same masks with other weights.
struct Reinitialize: Builtin {
  @Required var network: Network
  var initializer: (any Initializer)?
  var seed: Int?

  static let result: Kind? = Network.kind
  static let entry = Entry<Reinitialize>(
    "reinitialize", "Draws the active weights of a network anew, under the same masks.",
    details: """
      Biases, gains and averages become what they are in the beginning, too. A weight is a function of seed, \
      layer and place: with all inputs counted as fan-in, the seed of the network gives the weights that it \
      began with. How weights were drawn is said by `net.init`.
      """,
    source: "Frankle and Carbin 2019; Frankle et al. 2021",
    settings: [
      .required("network", \.$network, .thing(Network.self), "A network, sparse or not."),
      Setting(
        "init", \.initializer, .optional(.made(by: initializers)),
        "How weights are drawn; none: as they were the first time."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the weights; none: that of the session."),
    ],
    examples: [
      Example(
        "net = mlp([8, 8], seed: 1).sparsify(density: 25%)\nreinitialize(net, seed: 1) == net", prints: "true"
      ),
      Example(
        "net = mlp([8, 8]).sparsify(density: 25%, pattern: fan_in)\nreinitialize(net, init: kaiming(fan: unit)).init",
        prints: "\"kaiming(fan: unit) at density 0.25, by the active inputs of each unit\""),
    ], words: ["redraw", "reset", "control", "sanity check"])

  func run(_ context: Context) throws -> Value {
    try asCall { .thing(try network.reinitialized(by: initializer, seed: seed ?? context.seed)) }
  }
  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call.sizes(of: "network") }
}

extension SketchedCall {
  /// What is known of a network made from the one given for [setting].
  func sizes(of setting: String) -> Sketch {
    self[setting].solution ?? .network(inputs: nil, outputs: nil)
  }
}
