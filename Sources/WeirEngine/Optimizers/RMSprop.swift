import WeirCatalog

/// RMSprop: steps scaled by a running average of the square of the gradient.
///
///     g ← g + l2 w;  s ← α s + (1 - α) g²;  u = g / (√s + ε)
///     v ← momentum v + u;  w ← w - lr (v + weight_decay w)
///
/// Centered, the variance s - m² takes the place of s, where m is the running average of g (Graves 2013).
public struct RMSprop: Optimizer {
  /// Step size.
  public var learningRate: Float = 0.01
  /// How slowly the averages forget: α.
  public var alpha: Float = 0.99
  /// Share of the last velocity that is kept.
  public var momentum: Float = 0
  /// Whether the variance of the gradient scales the steps.
  public var centered = false
  /// Keeps the division finite: ε.
  public var epsilon: Float = 1e-8
  /// Pull towards zero that is added to the gradient.
  public var l2: Float = 0
  /// Pull towards zero beside the gradient.
  public var weightDecay: Float = 0

  /// How it is named and set.
  public static let entry = Entry<RMSprop>(
    "rmsprop", "Steps scaled by a running average of the square of the gradient.",
    details: """
      s = alpha s + (1 - alpha) g^2; v = momentum v + g / (sqrt(s) + epsilon); w = w - lr v, on active \
      weights only.
      """,
    source: "Tieleman and Hinton 2012; Graves 2013",
    settings: settings(with: [
      Setting("alpha", \.alpha, .number(in: 0...0.999999), "How slowly the averages forget."),
      Setting("momentum", \.momentum, .number(in: 0...1), "Share of the last velocity that is kept."),
      Setting("centered", \.centered, .truth, "Whether the variance of the gradient scales the steps."),
      Setting("epsilon", \.epsilon, .positive, "Keeps the division finite."),
    ]),
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), optimizer: rmsprop(lr: 0.005), epochs: 2)"])

  /// The defaults.
  public init() {}

  /// The average of squares, then that of the gradient if centered, then a velocity if there is momentum.
  public var memories: Int { 1 + (centered ? 1 : 0) + (momentum > 0 ? 1 : 0) }

  /// One step.
  public func update(
    _ values: inout Buffer, along gradient: inout Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool {
    Updates.rmsprop(self, &values, &gradient, &memory, step)
  }
}
