import Foundation
import WeirCatalog

/// Iterative magnitude pruning without rewinding: the same share of what is left goes in each round.
public struct IterativePruning: PruningRule {
  /// How sparse the network becomes.
  public var target = PruningTarget()
  /// How many rounds.
  public var rounds = 5
  /// The first.
  public var begin = Moment.share(0.25)
  /// The last, which reaches the target.
  public var end = Moment.share(0.75)

  /// How it is named and set.
  public static let entry = Entry<IterativePruning>(
    "iterative", "Prunes the smallest weights in rounds, the same share of what is left in each.",
    details: """
      Round k of n leaves the density (1 - to)^(k / n); the rounds are evenly spread from `begin` to `end`, and \
      training goes on between them. `lottery` rewinds the weights after each round instead.
      """,
    source: "Han et al. 2015",
    settings: targetSettings + [
      Setting("rounds", \.rounds, .integer(in: 1...10_000), "How many rounds."),
      Setting("begin", \.begin, .moment, "First round, a step or a share of the training."),
      Setting("end", \.end, .moment, "Last round, a step or a share of the training."),
    ],
    examples: [
      Example(
        "run = train(mlp([2, 32, 2]), spirals(), sparsity: iterative(to: 75%, rounds: 2), steps: 40)\n[c.active for c in run.changes]",
        prints: "[64, 32]")
    ], words: ["magnitude pruning"])

  /// The defaults.
  public init() {}

  /// All rounds must lie within the training.
  public func objection(to network: Network, over steps: Int) -> String? {
    Self.objection(from: begin, to: end, over: steps) ?? target.objection(to: network)
  }

  private func times(of total: Int) -> EvenSpread { EvenSpread(rounds, from: begin, to: end, of: total) }

  /// At each round.
  public func isDue(at step: Int, of total: Int) -> Bool {
    times(of: total).contains(step)
  }

  /// The largest |w| at the density of the round.
  public func change(_ view: TopologyView) -> TopologyWish {
    let round = (times(of: view.total).number(at: view.step) ?? -1) + 1
    let sparsity =
      round == rounds ? target.sparsity : 1 - pow(1 - target.sparsity, Double(round) / Double(rounds))
    return TopologyWish(masks: target.masks(view, sparsity: sparsity))
  }
}
