import WeirCatalog

/// A network: its layers, and one flat list of their parameters. A value: a copy is a snapshot.
///
/// Weights that nobody has needed yet are not drawn; see `Draw`.
public struct Network: Thing, Equatable {
  /// The kind of all networks.
  public static let kind = Kind("network")
  /// The shape of a sample.
  public let inputShape: [Int]
  /// The layers, in order.
  public let layers: [any Layer]
  /// The shape of a sample behind each layer.
  public let shapes: [[Int]]
  /// How many bytes there are for what is made from the network.
  public let memory: Int
  /// All parameters, layer after layer.
  public internal(set) var parameters: [Parameter]
  /// Where each layer's parameters begin.
  let bases: [Int]

  /// The network of [layers] for samples of shape [inputShape], its weights to be drawn from [seed].
  ///
  /// Errors: layers that do not fit together, or that need more than [memory] bytes even if hardly a weight
  /// stays. Whether all weights fit is asked when they are to be drawn: see `check(memoryFor:)`.
  public init(
    _ layers: [any Layer], inputShape: [Int], initializer: any Initializer = Kaiming(), seed: Int = 0,
    memory: Int = .max
  ) throws(ShapeError) {
    try Self.check(inputShape, "a sample")
    (self.inputShape, self.layers, self.memory) = (inputShape, layers.map { $0.bare }, memory)
    var (shapes, parameters, bases) = ([[Int]](), [Parameter](), [Int]())
    var shape = inputShape
    var left = Double(memory)
    for (part, layer) in layers.enumerated() {
      let output = try layer.outputShape(for: shape)
      try Self.reserve(output, for: layer, from: &left, of: memory)
      bases.append(parameters.count)
      parameters += try layer.parameters(
        for: shape, Drawing(initializer: initializer, seed: seed, part: part))
      shapes.append(output)
      shape = output
    }
    (self.shapes, self.parameters, self.bases) = (shapes, parameters, bases)
  }

  /// Refuses a layer that would not fit into what is left of memory, before anything is made for it.
  private static func reserve<L: Layer>(
    _ shape: [Int], for layer: L, from left: inout Double, of memory: Int
  ) throws(ShapeError) {
    let name = L.entry.name
    let features = shape.reduce(1) { $0 * Double($1) }
    let bytes = leastBytes(features: features)
    guard bytes <= left else {
      throw ShapeError(
        message: "`\(name)` of \(Notation.grouped(Int(exactly: features) ?? .max)) features needs "
          + "\(Notation.bytes(bytes)) for one batch of \(TiledBatch.lanes) samples, but only "
          + "\(Notation.bytes(left)) of \(Notation.bytes(Double(memory))) are left")
    }
    left -= bytes
    try check(shape, "`\(name)`")
  }

  /// The shape behind the last layer.
  public var outputShape: [Int] { shapes.last ?? inputShape }
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
  var drawn: Network {
    guard parameters.contains(where: { $0.draw != nil }) else { return self }
    var network = self
    network.parameters = parameters.map(\.drawn)
    return network
  }

  /// A short name for each weight matrix, for axes and legends: `0 784-300`.
  public var weightNames: [String] {
    weightIndices.enumerated().map { number, index in
      let mask = parameters[index].mask
      return "\(number) \(mask.columns)-\(mask.rows)"
    }
  }

  /// Whether layers and every bit of every parameter agree.
  public static func == (a: Network, b: Network) -> Bool {
    a.inputShape == b.inputShape && a.layers.map(\.identity) == b.layers.map(\.identity)
      && a.parameters == b.parameters
  }
}
