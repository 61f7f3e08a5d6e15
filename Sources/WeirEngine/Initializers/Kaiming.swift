import WeirCatalog

/// Weights that keep the variance of the signal through rectifiers: variance = scale / fan-in.
public struct Kaiming: Initializer {
  /// Two for rectifiers, which lose half of the signal; one for layers that do not.
  public var scale = 2.0
  /// Whose inputs count.
  public var fan = Fan.dense
  /// The shape of the distribution.
  public var shape = InitialShape.normal

  /// How it is named and set.
  public static let entry = Entry<Kaiming>(
    "kaiming", "Draws weights with variance scale / fan-in.",
    details: """
      With `fan: unit` each unit counts its own active inputs, so that a sparse network begins with the \
      signal of a dense one (Evci et al. 2020); with `fan: layer` all units count the layer's mean.
      """,
    source: "He et al. 2015",
    settings: [
      Setting("scale", \.scale, .positive, "Numerator of the variance: 2 for rectifiers."),
      Setting(
        "fan", \.fan, .choice, "Inputs that count: all, the layer's mean of active ones, or a unit's own."),
      Setting("shape", \.shape, .choice, "Shape of the distribution."),
    ],
    examples: ["mlp([2, 8, 2], init: kaiming(shape: uniform))"], words: ["he"])

  /// The defaults.
  public init() {}

  /// scale / fan-in.
  public func variance(fanIn: Double, fanOut: Double) -> Double { scale / fanIn }
}
