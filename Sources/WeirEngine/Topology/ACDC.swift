import WeirCatalog

/// AC/DC: sparse and dense phases take turns.
public struct ACDC: PruningRule {
  /// How sparse the network becomes.
  public var target = PruningTarget()
  /// How many sparse phases, the last one included.
  public var phases = 3
  /// The first sparse phase.
  public var begin = Moment.share(0.1)
  /// The last sparse phase, which goes on to the end.
  public var until = Moment.share(0.7)

  /// How it is named and set.
  public static let entry = Entry<ACDC>(
    "acdc", "Trains in turns with all weights and with the largest ones only.",
    details: """
      Training begins with all weights. From `begin` to `until` sparse phases, in which only the largest |w| are there, \
      and dense ones, in which the others return at zero, have the same length; the last sparse phase goes on to \
      the end.
      """,
    source: "Peste et al. 2021",
    settings: targetSettings + [
      Setting("phases", \.phases, .integer(in: 1...10_000), "How many sparse phases."),
      Setting("begin", \.begin, .moment, "First sparse phase, a step or a share of the training."),
      Setting("until", \.until, .moment, "Last sparse phase, a step or a share of the training."),
    ],
    examples: [
      Example(
        "run = train(mlp([2, 32, 2]), spirals(), sparsity: acdc(to: 75%, phases: 2), steps: 40)\n[c.active for c in run.changes]",
        prints: "[32, 128, 32]")
    ], words: ["alternating compressed decompressed"])

  /// The defaults.
  public init() {}

  /// When the phases begin; the even ones are sparse.
  private func beginnings(of total: Int) -> EvenSpread {
    EvenSpread(2 * phases - 1, from: begin, to: until, of: total)
  }

  /// Where a phase begins.
  public func isDue(at step: Int, of total: Int) -> Bool {
    beginnings(of: total).contains(step)
  }

  /// The largest |w|, or all weights.
  public func change(_ view: TopologyView) -> TopologyWish {
    let phase = beginnings(of: view.total).number(at: view.step) ?? 0
    return TopologyWish(
      masks: phase % 2 == 0
        ? target.masks(view, sparsity: target.sparsity)
        : view.masks.map { Mask(fullRows: $0.rows, columns: $0.columns) })
  }

  /// All weights must be there to begin with.
  public func objection(to network: Network, over steps: Int) -> String? {
    guard network.density == 1 else {
      return
        "`acdc` takes turns between all weights and the largest, but some weights of this network are gone "
        + "already; give it a dense one"
    }
    return target.objection(to: network)
  }

  /// Dense phases need room.
  public var isDense: Bool { true }
}
