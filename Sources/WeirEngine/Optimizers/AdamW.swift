import WeirCatalog

/// AdamW: Adam, with a pull on weights that its averages do not scale. The formula is that of `Adam`.
public struct AdamW: AdamFamily {
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
  public var weightDecay: Float = 0.01

  /// How it is named and set.
  public static let entry = Entry<AdamW>(
    "adamw", "Adam with a pull on weights that is not scaled like the gradient.",
    details: "In each step a weight loses lr weight_decay of itself beside Adam's step.",
    source: "Loshchilov and Hutter 2019",
    settings: averageSettings(),
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), optimizer: adamw(lr: 0.01, weight_decay: 0.1), epochs: 2)"])

  /// The defaults.
  public init() {}

  /// One step.
  public func update(
    _ values: inout Buffer, along gradient: inout Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool {
    Updates.adam(self, &values, &gradient, &memory, step, ofAverage: 1 / reached(beta1, step))
  }
}
