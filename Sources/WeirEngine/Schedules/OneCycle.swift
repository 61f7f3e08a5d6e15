import Foundation
import WeirCatalog

/// Rises from a small factor to one along half a cosine wave, and falls along another to almost nothing.
///
/// With T steps in all it begins at 1 / div_factor, is one at step pct_start T - 1, and reaches its end,
/// 1 / (div_factor final_div_factor), at the last step, as PyTorch's does. Momentum stays as it is.
public struct OneCycle: Schedule {
  /// Share of the training in which it rises.
  public var rise = 0.3
  /// What one is divided by at the beginning.
  public var divisor = 25.0
  /// What the beginning is divided by at the end.
  public var finalDivisor = 1e4

  /// How it is named and set.
  public static let entry = Entry<OneCycle>(
    "one_cycle", "Rises to one along half a cosine wave, and falls along another to almost nothing.",
    details: """
      From 1 / div_factor to 1 at step pct_start T - 1 of T, then to 1 / (div_factor final_div_factor) at the \
      last step. The learning rate of the optimizer is the largest, and momentum stays as it is.
      """,
    source: "Smith and Topin 2018",
    settings: [
      Setting("pct_start", \.rise, .number(in: 0...1), "Share of the training in which it rises."),
      Setting("div_factor", \.divisor, .number(in: 1...), "What one is divided by at the beginning."),
      Setting(
        "final_div_factor", \.finalDivisor, .number(in: 1...), "What the beginning is divided by at the end."),
    ],
    examples: ["train(mlp([2, 16, 2]), spirals(), schedule: one_cycle(pct_start: 20%), epochs: 1)"],
    words: ["onecycle", "super-convergence"])

  /// The defaults.
  public init() {}

  /// The height of the wave.
  public func factor(step: Int, of total: Int) -> Double {
    let (begin, end) = (1 / divisor, 1 / divisor / finalDivisor)
    guard step < total else { return end }
    let (top, last) = (rise * Double(total) - 1, Double(total - 1))
    if Double(step) < top { return Self.wave(from: begin, to: 1, Double(step) / top) }
    return top < last ? Self.wave(from: 1, to: end, (Double(step) - top) / (last - top)) : 1
  }

  /// Half a cosine wave, [share] of the way from one height to another; exactly that at the end.
  private static func wave(from start: Double, to end: Double, _ share: Double) -> Double {
    end + (start - end) * (1 + cos(Double.pi * share)) / 2
  }
}
