import WeirCatalog

/// Gradual magnitude pruning: the smallest weights go, a few at a time.
public struct GradualPruning: PruningRule {
  /// How sparse the network becomes.
  public var target = PruningTarget()
  /// The sparsity before the first update.
  public var from = 0.0
  /// The first update.
  public var begin = Moment.share(0.25)
  /// The last, which reaches the target.
  public var end = Moment.share(0.75)
  /// Steps from one update to the next.
  public var every = 100
  /// How what is left of the way falls.
  public var decay: any Schedule = Polynomial(power: 3)

  /// How it is named and set.
  public static let entry = Entry<GradualPruning>(
    "gradual", "Prunes the smallest weights, a few at a time, until a sparsity is reached.",
    details: """
      At step t of an update the sparsity is to + (from - to) (1 - (t - begin) / (end - begin))^3. The largest |w| \
      of each layer stay, n - floor(sparsity n) of n; what is gone does not return. The last update, at `end`, reaches \
      `to` exactly, and nothing changes behind it.
      """,
    source: "Zhu and Gupta 2018",
    settings: targetSettings + [
      Setting("from", \.from, .number(in: 0...1), "Sparsity before the first update."),
      Setting("begin", \.begin, .moment, "First update, a step or a share of the training."),
      Setting("end", \.end, .moment, "Last update, a step or a share of the training."),
      Setting("every", \.every, .integer(in: 1...1_000_000_000), "Steps from one update to the next."),
      Setting("decay", \.decay, .made(by: schedules), "How what is left of the way falls."),
    ],
    examples: [
      Example(
        "run = train(mlp([2, 32, 2]), spirals(), sparsity: gradual(to: 75%, every: 10), steps: 100)\nrun.net.nonzeros",
        prints: "32")
    ], words: ["magnitude pruning", "zhu gupta", "dense to sparse", "gmp"])

  /// The defaults.
  public init() {}

  /// It can only become sparser, and within the training.
  public func objection(to network: Network, over steps: Int) -> String? {
    guard from <= target.sparsity else {
      return
        "`from` must be at most `to`, \(Notation.number(target.sparsity)), but is \(Notation.number(from))"
    }
    return Self.objection(from: begin, to: end, over: steps) ?? target.objection(to: network)
  }

  /// begin, begin + every, … and end.
  public func isDue(at step: Int, of total: Int) -> Bool {
    let (first, last) = (begin.step(of: total), end.step(of: total))
    return step == last || step >= first && step < last && (step - first) % every == 0
  }

  /// The sparsity behind [step] of [total] steps.
  public func sparsity(at step: Int, of total: Int) -> Double {
    let (first, last) = (begin.step(of: total), end.step(of: total))
    if step >= last { return target.sparsity }
    if step < first { return from }
    return target.sparsity + (from - target.sparsity) * decay.factor(step: step - first, of: last - first)
  }

  /// The largest |w| at the sparsity of the step.
  public func change(_ view: TopologyView) -> TopologyWish {
    TopologyWish(masks: target.masks(view, sparsity: sparsity(at: view.step, of: view.total)))
  }
}
