import WeirCatalog

/// Which weights of a network stay, once each layer's share is known.
public protocol PruningMethod: Catalogued, Thing {
  /// The masks of all weight matrices, each with exactly its number of [counts] active.
  func masks(of network: Network, counts: [Int], seed: Int) -> [Mask]
}

extension PruningMethod {
  /// The kind of all pruning methods.
  public static var kind: Kind { Kind("pruning method") }
}

/// All ways to prune a network before it is trained.
public let pruningMethods = Registry<any PruningMethod>(Kind("pruning method"), [RandomPruning.self])

/// Chance alone: of all masks with the right count each is equally likely.
public struct RandomPruning: PruningMethod {
  /// How it is named.
  public static let entry = Entry<RandomPruning>(
    "random", "Keeps weights at random, exactly as many as asked.",
    details:
      "Of all masks with the right count each is equally likely. Time and memory follow the active weights.",
    examples: [
      Example("mlp([10, 10]).sparsify(density: 25%, method: random, seed: 3).nonzeros", prints: "25")
    ])

  /// The method.
  public init() {}

  /// A draw of its own for each matrix.
  public func masks(of network: Network, counts: [Int], seed: Int) -> [Mask] {
    zip(network.weightIndices, counts).enumerated().map { number, pair in
      let shape = network.parameters[pair.0].mask
      let stream = RandomStream(seed: seed, purpose: .mask, part: number)
      let positions = stream.choose(pair.1, of: shape.rows * shape.columns)
      return Mask(rows: shape.rows, columns: shape.columns, positions: positions)
    }
  }
}

extension Network {
  /// The network with a share of its weights, chosen by [method], and the others gone.
  ///
  /// Kept weights keep their values, unless an [initializer] draws them anew, by the fan-in that is left.
  public func sparsified(
    to density: Double, distribution: some Distribution, method: some PruningMethod,
    initializer: (any Initializer)? = nil, seed: Int
  ) throws(ShapeError) -> Network {
    let shapes = weightIndices.map {
      WeightShape(rows: parameters[$0].mask.rows, columns: parameters[$0].mask.columns)
    }
    let sparsities = try distribution.sparsities(of: shapes, total: 1 - density)
    let counts = zip(shapes, sparsities).map { $0.count - Counting.zeros($1, of: $0.count) }
    let masks = method.masks(of: self, counts: counts, seed: seed)
    var network = self
    for (number, index) in weightIndices.enumerated() {
      if let initializer {
        let stream = RandomStream(seed: seed, purpose: .weights, part: number)
        network.parameters[index] = Parameter(
          mask: masks[number], draw: Draw(initializer, mask: masks[number], stream: stream))
      } else {
        network.parameters[index] = parameters[index].masked(by: masks[number])
      }
    }
    return network
  }
}
