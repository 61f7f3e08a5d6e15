import WeirCatalog

/// One for the first part of a training, then a straight line down to a small factor, which holds to the end.
public struct HoldAndFall: Schedule {
  /// The share of the training after which it begins to fall.
  public var begin = 0.5
  /// The share after which it has fallen.
  public var end = 0.9
  /// The factor that is reached.
  public var to = 0.01

  /// How it is named and set.
  public static let entry = Entry<HoldAndFall>(
    "hold_and_fall", "Stays at one, falls along a straight line, and stays low.",
    details: """
      1 up to the share begin of the steps, `to` from the share end on, a straight line between. The defaults \
      are those with which curves between networks were fitted.
      """,
    source: "Garipov et al. 2018; Izmailov et al. 2018",
    settings: [
      Setting("begin", \.begin, .number(in: 0...1), "Share of the training after which it begins to fall."),
      Setting("end", \.end, .number(in: 0...1), "Share of the training after which it has fallen."),
      Setting("to", \.to, .number(in: 0...1), "Factor that is reached."),
    ],
    examples: ["train(mlp([2, 16, 2]), spirals(), schedule: hold_and_fall(begin: 25%), epochs: 1)"],
    words: ["linear", "mode connectivity", "swa", "trapezoid"])

  /// The defaults.
  public init() {}

  /// One, a point of the line, or its end.
  public func factor(step: Int, of total: Int) -> Double {
    guard step < total else { return to }
    let share = Double(step) / Double(total)
    if share <= begin { return 1 }
    return share >= end ? to : 1 - (1 - to) * (share - begin) / (end - begin)
  }
}
