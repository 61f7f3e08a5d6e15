import WeirCatalog

/// A rectifier that lets some of the negative side through: max(x, leak x).
public struct LeakyRelu: Rectifier {
  /// The slope below zero.
  public var leak: Float = 0.01

  /// How it is named and set.
  public static let entry = Entry<LeakyRelu>(
    "leaky_relu", "Rectifier with a small slope below zero: max(x, leak x).", source: "Maas et al. 2013",
    settings: [Setting("leak", \.leak, .number(in: 0...1), "Slope below zero.")], positional: 1,
    examples: ["mlp([2, 8, 2], activation: leaky_relu(0.1))"], words: ["rectifier"])

  /// The defaults.
  public init() {}
  /// max(x, leak x).
  public func value(_ x: Float) -> Float { x > 0 ? x : leak * x }
  /// 1 above zero, else leak.
  public func slope(_ x: Float) -> Float { x > 0 ? 1 : leak }
}
