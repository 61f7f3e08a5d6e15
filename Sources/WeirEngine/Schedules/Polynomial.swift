import Foundation
import WeirCatalog

/// A power of the rest of the way: end + (1 - end) (1 - step / total)ᵖ.
public struct Polynomial: Schedule {
  /// The exponent: p.
  public var power = 1.0
  /// The factor at the last step.
  public var end = 0.0

  /// How it is named and set.
  public static let entry = Entry<Polynomial>(
    "polynomial", "Falls with a power of the rest of the way.",
    details: """
      factor = end + (1 - end) (1 - step / total)^power. A power of 1 is a straight line; 3 is the cubic of gradual \
      pruning (Zhu and Gupta 2018) and one of the inverse powers of RigL (Evci et al. 2020).
      """,
    settings: [
      Setting("power", \.power, .positive, "Exponent of the rest of the way."),
      Setting("end", \.end, .number(in: 0...1), "Factor that is reached at the end."),
    ],
    positional: 1,
    examples: ["train(mlp([2, 16, 2]), spirals(), schedule: polynomial(power: 2), epochs: 1)"],
    words: ["linear", "cubic", "inverse power"])

  /// The defaults.
  public init() {}

  /// With exponent [power].
  public init(power: Double) { self.power = power }

  /// The power of what is left, exactly `end` at the end.
  public func factor(step: Int, of total: Int) -> Double {
    guard step < total else { return end }
    return end + (1 - end) * pow(1 - Double(step) / Double(total), power)
  }
}
