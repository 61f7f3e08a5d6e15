import WeirCatalog

/// SET: the smallest weights go, and as many come back at random places.
public struct SparseEvolution: RewiringRule {
  var rewiring = Rewiring()
  var growth: Growth { .random }

  /// How it is named and set.
  public static let entry = Entry<SparseEvolution>(
    "set", "Drops the smallest weights of each layer, and grows as many at random.",
    details: """
      Every so many steps the share drop of the active weights of each layer with the smallest |w| goes; as many \
      grow among those that did not stay, at zero and with no optimizer memory, wherever there is room: a pattern is not kept. The original drops the smallest \
      positive and the largest negative weights, each by their share, once an epoch.
      """,
    source: "Mocanu et al. 2018",
    settings: rewiringSettings,
    examples: [
      Example(
        "net = mlp([2, 32, 2]).sparsify(density: 50%)\nrun = train(net, spirals(), sparsity: set(every: 10), steps: 60)\n[run.net.nonzeros, run.changes.length]",
        prints: "[64, 3]")
    ], words: ["sparse evolutionary training", "dynamic", "grow"])

  /// The defaults.
  public init() {}
}
