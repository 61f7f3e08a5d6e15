import WeirCatalog

/// The same factor throughout: one.
public struct Constant: Schedule {
  /// How it is named.
  public static let entry = Entry<Constant>(
    "constant", "Keeps everything as it is.",
    examples: ["train(mlp([2, 16, 2]), spirals(), schedule: constant, epochs: 1)"])

  /// The constant schedule.
  public init() {}

  /// One.
  public func factor(step: Int, of total: Int) -> Double { 1 }
}
