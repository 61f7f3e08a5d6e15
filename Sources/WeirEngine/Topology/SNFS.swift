import WeirCatalog

/// Growth by the running average of the gradient, as RigL's experiments define SNFS.
public struct SNFS: RewiringRule {
  var rewiring = Rewiring()
  /// How slowly the average forgets: β.
  public var beta: Float = 0.9
  var growth: Growth { .average }

  /// How it is named and set.
  public static let entry = Entry<SNFS>(
    "snfs", "Drops the smallest weights of each layer, and grows those with the largest average gradient.",
    details: """
      The average m = beta m + (1 - beta) g runs over the gradients of all weights, inactive ones too, so each step \
      costs a dense gradient, and the average as much memory as a dense network. The counts of layers stay; \
      `sparse_momentum` moves weights between layers as well.
      """,
    source: "Dettmers and Zettlemoyer 2019, as in Evci et al. 2020",
    settings: rewiringSettings + [
      Setting("beta", \.beta, .number(in: 0...0.999999), "How slowly the average of the gradient forgets.")
    ],
    examples: [
      Example(
        "net = mlp([2, 32, 2]).sparsify(density: 50%)\nrun = train(net, spirals(), sparsity: snfs(every: 10), steps: 60)\n[run.net.nonzeros, run.changes.length]",
        prints: "[64, 3]")
    ], words: ["momentum", "dynamic", "grow"])

  /// The defaults.
  public init() {}

  /// The average over gradients.
  public var averaging: Float? { beta }
}
