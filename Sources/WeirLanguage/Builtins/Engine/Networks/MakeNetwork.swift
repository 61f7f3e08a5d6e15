import WeirCatalog
import WeirEngine

/// `network`: any sequence of layers.
struct MakeNetwork: Builtin {
  @Required var layers: [any Layer]
  @Required var input: [Int]
  var initializer: any Initializer = Kaiming()
  var seed: Int?

  static let result: Kind? = Network.kind
  static let entry = Entry<MakeNetwork>(
    "network", "Makes a network from a list of layers.",
    details: "Layers are things such as `dense(300)`, `batch_norm`, `relu`, `dropout(0.5)`, in order.",
    settings: [
      .required("layers", \.$layers, .list(of: .layer, count: 1...), "Layers, first to last."),
      .required(
        "input", \.$input, .list(of: .integer(in: 1...), count: 1...), "Shape of a sample, as in [784]."),
      Setting("init", \.initializer, .made(by: initializers), "How initial weights are drawn."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the weights; none: that of the session."),
    ],
    positional: 1,
    examples: [
      Example("network([dense(8), batch_norm, relu, dense(2)], input: [3]).parameters", prints: "66")
    ], words: ["sequential", "model"])

  func run(_ context: Context) throws -> Value {
    try asCall { .thing(try network(context)) }
  }

  /// The network of these layers.
  func network(_ context: Context) throws(ShapeError) -> Network {
    try Network(
      layers, inputShape: input, initializer: initializer, seed: seed ?? context.seed, memory: context.memory)
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    if let known = call.assembled(MakeNetwork.self, without: ["init", "seed"]) {
      // Weights set by hand are part of the layers as they are called, but not of those of the network: only its
      // sizes are known.
      guard case .network(let inputs, let outputs, _) = try Sketch.network(of: known.layers, for: known.input)
      else { return .network(inputs: nil, outputs: nil) }
      return .network(inputs: inputs, outputs: outputs)
    }
    guard case .list(let shape) = call["input"].constant else { return .network(inputs: nil, outputs: nil) }
    let inputs = shape.reduce(Int?.some(1)) { product, side in
      guard let product, case .integer(let side) = side else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: side)
      return overflow ? nil : next
    }
    return .network(inputs: inputs, outputs: nil)
  }
}
