import WeirCatalog
import WeirEngine

/// `mlp`: a perceptron of fully connected layers.
struct Mlp: Builtin {
  @Required var sizes: [Int]
  var activation: any Activation = Relu()
  var batchNorm = false
  var dropout: Float = 0
  var skip = false
  var initializer: any Initializer = Kaiming()
  var seed: Int?

  static let result: Kind? = Network.kind
  static let entry = Entry<Mlp>(
    "mlp", "Makes a perceptron: fully connected layers with an activation between them.",
    details: """
      The sizes are those of the input, the hidden layers and the output. Between two dense layers stand \
      batch norm, if wished, the activation, and dropout, if wished. With `skip`, where two neighbouring \
      hidden layers are of one size, the outputs of the first dense layer are added to those of the second: \
      x + W f(x), so that nothing stands on the way around (He et al. 2016). Biases begin at zero. Weights \
      are drawn when somebody needs them, so that sparsifying a large network costs what is kept.
      """,
    settings: [
      .required("sizes", \.$sizes, .list(of: .integer(in: 1...), count: 2...), "Sizes from input to output."),
      Setting("activation", \.activation, .made(by: activations), "Function behind each hidden layer."),
      Setting("batch_norm", \.batchNorm, .truth, "Whether to normalize in front of each activation."),
      Setting("dropout", \.dropout, .number(in: 0...0.99), "Probability that a hidden feature is dropped."),
      Setting("skip", \.skip, .truth, "Whether connections lead around hidden layers of equal sizes."),
      Setting("init", \.initializer, .made(by: initializers), "How initial weights are drawn."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the weights; none: that of the session."),
    ],
    examples: [
      Example("mlp([784, 300, 100, 10]).parameters", prints: "266610"),
      "mlp([2, 32, 2], activation: swish, batch_norm: true)",
      Example("mlp([2, 8, 8, 4, 2], skip: true).parameters", prints: "142"),
    ], words: ["perceptron", "dense", "fully connected"])

  func run(_ context: Context) throws -> Value {
    if skip { try Self.checkSkips(sizes) }
    return try asCall {
      let network = try Network(
        layers, inputShape: [sizes[0]], initializer: initializer, seed: seed ?? context.seed,
        memory: context.memory)
      return .thing(network)
    }
  }

  private var layers: [any Layer] {
    Network.perceptron(sizes, activation: activation, batchNorm: batchNorm, dropout: dropout, skip: skip)
  }

  private static func checkSkips(_ sizes: [Int]) throws(CallError) {
    if let objection = Network.objectionToSkips(sizes) { throw .failed(objection) }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    guard case .list(let sizes) = call["sizes"].constant, sizes.count >= 2,
      case .integer(let inputs) = sizes[0], case .integer(let outputs) = sizes[sizes.count - 1]
    else { return .network(inputs: nil, outputs: nil) }
    let known = sizes.compactMap { if case .integer(let size) = $0 { size } else { nil } }
    if case .truth(true)? = call["skip"].constant, known.count == sizes.count { try checkSkips(known) }
    let layers = call.assembled(Mlp.self, without: ["init", "seed"])?.layers
    return .network(inputs: inputs, outputs: outputs, layers: layers?.map(\.identity))
  }
}
