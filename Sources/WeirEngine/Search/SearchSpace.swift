import WeirCatalog

/// The perceptrons that a search may find: of a depth, as wide as `width` in each hidden layer, within a budget.
public struct SearchSpace: Sendable {
  /// What the budget counts, of one network.
  public enum Unit: String, Choice {
    /// Active weights; biases and what batch norm trains are not counted.
    case weights
    /// Multiply-adds a sample, forward.
    case multiplyAdds = "multiply_adds"
    /// Bytes of the weights at rest: values, places and masks.
    case bytes

    /// What it is called in sentences and pictures.
    public var words: String {
      switch self {
      case .weights: "active weights"
      case .multiplyAdds: "multiply-adds"
      case .bytes: "bytes"
      }
    }
  }

  /// Numbers of a sample, and classes.
  public var inputs = 1, classes = 1
  /// The most hidden layers.
  public var maxDepth = 3
  /// Units of each hidden layer.
  public var width = 100
  /// The densities to choose from.
  public var levels = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
  /// The most that a network may cost; nil for no limit.
  public var budget: Int?
  /// What the budget counts.
  public var unit = Unit.weights
  /// Whether what costs less than the budget becomes denser until it is full.
  public var fillsBudget = true
  /// What stands between the layers.
  public var activation: any Activation = Relu()
  /// Whether to normalize in front of each activation.
  public var batchNorm = false
  /// How many bytes of memory there are.
  public var memory = Int.max

  /// Nothing chosen yet.
  public init() {}

  /// Sizes from input to output, with [depth] hidden layers of [width] units.
  public func sizes(depth: Int, width: Int) -> [Int] {
    [inputs] + Array(repeating: width, count: depth) + [classes]
  }

  /// Weights of each layer of [depth], active or not.
  public func weights(depth: Int) -> [Int] {
    let sizes = sizes(depth: depth, width: width)
    return zip(sizes, sizes.dropFirst()).map { $0 * $1 }
  }

  /// Active weights of each layer: at least one.
  public func counts(_ densities: [Double]) -> [Int] {
    zip(densities, weights(depth: densities.count - 1)).map {
      min($1, max(1, Int(($0 * Double($1)).rounded())))
    }
  }

  /// How many weights each layer has when these are shared as [densities] are, and come to exactly [total]: times one
  /// factor as far as they go, then one more in the layer that is furthest below its share, until there are enough. No
  /// layer has more weights than there are, nor less than one.
  public func counts(sharing total: Int, as densities: [Double]) -> [Int] {
    let all = weights(depth: densities.count - 1)
    func scaled(_ factor: Double) -> [Double] { densities.map { min(1, $0 * factor) } }
    var (low, high) = (0.0, 1 / (densities.filter { $0 > 0 }.min() ?? 1))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if counts(scaled(middle)).reduce(0, +) <= total { low = middle } else { high = middle }
    }
    let shares = zip(scaled(high), all).map { $0 * Double($1) }
    var counts = counts(scaled(low))
    for _ in 0..<max(0, min(total, all.reduce(0, +)) - counts.reduce(0, +)) {
      let open = counts.indices.filter { counts[$0] < all[$0] }
      guard let layer = open.max(by: { shares[$0] - Double(counts[$0]) < shares[$1] - Double(counts[$1]) })
      else { break }
      counts[layer] += 1
    }
    return counts
  }

  /// How many weights each of [depth] hidden layers and the output has when [distribution] shares [total].
  public func counts(
    sharing total: Int, depth: Int, by distribution: some ShapeDistribution
  ) throws(ShapeError) -> [Int] {
    let sizes = sizes(depth: depth, width: width)
    let shapes = zip(sizes, sizes.dropFirst()).map { WeightShape(rows: $1, columns: $0) }
    let all = shapes.reduce(0) { $0 + $1.count }
    let sparsities = try distribution.sparsities(
      of: shapes, total: max(0, 1 - Double(total) / Double(all)))
    return counts(sharing: total, as: sparsities.map { 1 - $0 })
  }

  /// The network of [genotype]: random masks from [maskSeed] with exactly the counts of its densities, and weights from
  /// [seed].
  public func network(_ genotype: Genotype, seed: Int, maskSeed: Int? = nil) throws -> Network {
    try network(counts(genotype.densities), seed: seed, maskSeed: maskSeed)
  }

  /// The network whose layers have so many active weights: random masks from [maskSeed], and weights from [seed], scaled by
  /// the active inputs of each unit (Evci et al. 2020).
  public func network(_ counts: [Int], seed: Int, maskSeed: Int? = nil) throws -> Network {
    let wide = try dense(depth: counts.count - 1, width: width, seed: seed)
    var distribution = PerLayer()
    distribution.densities = zip(counts, weights(depth: counts.count - 1)).map { Double($0) / Double($1) }
    var pruning = Pruning(seed: maskSeed ?? seed)
    pruning.distribution = distribution
    return try wide.pruned(pruning).redrawn(by: Self.initializer, seed: seed)
  }

  /// How wide a dense network of [depth] with at most [total] weights can be; nil if one unit a layer has more.
  public func denseWidth(depth: Int, weights total: Int) -> Int? {
    func weights(_ width: Int) -> Int { inputs * width + (depth - 1) * width * width + width * classes }
    guard weights(1) <= total else { return nil }
    var width = 1
    while weights(width + 1) <= total { width += 1 }
    return width
  }

  /// A dense network of the space, but of any width.
  public func dense(depth: Int, width: Int, seed: Int) throws -> Network {
    let layers = Network.perceptron(
      sizes(depth: depth, width: width), activation: activation, batchNorm: batchNorm, dropout: 0)
    return try Network(layers, inputShape: [inputs], seed: seed, memory: memory)
  }

  /// By the active inputs of each unit.
  static let initializer: Kaiming = {
    var kaiming = Kaiming()
    kaiming.fan = .unit
    return kaiming
  }()
}
