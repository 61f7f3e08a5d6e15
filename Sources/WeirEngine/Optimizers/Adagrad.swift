import WeirCatalog

/// Adagrad: each weight's steps shrink with the gradients it has seen.
///
///     g ← g + l2 w;  s ← s + g²;  w ← w - η (g / (√(s + initial) + ε) + weight_decay w)
///
/// with η = lr / (1 + (t - 1) lr_decay) at step t. What the sum starts from is kept apart from it, so that
/// memory starts at zero, also that of a weight that grows.
public struct Adagrad: Optimizer {
  /// Step size.
  public var learningRate: Float = 0.01
  /// How fast the step size falls.
  public var rateDecay: Float = 0
  /// What the sum of squares starts from.
  public var initial: Float = 0
  /// Keeps the division finite: ε.
  public var epsilon: Float = 1e-10
  /// Pull towards zero that is added to the gradient.
  public var l2: Float = 0
  /// Pull towards zero beside the gradient.
  public var weightDecay: Float = 0

  /// How it is named and set.
  public static let entry = Entry<Adagrad>(
    "adagrad", "Steps that shrink, weight by weight, with the gradients seen so far.",
    details: "s = s + g^2; w = w - lr g / (sqrt(s + initial) + epsilon), on active weights only.",
    source: "Duchi, Hazan and Singer 2011",
    settings: settings(with: [
      Setting("lr_decay", \.rateDecay, .number(in: 0...), "The step size is lr / (1 + (step - 1) lr_decay)."),
      Setting("initial", \.initial, .number(in: 0...), "What the sum of squares starts from."),
      Setting("epsilon", \.epsilon, .positive, "Keeps the division finite."),
    ]),
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), optimizer: adagrad(lr: 0.05), epochs: 2)"])

  /// The defaults.
  public init() {}

  /// The sum of the squares of the gradient.
  public var memories: Int { 1 }

  /// One step.
  public func update(
    _ values: inout Buffer, along gradient: inout Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool {
    var slower = step
    slower.rate = Float(Double(step.rate) / (1 + Double(step.number - 1) * Double(rateDecay)))
    return Updates.adagrad(self, &values, &gradient, &memory, slower)
  }
}
