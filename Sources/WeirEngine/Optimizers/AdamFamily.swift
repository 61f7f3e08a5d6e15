import Foundation
import WeirCatalog

/// An optimizer that makes its steps of a running average of the gradient and of one of its size: Adam
/// and its kin.
protocol AdamFamily: Optimizer {
  /// How slowly the average of the gradient forgets: β₁.
  var beta1: Float { get set }
  /// How slowly the average of its size forgets: β₂.
  var beta2: Float { get set }
  /// Keeps the division finite: ε.
  var epsilon: Float { get set }
}

extension AdamFamily {
  /// The average of the gradient, then that of its size.
  public var memories: Int { 2 }

  /// The settings all have, and its [own].
  static func averageSettings(with own: [Setting<Self>] = []) -> [Setting<Self>] {
    settings(
      with: [
        Setting(
          "beta1", \.beta1, .number(in: 0...0.999999), "How slowly the average of the gradient forgets."),
        Setting("beta2", \.beta2, .number(in: 0...0.999999), "How slowly that of its size forgets."),
        Setting("epsilon", \.epsilon, .positive, "Keeps the division finite."),
      ] + own)
  }

  /// What an average that began at zero and forgets by [beta] has reached of what it averages: 1 - βᵗ.
  func reached(_ beta: Float, _ step: OptimizerStep) -> Double {
    1 - pow(Double(beta), Double(step.number))
  }
}
