import WeirCatalog

/// Adam: steps scaled by running averages of the gradient and its square.
///
///     g ← g + l2 w;  m ← β₁ m + (1 - β₁) g;  v ← β₂ v + (1 - β₂) g²
///     w ← w - lr ((m / (1 - β₁ᵗ)) / (√(v / (1 - β₂ᵗ)) + ε) + weight_decay w)
public struct Adam: AdamFamily {
  /// Step size.
  public var learningRate: Float = 0.001
  /// How slowly the average of the gradient forgets: β₁.
  public var beta1: Float = 0.9
  /// How slowly the average of its square forgets: β₂.
  public var beta2: Float = 0.999
  /// Keeps the division finite: ε.
  public var epsilon: Float = 1e-8
  /// Pull towards zero that is added to the gradient, and so scaled with it.
  public var l2: Float = 0
  /// Pull towards zero beside the gradient.
  public var weightDecay: Float = 0

  /// How it is named and set.
  public static let entry = Entry<Adam>(
    "adam", "Steps scaled by running averages of the gradient and its square.",
    details: "With `weight_decay` this is `adamw`; with `l2` the pull is scaled like the gradient.",
    source: "Kingma and Ba 2015",
    settings: averageSettings(),
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), optimizer: adam(lr: 0.01), epochs: 2)"])

  /// The defaults.
  public init() {}

  /// One step.
  public func update(
    _ values: inout Buffer, along gradient: inout Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool {
    Updates.adam(self, &values, &gradient, &memory, step, ofAverage: 1 / reached(beta1, step))
  }
}
