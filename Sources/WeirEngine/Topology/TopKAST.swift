import WeirCatalog

/// Top-KAST: the network has the largest weights, and a larger set of the largest is trained.
public struct TopKAST: PruningRule {
  /// How sparse the network becomes.
  public var target = PruningTarget()
  /// The sparsity of the set that is trained.
  public var backward = 0.5
  /// Steps from one choice of both sets to the next.
  public var every = 100
  /// When the choice is final.
  public var until = Moment.share(1)
  /// The pull that keeps weights small: λ.
  public var penalty: Float = 1e-4

  /// How it is named and set.
  public static let entry = Entry<TopKAST>(
    "topkast", "Works with the largest weights, and trains a larger set of the largest.",
    details: """
      Forward goes through the largest |w|, A; the gradient moves the larger set B around it. The loss gets penalty / 2 \
      times w^2 on A, and w^2 divided by the density of A on the rest of B, so that weights earn their place. What is \
      outside B keeps its value and has no gradient and no optimizer memory. `run.net` has A only.
      """,
    source: "Jayakumar et al. 2020",
    settings: targetSettings + [
      Setting(
        "backward", \.backward, .number(in: 0...1), "Sparsity of the set that is trained; at most `to`."),
      Setting(
        "every", \.every, .integer(in: 1...1_000_000_000), "Steps from one choice of weights to the next."),
      Setting("until", \.until, .moment, "When the choice is final, a step or a share of the training."),
      Setting("penalty", \.penalty, .number(in: 0...), "Pull on the weights that are trained."),
    ],
    examples: [
      Example(
        "run = train(mlp([2, 32, 2]), spirals(), sparsity: topkast(to: 75%, backward: 50%), steps: 40)\nrun.net.nonzeros",
        prints: "32")
    ], words: ["top k always sparse training"])

  /// The defaults.
  public init() {}

  /// At the first step, and then every so many; behind the last nothing would be trained any more.
  public func isDue(at step: Int, of total: Int) -> Bool {
    step % every == 0 && step <= until.step(of: total) && step < total
  }
  /// A.
  public func change(_ view: TopologyView) -> TopologyWish {
    TopologyWish(masks: target.masks(view, sparsity: target.sparsity))
  }
  /// B, and the pull on both parts of it.
  public var latency: Latency? {
    let density = max(1 - target.sparsity, 1e-6)
    return Latency(sparsity: backward, pull: penalty, inactivePull: Float(Double(penalty) / density))
  }
  /// A larger set is trained than works.
  public func objection(to network: Network, over steps: Int) -> String? {
    guard backward <= target.sparsity else {
      return "`topkast` trains more weights than it works with, so `backward` must be at most `to`, "
        + "\(Notation.number(target.sparsity)), but is \(Notation.number(backward))"
    }
    return target.objection(to: network)
  }
}
