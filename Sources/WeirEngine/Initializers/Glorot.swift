import WeirCatalog

/// Weights that keep signal and gradient about equally wide: variance = 2 / (fan-in + fan-out).
public struct Glorot: Initializer {
  /// Whose inputs count.
  public var fan = Fan.dense
  /// The shape of the distribution.
  public var shape = InitialShape.uniform

  /// How it is named and set.
  public static let entry = Entry<Glorot>(
    "glorot", "Draws weights with variance 2 / (fan-in + fan-out).",
    source: "Glorot and Bengio 2010",
    settings: [
      Setting(
        "fan", \.fan, .choice, "Inputs that count: all, the layer's mean of active ones, or a unit's own."),
      Setting("shape", \.shape, .choice, "Shape of the distribution."),
    ],
    examples: ["mlp([2, 8, 2], init: glorot)"], words: ["xavier"])

  /// The defaults.
  public init() {}

  /// 2 / (fan-in + fan-out).
  public func variance(fanIn: Double, fanOut: Double) -> Double { 2 / (fanIn + fanOut) }
}
