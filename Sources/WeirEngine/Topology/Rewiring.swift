import WeirCatalog

/// When, and how much of, the weights of a sparse network move to other places.
public struct Rewiring: Sendable {
  /// Share of the active weights that is dropped at the first update.
  public var drop = 0.3
  /// Steps from one update to the next.
  public var every = 100
  /// The first update; nil: after `every` steps.
  public var begin: Moment?
  /// The last.
  public var until = Moment.share(0.75)
  /// How the share that is dropped changes up to the last update, counted from `begin` if that is given, else
  /// from step 0 as in the paper of RigL.
  public var decay: any Schedule = Cosine()

  /// The defaults.
  public init() {}

  /// Whether [step] is first, first + every, …, up to last.
  func isDue(at step: Int, of total: Int) -> Bool {
    let (first, last) = (begin?.step(of: total) ?? every, until.step(of: total))
    return step >= first && step <= last && (step - first) % every == 0
  }

  /// How many of [count] active weights are dropped: ⌊f count⌋ with f = drop · decay.
  func dropped(of count: Int, at step: Int, of total: Int) -> Int {
    let (origin, last) = (begin?.step(of: total) ?? 0, until.step(of: total))
    let share = drop * decay.factor(step: step - origin, of: last - origin)
    return min(count, max(0, Int(share * Double(count) + 1e-9)))
  }
}

/// A rule that drops the smallest weights of each layer and lets as many grow elsewhere in it.
protocol RewiringRule: TopologyRule {
  var rewiring: Rewiring { get set }
  var growth: Growth { get }
}

extension RewiringRule {
  static var rewiringSettings: [Setting<Self>] {
    [
      Setting(
        "drop", \.rewiring.drop, .number(in: 0...1), "Share of active weights dropped at the first update."),
      Setting(
        "every", \.rewiring.every, .integer(in: 1...1_000_000_000), "Steps from one update to the next."),
      Setting(
        "begin", \.rewiring.begin, .optional(.moment),
        "First update, a step or a share of the training; none: after `every` steps."),
      Setting("until", \.rewiring.until, .moment, "Last update, a step or a share of the training."),
      Setting("decay", \.rewiring.decay, .made(by: schedules), "How the share that is dropped changes."),
    ]
  }

  /// As the rewiring says.
  public func isDue(at step: Int, of total: Int) -> Bool { rewiring.isDue(at: step, of: total) }

  /// As many grow in each layer as go.
  public func change(_ view: TopologyView) -> TopologyWish { rewired(view) }

  /// Without the smallest |w|, in each layer; as many grow as go.
  func rewired(_ view: TopologyView) -> TopologyWish {
    let masks = view.masks
    let dropped = masks.map { rewiring.dropped(of: $0.count, at: view.step, of: view.total) }
    return TopologyWish(
      masks: masks.indices.map { view.mask($0, without: dropped[$0]) }, grown: dropped, growth: growth)
  }

  /// A dense network has nowhere to grow.
  public func objection(to network: Network, over steps: Int) -> String? {
    network.density < 1
      ? nil
      : "`\(Self.entry.name)` moves weights of a sparse network, but every weight of this one is active; "
        + "make it sparse first, as in `net.sparsify(density: 10%)`"
  }
}
