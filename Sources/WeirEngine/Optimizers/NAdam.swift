import Foundation
import WeirCatalog

/// NAdam: Adam that looks ahead along its average, as Nesterov's momentum does along the velocity.
///
///     μₜ = β₁ (1 - ½ 0.96^(t momentum_decay));  Πₜ = μ₁ … μₜ;  m and v as in Adam
///     u = ((1 - μₜ) g / (1 - Πₜ) + μₜ₊₁ m / (1 - Πₜ μₜ₊₁)) / (√(v / (1 - β₂ᵗ)) + ε)
///     w ← w - lr (u + weight_decay w)
public struct NAdam: AdamFamily {
  /// Step size.
  public var learningRate: Float = 0.002
  /// How slowly the average of the gradient forgets: β₁.
  public var beta1: Float = 0.9
  /// How slowly the average of its square forgets: β₂.
  public var beta2: Float = 0.999
  /// Keeps the division finite: ε.
  public var epsilon: Float = 1e-8
  /// How fast the momentum comes to β₁.
  public var momentumDecay: Float = 0.004
  /// Pull towards zero that is added to the gradient, and so scaled with it.
  public var l2: Float = 0
  /// Pull towards zero beside the gradient.
  public var weightDecay: Float = 0

  /// How it is named and set.
  public static let entry = Entry<NAdam>(
    "nadam", "Adam that looks ahead along the average of the gradient.", source: "Dozat 2016",
    settings: averageSettings(with: [
      Setting("momentum_decay", \.momentumDecay, .number(in: 0...), "How fast the momentum comes to beta1.")
    ]),
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), optimizer: nadam(lr: 0.01), epochs: 2)"],
    words: ["nesterov"])

  /// The defaults.
  public init() {}

  /// Averages as Adam's, then one number for the whole parameter: 1 - Πₜ. The product has no closed form,
  /// and its complement begins at zero as all memory does.
  public func memory(of count: Int) -> [Buffer] {
    (0..<memories).map { _ in Buffer(count: count) } + [Buffer(count: 1)]
  }

  /// One step.
  public func update(
    _ values: inout Buffer, along gradient: inout Buffer, _ memory: inout [Buffer], at step: OptimizerStep
  ) -> Bool {
    let (now, next) = (momentum(at: step.number), momentum(at: step.number + 1))
    let before = Double(memory[memories][0])
    let complement = before + (1 - before) * (1 - now)
    memory[memories][0] = Float(complement)
    return Updates.adam(
      self, &values, &gradient, &memory, step, ofGradient: (1 - now) / complement,
      ofAverage: next / (1 - (1 - complement) * next))
  }

  /// μ at a step.
  private func momentum(at step: Int) -> Double {
    Double(beta1) * (1 - 0.5 * pow(0.96, Double(step) * Double(momentumDecay)))
  }
}
