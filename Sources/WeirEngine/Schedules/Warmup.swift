import WeirCatalog

/// Rises along a straight line from `begin` to one, then follows another schedule over the steps that are left.
///
///     factor = begin + (1 - begin) step / steps
///
/// A warm-up longer than the training ends where the other schedule ends.
public struct Warmup: Schedule {
  /// How long it rises.
  public var steps = Moment.share(0.1)
  /// What follows.
  public var then: any Schedule = Constant()
  /// The factor at step 0.
  public var begin = 0.0

  /// How it is named and set.
  public static let entry = Entry<Warmup>(
    "warmup", "Rises along a straight line, then follows another schedule.",
    details: """
      factor = begin + (1 - begin) step / steps while it rises. What follows counts the steps that are left \
      from zero, so it ends where it would alone.
      """,
    source: "Goyal et al. 2017",
    settings: [
      Setting("steps", \.steps, .moment, "How long it rises, in steps or as a share of the training."),
      Setting("then", \.then, .made(by: schedules, kind: scheduleKind), "The schedule that follows."),
      Setting("begin", \.begin, .number(in: 0...1), "Factor at the first step."),
    ],
    positional: 2,
    examples: ["train(mlp([2, 16, 2]), spirals(), schedule: warmup(10%, then: cosine), epochs: 1)"])

  /// The defaults.
  public init() {}

  /// A point of the line, or what the other schedule says.
  public func factor(step: Int, of total: Int) -> Double {
    let rise = steps.step(of: total)
    guard step < rise, step < total else {
      return then.factor(step: max(0, step - rise), of: max(0, total - rise))
    }
    return begin + (1 - begin) * Double(step) / Double(rise)
  }
}
