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

  /// [genotype] within the budget: where it costs more, all densities are smaller by one factor, the largest for which
  /// it does not. Errors: a budget too small for a weight in each layer; networks that do not fit into memory.
  public func fitted(_ genotype: Genotype) throws -> Genotype {
    guard let budget, try cost(genotype) > budget else { return genotype }
    func scaled(_ factor: Double) -> Genotype { Genotype(genotype.densities.map { $0 * factor }) }
    guard try cost(scaled(0)) <= budget else {
      throw ShapeError(
        message:
          "a budget of \(budget) is too small: one weight in each of \(genotype.densities.count) layers "
          + "comes to \(try cost(scaled(0)))")
    }
    var (low, high) = (0.0, 1.0)
    // To less than a weight of a layer of a thousand million.
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if try cost(scaled(middle)) <= budget { low = middle } else { high = middle }
    }
    return scaled(low)
  }

  /// What the network of [genotype] costs, in the unit of the budget.
  public func cost(_ genotype: Genotype) throws -> Int {
    switch unit {
    case .weights: counts(genotype.densities).reduce(0, +)
    case .multiplyAdds: try network(genotype, seed: 0).ledger.reduce(0) { $0 + $1.multiplyAdds }
    case .bytes: try network(genotype, seed: 0).ledger.reduce(0) { $0 + $1.restBytes }
    }
  }

  /// [densities] times the one factor with which they come to [total] active weights, or the nearest below; no density
  /// becomes more than one.
  public func matched(_ densities: [Double], total: Int) -> [Double] {
    func scaled(_ factor: Double) -> [Double] { densities.map { min(1, $0 * factor) } }
    var (low, high) = (0.0, 1 / (densities.filter { $0 > 0 }.min() ?? 1))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if counts(scaled(middle)).reduce(0, +) <= total { low = middle } else { high = middle }
    }
    return scaled(low)
  }

  /// The network of [genotype]: random masks from [maskSeed] with exactly the counts of its densities, and weights from
  /// [seed], scaled by the active inputs of each unit (Evci et al. 2020).
  public func network(_ genotype: Genotype, seed: Int, maskSeed: Int? = nil) throws -> Network {
    let wide = try dense(depth: genotype.depth, width: width, seed: seed)
    var distribution = PerLayer()
    distribution.densities = zip(counts(genotype.densities), weights(depth: genotype.depth)).map {
      Double($0) / Double($1)
    }
    var pruning = Pruning(seed: maskSeed ?? seed)
    pruning.distribution = distribution
    let sparse = try wide.pruned(pruning)
    return try sparse.redrawn(by: Self.initializer, seed: seed)
  }

  /// A network as wide as the space, with at most [total] active weights shared by [distribution], drawn like those of
  /// genotypes. Distributions round each layer up, so less is asked of them until all layers together fit.
  public func network(
    depth: Int, weights total: Int, by distribution: any Distribution, seed: Int
  ) throws -> Network {
    let wide = try dense(depth: depth, width: width, seed: seed)
    var wanted = min(total, wide.weightCount)
    while true {
      var pruning = Pruning(density: Double(wanted) / Double(wide.weightCount), seed: seed)
      (pruning.distribution, pruning.initializer) = (distribution, Self.initializer)
      let network = try wide.pruned(pruning)
      guard network.nonzeros > total, wanted > 0 else { return network }
      wanted = max(0, wanted - (network.nonzeros - total))
    }
  }

  /// The widest dense network of [depth] with at most [total] weights; nil if one unit a layer has more.
  public func denseTwin(depth: Int, weights total: Int, seed: Int) throws -> Network? {
    func weights(_ width: Int) -> Int { inputs * width + (depth - 1) * width * width + width * classes }
    guard weights(1) <= total else { return nil }
    var width = 1
    while weights(width + 1) <= total { width += 1 }
    return try dense(depth: depth, width: width, seed: seed)
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
