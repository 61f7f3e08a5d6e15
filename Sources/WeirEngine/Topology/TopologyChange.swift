/// What an update has done to the masks.
public struct TopologyChange: Sendable, Equatable {
  /// Updates of the weights done before.
  public let step: Int
  /// Each weight matrix.
  public let layers: [Layer]
  /// Norms of the masked gradients under the old masks, on the batch of the coming step; nil where
  /// gradient flow is not read.
  public let before: [LayerFlow]?
  /// The same under the new masks.
  public internal(set) var after: [LayerFlow]?

  /// What became of one weight matrix.
  public struct Layer: Sendable, Equatable {
    /// How many active weights are active no more, how many inactive ones now are, and how many there are.
    public let dropped: Int, grown: Int, active: Int

    /// From [old] active weights to [new] ones; [shared] are both.
    init(from old: Int, to new: Int, shared: Int) {
      (dropped, grown, active) = (old - shared, new - shared, new)
    }

    /// Whether the last active weights went: nothing flows through the layer any more.
    public var isCollapse: Bool { active == 0 && dropped > 0 }
  }

  /// Active weights that went, in all layers.
  public var dropped: Int { layers.reduce(0) { $0 + $1.dropped } }
  /// Weights that grew, in all layers.
  public var grown: Int { layers.reduce(0) { $0 + $1.grown } }
  /// The share of the weights that were active before which went, in 0...1: churn.
  public var churn: Double { Double(dropped) / Double(max(1, active - grown + dropped)) }
  /// Active weights behind the update.
  public var active: Int { layers.reduce(0) { $0 + $1.active } }
}

/// What a training keeps of its masks besides the masks.
struct TopologyState: Sendable, Equatable {
  /// The running average of each weight matrix's gradients, dense, where the rule wants it.
  var averages: [Buffer] = []
  /// Which weights were ever active, where masks have changed.
  var explored: [WeightSet] = []
  /// By parameter, where more is trained than takes part in the network.
  var latents: [Int: Latent] = [:]
  /// The step of the last update, so that a run that goes on beyond its end does not repeat it.
  var lastUpdate: Int?
}

extension Run {
  /// The share of all weights that were active at some time: the in-time over-parameterization rate R
  /// (Liu et al. 2021).
  public var explored: Double {
    guard !topology.explored.isEmpty, network.weightCount > 0 else { return network.density }
    return Double(topology.explored.reduce(0) { $0 + $1.count }) / Double(network.weightCount)
  }
  /// The share of active weights over time: a staircase, with both values at the step of an update.
  public var density: Series {
    let all = Double(max(1, network.weightCount))
    var (positions, values) = ([Double(firstStep)], [(beginning?.network ?? plan.network).density])
    for change in record.changes {
      positions += [Double(change.step), Double(change.step)]
      values += [values[values.count - 1], Double(change.active) / all]
    }
    return Series("density", positions: positions + [Double(steps)], values: values + [network.density])
  }
}
