import WeirCatalog
import WeirEngine

/// A builtin that makes a network for images, of which only the layers are its own.
protocol ImageNetwork: Builtin {
  /// What all such networks are told.
  var frame: NetworkFrame { get set }
  /// The layers, first to last.
  var layers: [any Layer] { get }
  /// Why there are no such layers; nil if there are.
  var objection: String? { get }
  /// The side of the smallest image of which something reaches the last layer.
  static var smallestSide: Int { get }
}

/// What a network for images is told besides its layers.
struct NetworkFrame {
  /// The shape of an image: channels, rows, columns.
  var input: [Int]
  /// How many outputs there are.
  var classes: Int
  var activation: any Activation = Relu()
  var initializer: any Initializer = Kaiming()
  var seed: Int?

  /// A network for images of shape [input] in so many [classes].
  init(_ input: [Int], classes: Int) { (self.input, self.classes) = (input, classes) }
}

extension ImageNetwork {
  static var result: Kind? { Network.kind }
  var objection: String? { nil }
  static var smallestSide: Int { 1 }

  /// The settings of all networks for images.
  static var frameSettings: [Setting<Self>] {
    [
      Setting(
        "input", \.frame.input, .list(of: .integer(in: 1...), count: 1...),
        "Shape of an image: channels, rows, columns."),
      Setting("classes", \.frame.classes, .integer(in: 1...), "How many outputs."),
      Setting("activation", \.frame.activation, .made(by: activations), "Function behind each hidden layer."),
      Setting("init", \.frame.initializer, .made(by: initializers), "How initial weights are drawn."),
      Setting("seed", \.frame.seed, .optional(.integer), "Seed of the weights; none: that of the session."),
    ]
  }

  func run(_ context: Context) throws -> Value {
    if let refusal { throw CallError.failed(refusal) }
    return try asCall {
      let network = try Network(
        layers, inputShape: frame.input, initializer: frame.initializer, seed: frame.seed ?? context.seed,
        memory: context.memory)
      return .thing(network)
    }
  }

  private var refusal: String? {
    if let objection { return objection }
    guard frame.input.count == 3, let side = frame.input[1...].min(), side < Self.smallestSide else {
      return nil
    }
    return
      "`\(Self.entry.name)` is for images of at least \(Self.smallestSide) x \(Self.smallestSide), but `input` "
      + "is \(frame.input)"
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    guard let known = call.assembled(Self.self, without: ["init", "seed"]) else {
      return .network(inputs: nil, outputs: nil)
    }
    if let refusal = known.refusal { throw .failed(refusal) }
    return try .network(of: known.layers, for: known.frame.input)
  }
}

extension Sketch {
  /// The sizes of a network of [layers] for samples of shape [input].
  ///
  /// Errors: layers that do not fit together.
  static func network(of layers: [any Layer], for input: [Int]) throws(CallError) -> Sketch {
    do throws(ShapeError) {
      let output = try Network.outputShape(of: layers, for: input)
      return .network(
        inputs: input.reduce(1, *), outputs: output.reduce(1, *), layers: layers.map(\.identity))
    } catch {
      throw .failed(error.message)
    }
  }
}
