import WeirCatalog

/// A network: its layers, and one flat list of their parameters. A value: a copy is a snapshot.
///
/// Weights that nobody has needed yet are not drawn; see `Draw`.
public struct Network: Thing, Equatable {
  /// The kind of all networks.
  public static let kind = Kind("network")
  /// The shape of a sample.
  public let inputShape: [Int]
  /// The layers, in order, and where each stands.
  public let places: [Place]
  /// How many bytes there are for what is made from the network.
  public let memory: Int
  /// All parameters, layer after layer.
  public internal(set) var parameters: [Parameter]
  /// How the weights were drawn; nil if all were given, or drawn as those of another network. No part of what the
  /// network computes, nor of equality.
  public internal(set) var initialization: Initialization?

  /// The network of [layers] for samples of shape [inputShape], its weights to be drawn from [seed].
  ///
  /// Errors: layers that do not fit together, or that need more than [memory] bytes even if hardly a weight
  /// stays. Whether all weights fit is asked when they are to be drawn: see `check(memoryFor:)`.
  public init(
    _ layers: [any Layer], inputShape: [Int], initializer: any Initializer = Kaiming(), seed: Int = 0,
    memory: Int = .max
  ) throws(ShapeError) {
    try Self.check(inputShape, "a sample")
    (self.inputShape, self.memory) = (inputShape, memory)
    var placing = Placing(Drawing(initializer: initializer, seed: seed, part: 0), memory: memory)
    places = try placing.network(of: layers, for: inputShape)
    parameters = placing.parameters
    if parameters.contains(where: { $0.draw != nil }) {
      initialization = Initialization(initializer: initializer, density: density)
    }
  }

  /// The layers, in order.
  public var layers: [any Layer] { places.map(\.layer) }
  /// The shape of a sample behind each layer.
  public var shapes: [[Int]] { places.map(\.output) }
  /// The shape behind the last layer.
  public var outputShape: [Int] { places.last?.output ?? inputShape }
  /// The shape of a sample of shape [input] behind [layers].
  ///
  /// Errors: layers that do not fit together.
  public static func outputShape(
    of layers: [any Layer], for input: [Int]
  ) throws(ShapeError) -> [Int] {
    var shape = input
    try check(shape, "a sample")
    for layer in layers {
      shape = try layer.outputShape(for: shape)
      try check(shape, "`\(layer.identity)`")
    }
    return shape
  }

  /// How many numbers a sample has.
  public var inputs: Int { inputShape.reduce(1, *) }
  /// How many outputs there are.
  public var outputs: Int { outputShape.reduce(1, *) }

  /// The places of the weight matrices among the parameters, in order: the layers of EGF.
  public var weightIndices: [Int] { parameters.indices.filter { parameters[$0].role == .weight } }

  /// Active weights, biases and batch-norm parameters not counted.
  public var nonzeros: Int { weightIndices.reduce(0) { $0 + parameters[$1].count } }
  /// All weights, active or not.
  public var weightCount: Int {
    weightIndices.reduce(0) { $0 + parameters[$1].mask.rows * parameters[$1].mask.columns }
  }
  /// Active weights divided by all, in 0...1.
  public var density: Double { weightCount == 0 ? 1 : Double(nonzeros) / Double(weightCount) }
  /// How many numbers training changes: active weights, biases, gains and shifts.
  public var trainedCount: Int {
    parameters.reduce(0) { $0 + ($1.role.isTrained ? $1.count : 0) }
  }

  /// The network with every weight drawn.
  package var drawn: Network {
    guard parameters.contains(where: { $0.draw != nil }) else { return self }
    var network = self
    network.parameters = parameters.map(\.drawn)
    return network
  }

  /// A short name for each weight array, for axes and legends: `0 784-300`, or `0 3x3 16-32` with the sides of a
  /// kernel. A convolution in groups is named by the channels that a filter sees.
  public var weightNames: [String] {
    zip(weightIndices, weightShapes).enumerated().map { number, layer in
      let kernel = layer.1.kernel.map(String.init).joined(separator: "x")
      return "\(number) \(kernel.isEmpty ? "" : kernel + " ")\(layer.1.columns)-\(layer.1.rows)"
    }
  }

  /// Whether layers and every bit of every parameter agree.
  public static func == (a: Network, b: Network) -> Bool {
    a.inputShape == b.inputShape && a.layers.map(\.identity) == b.layers.map(\.identity)
      && a.parameters == b.parameters
  }
}
