import Foundation
import WeirCatalog

/// Adam: steps scaled by running averages of the gradient and its square.
///
///     g ← g + l2 w;  m ← β₁ m + (1 - β₁) g;  v ← β₂ v + (1 - β₂) g²
///     w ← w - lr (m / (1 - β₁ᵗ)) / (√(v / (1 - β₂ᵗ)) + ε) - lr weight_decay w
public struct Adam: Optimizer {
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
  /// Pull towards zero beside the gradient (AdamW; Loshchilov and Hutter 2019).
  public var weightDecay: Float = 0

  /// How it is named and set.
  public static let entry = Entry<Adam>(
    "adam", "Steps scaled by running averages of the gradient and its square.",
    details: "With `weight_decay` this is AdamW; with `l2` the pull is scaled like the gradient.",
    source: "Kingma and Ba 2015",
    settings: [
      Setting("lr", \.learningRate, .number(in: 0...1000), "Step size."),
      Setting("beta1", \.beta1, .number(in: 0...0.999999), "How slowly the average of the gradient forgets."),
      Setting("beta2", \.beta2, .number(in: 0...0.999999), "How slowly the average of its square forgets."),
      Setting("epsilon", \.epsilon, .positive, "Keeps the division finite."),
      Setting("l2", \.l2, .number(in: 0...), "Pull on weights, added to the gradient."),
      Setting("weight_decay", \.weightDecay, .number(in: 0...), "Pull on weights, beside the gradient."),
    ],
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), optimizer: adam(lr: 0.01), epochs: 2)"])

  /// The defaults.
  public init() {}

  /// Averages of the gradient and of its square.
  public var memories: Int { 2 }

  /// One step.
  public func update(
    _ values: inout Buffer, along gradient: Buffer, _ memory: inout [Buffer], rate: Float, step: Int,
    decays: Bool
  ) {
    Updates.adam(
      &values, gradient, &memory, rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon,
      correction1: Float(1 - pow(Double(beta1), Double(step))),
      correction2: Float(1 - pow(Double(beta2), Double(step))), l2: decays ? l2 : 0,
      decay: decays ? weightDecay : 0)
  }
}
