import WeirCatalog

/// AdaMax: Adam with the largest gradient of late in place of the root of the average square.
///
///     g ← g + l2 w;  m ← β₁ m + (1 - β₁) g;  s ← max(β₂ s, |g|)
///     w ← w - lr ((m / (1 - β₁ᵗ)) / (s + ε) + weight_decay w)
///
/// PyTorch adds ε to |g| under the maximum, which differs by less than ε; here what never had a gradient
/// keeps a memory of zero.
public struct AdaMax: AdamFamily {
  /// Step size.
  public var learningRate: Float = 0.002
  /// How slowly the average of the gradient forgets: β₁.
  public var beta1: Float = 0.9
  /// How slowly the largest gradient is forgotten: β₂.
  public var beta2: Float = 0.999
  /// Keeps the division finite: ε.
  public var epsilon: Float = 1e-8
  /// Pull towards zero that is added to the gradient, and so scaled with it.
  public var l2: Float = 0
  /// Pull towards zero beside the gradient.
  public var weightDecay: Float = 0

  /// How it is named and set.
  public static let entry = Entry<AdaMax>(
    "adamax", "Steps scaled by the largest gradient of late.",
    details: "s = max(beta2 s, |g|) takes the place of the root of Adam's average square.",
    source: "Kingma and Ba 2015",
    settings: averageSettings(),
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), optimizer: adamax(lr: 0.01), epochs: 2)"])

  /// The defaults.
  public init() {}

  /// One step.
  public func update(
    _ values: inout Buffer, along gradient: inout Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool {
    Updates.adamax(self, &values, &gradient, &memory, step)
  }
}
