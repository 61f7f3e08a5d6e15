import Foundation
import WeirCatalog

/// Falls by `factor` again and again: factorᵏ, where k is how many falls there were.
///
/// There is one each time `every` further steps are done or, if `at` is given, once each of its moments is
/// reached. A share of the training is reached at the first step that has done so much of it.
public struct StepDecay: Schedule {
  /// The steps from one fall to the next.
  public var every = Moment.share(0.3)
  /// What is left after a fall.
  public var factor = 0.1
  /// The falls themselves, in place of `every`.
  public var at: [Moment]?

  /// How it is named and set.
  public static let entry = Entry<StepDecay>(
    "step_decay", "Falls by the same factor again and again.",
    details: """
      With `every`, factor = factor^k after k times as many steps; with `at`, after k of its moments. \
      `every: 100` counts steps, `every: 30%` a share of the training: it falls at 30 %, 60 % and 90 %.
      """,
    settings: [
      Setting("every", \.every, .interval, "Steps from one fall to the next, or a share of the training."),
      Setting("factor", \.factor, .number(in: 0...1), "What is left after a fall."),
      Setting(
        "at", \.at, .optional(.list(of: .interval)), "When it falls, in steps or shares; in place of `every`."
      ),
    ],
    positional: 2,
    examples: [
      "train(mlp([2, 16, 2]), spirals(), schedule: step_decay(factor: 0.2, at: [50%, 75%]), epochs: 1)"
    ],
    words: ["milestones", "multistep"])

  /// The defaults.
  public init() {}

  /// The power of the falls so far.
  public func factor(step: Int, of total: Int) -> Double { pow(factor, falls(min(step, total), total)) }

  /// How many falls the first [step] of [total] steps bring; a number that no integer may hold, if they are
  /// set so close.
  private func falls(_ step: Int, _ total: Int) -> Double {
    if let at { return Double(at.count { $0.isReached(after: step, of: total) }) }
    switch every {
    case .step(let interval): return Double(step / max(1, interval))
    case .share(let share):
      let most = (1 / share + 1e-9).rounded(.down)
      guard step < total else { return most }
      return min(most, (Double(step) / (share * Double(total)) + 1e-9).rounded(.down))
    }
  }
}
