import WeirCatalog

/// Which weights of a network stay, once each layer's share is known.
public protocol PruningMethod: Catalogued, Thing {
  /// How many of the [k] weights of [network] that rank highest lie in each matrix, of those active.
  func counts(ofBest k: Int, in network: Network, seed: Int) -> [Int]
  /// The masks of all weight matrices, each with exactly its number of [counts] active, all of which are
  /// active in [network] too; there are never fewer of those.
  func masks(of network: Network, counts: [Int], seed: Int) -> [Mask]
}

extension PruningMethod {
  /// The kind of all pruning methods.
  public static var kind: Kind { pruningMethods.kind }
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

  /// One draw for all matrices together. Cost: linear in what is drawn, not in what there is.
  public func counts(ofBest k: Int, in network: Network, seed: Int) -> [Int] {
    let active = network.weightIndices.map { network.parameters[$0].count }
    let all = active.reduce(0, +)
    guard k < all else { return active }
    var counts = active.map { _ in 0 }
    var (layer, end) = (0, active.first ?? 0)
    for position in RandomStream(seed: seed, purpose: .mask, step: 1).choose(k, of: all) {
      while position >= end { (layer, end) = (layer + 1, end + active[layer + 1]) }
      counts[layer] += 1
    }
    return counts
  }

  /// A draw of its own for each matrix.
  public func masks(of network: Network, counts: [Int], seed: Int) -> [Mask] {
    zip(network.weightIndices, counts).enumerated().map { number, pair in
      let mask = network.parameters[pair.0].mask
      if pair.1 == mask.count { return mask }
      let stream = RandomStream(seed: seed, purpose: .mask, part: number)
      return mask.keeping(stream.choose(pair.1, of: mask.count))
    }
  }
}

extension Network {
  /// The sizes of the weight matrices, in order.
  public var weightShapes: [WeightShape] {
    weightIndices.map { WeightShape(rows: parameters[$0].mask.rows, columns: parameters[$0].mask.columns) }
  }

  /// The network with a share [density] of all its weights, chosen by [method] among those active, and the
  /// others gone. What is gone does not return: a sparse network can only become sparser.
  ///
  /// Kept weights keep their values, unless an [initializer] draws them anew, by the fan-in that is left.
  ///
  /// Errors: a density outside 0...1, or one that asks a layer for more weights than are active, or for
  /// more than there is memory for.
  public func sparsified(
    to density: Double, distribution: some Distribution, method: some PruningMethod,
    initializer: (any Initializer)? = nil, seed: Int
  ) throws(ShapeError) -> Network {
    guard (0...1).contains(density) else {
      throw ShapeError(message: "a density must be in 0...1, but is \(Notation.number(density))")
    }
    let counts = try distribution.counts(of: weightShapes, sparsity: 1 - density) { k in
      method.counts(ofBest: k, in: self, seed: seed)
    }
    for ((index, name), count) in zip(zip(weightIndices, weightNames), counts) {
      try check(parameters[index], name, keeping: count)
    }
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

  private func check(_ parameter: Parameter, _ name: String, keeping count: Int) throws(ShapeError) {
    guard count <= parameter.count else {
      throw ShapeError(
        message: "layer \(name) should keep \(Notation.grouped(count)) weights, but only "
          + "\(Notation.grouped(parameter.count)) are active, and those gone do not return")
    }
    // While it is made, a kept weight has its position and place in the mask, in the pattern, and its value.
    let bytes = 32 * Double(count)
    guard count == parameter.count || bytes <= Double(memory) else {
      throw ShapeError(
        message: "layer \(name) should keep \(Notation.grouped(count)) weights, which needs "
          + "\(Notation.bytes(bytes)), but there are \(Notation.bytes(Double(memory)))")
    }
  }
}
