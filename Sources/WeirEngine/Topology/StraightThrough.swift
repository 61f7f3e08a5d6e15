import WeirCatalog

/// The straight-through estimator: the network has the largest weights, and all are trained.
public struct StraightThrough: PruningRule {
  /// How sparse the network becomes.
  public var target = PruningTarget()
  /// Steps from one choice of the largest weights to the next.
  public var every = 1
  /// When the choice is final.
  public var until = Moment.share(1)

  /// How it is named and set.
  public static let entry = Entry<StraightThrough>(
    "ste", "Works with the largest weights, and moves all of them by the gradient of what works.",
    details: """
      Forward and back go through the largest |w|; the gradient by each weight, inactive ones too, moves it as if it \
      had been there. All weights and their optimizer memory are kept while training lasts, so a step costs a dense \
      gradient; `run.net` has the active ones only.
      """,
    source: "Bengio et al. 2013; Wortsman et al. 2019",
    settings: targetSettings + [
      Setting(
        "every", \.every, .integer(in: 1...1_000_000_000), "Steps from one choice of weights to the next."),
      Setting("until", \.until, .moment, "When the choice is final, a step or a share of the training."),
    ],
    examples: [
      Example(
        "run = train(mlp([2, 32, 2]), spirals(), sparsity: ste(to: 75%), steps: 40)\nrun.net.nonzeros",
        prints: "32")
    ], words: ["straight through", "dnw", "dense to sparse"])

  /// The defaults.
  public init() {}

  /// At the first step, and then every so many; behind the last nothing would be trained any more.
  public func isDue(at step: Int, of total: Int) -> Bool {
    step % every == 0 && step <= until.step(of: total) && step < total
  }
  /// The largest of all.
  public func change(_ view: TopologyView) -> TopologyWish {
    TopologyWish(masks: target.masks(view, sparsity: target.sparsity))
  }
  /// All weights are trained.
  public var latency: Latency? { Latency() }
}
