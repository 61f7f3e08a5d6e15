import Foundation
import WeirCatalog

/// How a network is to be pruned before training: the full description.
public struct Pruning: Sendable {
  /// The share of all weights that stays, in 0...1; nil where distribution or pattern say it.
  public var density: Double?
  /// How the layers share it; nil for what suits pattern and method.
  public var distribution: (any Distribution)?
  /// What ranks the weights.
  public var method: any PruningMethod = RandomPruning()
  /// Which shapes the masks may take.
  public var pattern: any Pattern = Unstructured()
  /// Whether the weights that rank lowest stay: a control that shows what a ranking is worth.
  public var isInverted = false
  /// How kept weights are drawn anew, by the fan-in that is left; nil for them to keep their values.
  public var initializer: (any Initializer)?
  /// What the method may use.
  public var round: PruningRound

  /// Chance, to a share [density], from [seed].
  public init(density: Double? = nil, seed: Int = 0) {
    (self.density, round) = (density, PruningRound(seed: seed))
  }

  /// How the layers share the density.
  public var chosenDistribution: any Distribution {
    distribution ?? (pattern.density == nil ? method.distribution : Uniform())
  }
}

extension Network {
  /// The sizes of the weight matrices, in order.
  public var weightShapes: [WeightShape] {
    weightIndices.map { WeightShape(parameters[$0]) }
  }

  /// The names of the layers that have no active weight: nothing passes them but their biases.
  public var collapsedLayers: [String] {
    zip(weightIndices, weightNames).filter { parameters[$0.0].count == 0 }.map(\.1)
  }

  /// The network with a share of all its weights, chosen among those active, and the others gone. What is
  /// gone does not return: a sparse network can only become sparser.
  ///
  /// In round k of n the share d of active weights, of all, becomes d (density / d)^(k / n) (Tanaka et al.
  /// 2020).
  ///
  /// Errors: `ShapeError`, for a density outside 0...1, one that pattern or distribution do not allow, one
  /// that asks a layer for more weights than are active, or for more than there is memory for; and those of
  /// the method.
  public func pruned(_ pruning: Pruning) throws -> Network {
    let density = pruning.density ?? pruning.pattern.density ?? 1
    guard (0...1).contains(density) else {
      throw ShapeError(message: "a density must be in 0...1, but is \(Notation.number(density))")
    }
    let distribution = pruning.chosenDistribution
    let rounds = pruning.pattern.density == nil ? pruning.method.rounds : 1
    // What every round looks at is drawn once.
    var network = rounds > 1 ? try drawn(for: "ranking") : self
    for number in 1...rounds {
      let share = Double(number) / Double(rounds)
      let sparsity = 1 - Self.between(self.density, density, share)
      var ranking = try pruning.method.ranking(of: network, pruning.round)
      guard ranking.isFinite else {
        throw ShapeError(
          message:
            "the scores of `\(pruning.method.identity)` are not finite for this network, so nothing can be "
            + "chosen by them; look at the size of the inputs and weights")
      }
      if pruning.isInverted { ranking = ranking.inverted }
      let active = network.activeCounts
      if number == 1 { try check(distribution, 1 - density, ranking) }
      var kept = try distribution.counts(of: weightShapes, sparsity: sparsity) {
        ranking.counts(ofBest: $0, active: active)
      }
      if !distribution.needsDensity {
        kept = zip(activeCounts, kept).map { Int(Self.between(Double($0), Double($1), share).rounded()) }
      }
      network = try network.keeping(zip(kept, active).map { min($0, $1) }, by: ranking, pruning.pattern)
    }
    guard let initializer = pruning.initializer else { return network }
    return try network.redrawn(by: initializer, seed: pruning.round.seed)
  }

  /// The network with a share [density] of its weights, and nothing else chosen; see `pruned`.
  public func sparsified(
    to density: Double, distribution: some Distribution = Uniform(),
    method: some PruningMethod = RandomPruning(), pattern: some Pattern = Unstructured(),
    initializer: (any Initializer)? = nil, seed: Int
  ) throws -> Network {
    var pruning = Pruning(density: density, seed: seed)
    (pruning.distribution, pruning.method, pruning.pattern) = (distribution, method, pattern)
    pruning.initializer = initializer
    return try pruned(pruning)
  }

  /// a (b / a)^share: from a to b in equal factors.
  private static func between(_ a: Double, _ b: Double, _ share: Double) -> Double {
    share == 1 || a == 0 ? b : a * pow(b / a, share)
  }

  /// How many weights of each matrix are active.
  private var activeCounts: [Int] { weightIndices.map { parameters[$0].count } }

  /// The network with so many weights of each matrix.
  private func keeping(
    _ counts: [Int], by ranking: Ranking, _ pattern: some Pattern
  ) throws(ShapeError) -> Network {
    var network = self
    let shapes = weightShapes
    for (layer, index) in weightIndices.enumerated() {
      let mask = parameters[index].mask
      let division = try pattern.division(
        of: shapes[layer], keeping: counts[layer], isLast: layer == shapes.count - 1)
      if counts[layer] == mask.count, mask.isFull || division == .single { continue }
      let kept = division.kept(counts[layer], of: mask, by: ranking.layer(layer))
      network.parameters[index] = parameters[index].masked(by: mask.keeping(kept))
    }
    return network
  }

  /// Refuses to keep more weights than are active, or than fit into memory.
  private func check(
    _ distribution: some Distribution, _ sparsity: Double, _ ranking: Ranking
  ) throws(ShapeError) {
    var ranked = 0
    let counts = try distribution.counts(of: weightShapes, sparsity: sparsity) { k in
      ranked = k
      return ranking.counts(ofBest: k, active: activeCounts)
    }
    guard ranked <= nonzeros else {
      throw ShapeError(
        message: "the network should keep \(Notation.grouped(ranked)) weights, but only "
          + "\(Notation.grouped(nonzeros)) are active, and those gone do not return")
    }
    for ((active, name), count) in zip(zip(activeCounts, weightNames), counts) {
      guard count <= active else {
        throw ShapeError(
          message: "layer \(name) should keep \(Notation.grouped(count)) weights, but only "
            + "\(Notation.grouped(active)) are active, and those gone do not return")
      }
      // While it is made, a kept weight has its position and place in the mask, in the pattern, and its value.
      let bytes = 32 * Double(count)
      guard count == active || bytes <= Double(memory) else {
        throw ShapeError(
          message: "layer \(name) should keep \(Notation.grouped(count)) weights, which needs "
            + "\(Notation.bytes(bytes)), but there are \(Notation.bytes(Double(memory)))")
      }
    }
  }
}
