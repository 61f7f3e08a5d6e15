import WeirCatalog

/// RigL: the smallest weights go, and those grow whose gradient is largest.
public struct RigL: RewiringRule {
  var rewiring = Rewiring()
  var growth: Growth { .gradient }

  /// How it is named and set.
  public static let entry = Entry<RigL>(
    "rigl", "Drops the smallest weights of each layer, and grows those with the largest gradient.",
    details: """
      At an update the share drop of the active weights of each layer with the smallest |w| goes; as many grow where \
      |dL/dW| of the batch is largest among those that did not stay. They begin at zero, with no optimizer memory; \
      what was dropped and grows at once keeps both. A pattern is not kept. No dense gradient is ever stored.
      """,
    source: "Evci et al. 2020",
    settings: rewiringSettings,
    examples: [
      Example(
        "net = mlp([2, 32, 2]).sparsify(density: 50%)\nrun = train(net, spirals(), sparsity: rigl(every: 10), steps: 60)\n[run.net.nonzeros, run.changes.length]",
        prints: "[64, 3]")
    ], words: ["dynamic", "grow", "sparse to sparse"])

  /// The defaults.
  public init() {}
}
