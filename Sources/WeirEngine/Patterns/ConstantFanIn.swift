import WeirCatalog

/// Constant fan-in: equally many inputs for every unit of a layer.
public struct ConstantFanIn: Pattern {
  /// How it is named.
  public static let entry = Entry<ConstantFanIn>(
    "fan_in", "Keeps equally many inputs for every unit of a layer: constant fan-in.",
    details: """
      Of k weights to be kept in a layer of u units each unit keeps floor(k / u), but at least one where k is \
      not zero. The inputs of a filter are the positions of its kernel in each channel.
      """,
    source: "Lasby et al. 2024",
    examples: [
      Example(
        "mlp([10, 4]).sparsify(density: 25%, pattern: fan_in).layers[0].mask.fan_in", prints: "[2, 2, 2, 2]")
    ], words: ["structured", "condensed"])

  /// The pattern.
  public init() {}

  /// One run for each unit.
  public func division(
    of shape: WeightShape, keeping count: Int, isLast: Bool
  ) throws(ShapeError) -> Division {
    .runs(width: max(1, shape.inputs), keeping: count == 0 ? 0 : max(1, count / shape.rows))
  }
}
