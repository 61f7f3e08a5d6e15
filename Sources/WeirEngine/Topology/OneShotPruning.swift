import WeirCatalog

/// One-shot magnitude pruning: the smallest weights go at once.
public struct OneShotPruning: PruningRule {
  /// How sparse the network becomes.
  public var target = PruningTarget()
  /// When.
  public var step = Moment.share(0.5)

  /// How it is named and set.
  public static let entry = Entry<OneShotPruning>(
    "one_shot", "Prunes the smallest weights at one time, and trains what is left.",
    source: "Han et al. 2015",
    settings: targetSettings + [
      Setting("at", \.step, .moment, "When, a step or a share of the training.")
    ],
    examples: [
      Example(
        "run = train(mlp([2, 32, 2]), spirals(), sparsity: one_shot(to: 75%), steps: 40)\n[run.net.nonzeros, run.changes.length]",
        prints: "[32, 1]")
    ], words: ["magnitude pruning", "fine-tuning"])

  /// The defaults.
  public init() {}

  /// The time must lie within the training.
  public func objection(to network: Network, over steps: Int) -> String? {
    Self.objection(from: step, to: step, called: "at", over: steps) ?? target.objection(to: network)
  }

  /// Once.
  public func isDue(at step: Int, of total: Int) -> Bool { step == self.step.step(of: total) }
  /// The largest |w|.
  public func change(_ view: TopologyView) -> TopologyWish {
    TopologyWish(masks: target.masks(view, sparsity: target.sparsity))
  }
}
