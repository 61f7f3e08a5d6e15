import WeirCatalog

/// A sparse perceptron and a dense one of the same depth with equally many active weights in every layer: SC-SDC.
///
/// The sparse one is as wide as `maxWidth`, with random masks. Of D inputs, C classes and a dense width N its layers
/// keep D N, N² and N C weights, which are whole numbers: no rounding is involved. Biases and what batch norm trains
/// are not masked, so the wider network has more of them. Source: Tessera, Hooker and Rosman 2021.
public struct SameCapacity: Sendable {
  /// How both are scaled as they begin.
  public enum Scale: String, Choice {
    /// The active weights of both from one distribution: that of the dense network.
    case twin
    /// Each network by the mean number of active inputs of a layer's units (Liu et al. 2019).
    case layer
    /// Each unit by its own active inputs (Evci et al. 2020).
    case unit
  }

  /// Numbers of a sample, and classes.
  public var inputs = 1, classes = 1
  /// Hidden layers.
  public var depth = 1
  /// Units of each hidden layer of the dense network, and of the sparse one.
  public var denseWidth = 1, maxWidth = 1
  /// What stands between the layers.
  public var activation: any Activation = Relu()
  /// See `Network.perceptron`.
  public var batchNorm = false, dropout: Float = 0, skip = false
  /// How weights are drawn; whose inputs count is for `scale` to say.
  public var initializer: any Initializer = Kaiming()
  /// How both are scaled.
  public var scale = Scale.twin
  /// The seed of weights and masks.
  public var seed = 0
  /// How many bytes there are.
  public var memory = Int.max

  /// Nothing chosen yet.
  public init() {}

  /// The sizes of a network whose hidden layers are [width] wide.
  private func sizes(_ width: Int) -> [Int] {
    [inputs] + Array(repeating: width, count: depth) + [classes]
  }

  /// Active weights of each layer, of either network.
  public var counts: [Int] { zip(sizes(denseWidth), sizes(denseWidth).dropFirst()).map { $0 * $1 } }

  /// The share of the sparse network's weights in each layer that is active: N / M, (N / M)², N / M for a width M.
  public var densities: [Double] {
    zip(counts, zip(sizes(maxWidth), sizes(maxWidth).dropFirst())).map {
      Double($0) / (Double($1.0) * Double($1.1))
    }
  }

  /// The masks' counts as a distribution gives them, from the densities: the same as `counts`, if nothing is rounded.
  func keptCounts() throws(ShapeError) -> [Int] {
    let sizes = sizes(maxWidth)
    let shapes = zip(sizes, sizes.dropFirst()).map { WeightShape(rows: $1, columns: $0) }
    return try distribution.counts(of: shapes, sparsity: 0) { _ in [] }
  }

  private var distribution: PerLayer {
    var distribution = PerLayer()
    distribution.densities = densities
    return distribution
  }

  /// The two networks.
  ///
  /// Errors: `ShapeError`, for a dense network that is wider than the sparse one, and for networks that do not fit
  /// into memory.
  public func networks() throws -> (sparse: Network, dense: Network) {
    guard denseWidth <= maxWidth else {
      throw ShapeError(
        message: "the dense network is to be \(Notation.grouped(denseWidth)) wide and the sparse one "
          + "\(Notation.grouped(maxWidth)), but with equally many weights the sparse one cannot be narrower")
    }
    let dense = try network(denseWidth)
    let wide = try network(maxWidth)
    var pruning = Pruning(seed: seed)
    pruning.distribution = distribution
    pruning.initializer = scale == .twin ? nil : initializer(by: scale == .layer ? .layer : .unit)
    var sparse = try wide.pruned(pruning)
    precondition(sparse.weightIndices.map { sparse.parameters[$0].count } == counts, "counts are exact")
    if scale == .twin { sparse.drawAs(dense) }
    return (sparse, dense)
  }

  private func network(_ width: Int) throws(ShapeError) -> Network {
    let layers = Network.perceptron(
      sizes(width), activation: activation, batchNorm: batchNorm, dropout: dropout, skip: skip)
    return try Network(
      layers, inputShape: [inputs], initializer: initializer(by: .dense), seed: seed, memory: memory)
  }

  private func initializer(by fan: Fan) -> any Initializer {
    var initializer = initializer
    initializer.fan = fan
    return initializer
  }
}

extension Network {
  /// Draws all weights anew from the distributions of those of [twin], layer by layer; neither has been trained, and
  /// the twin's layers have one deviation each.
  fileprivate mutating func drawAs(_ twin: Network) {
    for (mine, other) in zip(weightIndices, twin.weightIndices) {
      guard let own = parameters[mine].draw, let draw = twin.parameters[other].draw else { continue }
      let (shape, mask) = (parameters[mine].shape, parameters[mine].mask)
      parameters[mine] = Parameter(shape, mask: mask, draw: Draw(own.stream, as: draw, columns: mask.columns))
    }
    initialization = nil
  }

  /// The standard deviations from which each layer's weights are drawn, the least and the largest of its units' that
  /// have any; nil for layers whose weights are there already.
  public var drawnDeviations: [ClosedRange<Double>?] {
    weightIndices.map { index in
      guard let draw = parameters[index].draw else { return nil }
      let deviations = draw.deviations.filter { $0 > 0 }
      guard let least = deviations.min(), let most = deviations.max() else { return nil }
      return Double(least)...Double(most)
    }
  }
}
