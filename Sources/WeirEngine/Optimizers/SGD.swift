import WeirCatalog

/// Stochastic gradient descent, with momentum if wished.
///
///     g ← g + l2 w;  v ← momentum v + g;  w ← w - lr (v + weight_decay w)
///
/// With `nesterov`, g + momentum v takes the place of v in the last line (Sutskever et al. 2013).
public struct SGD: Optimizer {
  /// Step size.
  public var learningRate: Float = 0.001
  /// Share of the last velocity that is kept.
  public var momentum: Float = 0
  /// Whether to look ahead along the velocity.
  public var nesterov = false
  /// Pull towards zero that is added to the gradient.
  public var l2: Float = 0
  /// Pull towards zero beside the gradient.
  public var weightDecay: Float = 0

  /// How it is named and set.
  public static let entry = Entry<SGD>(
    "sgd", "Stochastic gradient descent, with momentum if wished.",
    details: """
      g = g + l2 w; v = momentum v + g; w = w - lr (v + weight_decay w), on active weights only. The \
      default step is as small as PyTorch's; a training without an optimizer takes a larger one.
      """,
    source: "Robbins and Monro 1951; Polyak 1964; Sutskever et al. 2013",
    settings: settings(with: [
      Setting("momentum", \.momentum, .number(in: 0...1), "Share of the last velocity that is kept."),
      Setting("nesterov", \.nesterov, .truth, "Whether to look ahead along the velocity."),
    ]),
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), optimizer: sgd(lr: 0.1, momentum: 0.9), epochs: 2)"],
    words: ["momentum", "nesterov", "gradient descent"])

  /// The defaults.
  public init() {}

  /// A velocity, if there is momentum.
  public var memories: Int { momentum > 0 ? 1 : 0 }

  /// One step.
  public func update(
    _ values: inout Buffer, along gradient: inout Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool {
    Updates.sgd(self, &values, &gradient, &memory, step)
  }
}
