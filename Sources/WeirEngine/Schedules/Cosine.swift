import Foundation
import WeirCatalog

/// Half a cosine wave from one down to `end`: end + (1 - end) (1 + cos(π step / total)) / 2.
public struct Cosine: Schedule {
  /// The factor at the last step.
  public var end = 0.0

  /// How it is named and set.
  public static let entry = Entry<Cosine>(
    "cosine", "Falls along half a cosine wave.",
    details: "factor = end + (1 - end) (1 + cos(pi step / total)) / 2", source: "Loshchilov and Hutter 2017",
    settings: [Setting("end", \.end, .number(in: 0...1), "Factor that is reached at the end.")],
    examples: ["train(mlp([2, 16, 2]), spirals(), schedule: cosine(end: 0.01), epochs: 1)"])

  /// The defaults.
  public init() {}

  /// The height of the wave, exactly `end` at the end.
  public func factor(step: Int, of total: Int) -> Double {
    guard step < total else { return end }
    return end + (1 - end) * (1 + cos(Double.pi * Double(step) / Double(total))) / 2
  }
}
