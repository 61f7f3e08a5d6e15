import WeirCatalog

/// Whole units: all weights into a unit stay or go together.
public struct Neuron: Pattern {
  /// What ranks a unit.
  public var score = TileScore.mean

  /// How it is named and set.
  public static let entry = Entry<Neuron>(
    "neuron", "Lets whole units stay or go with all their inputs.",
    details: """
      The best units stay, as many as fit into the number of weights to be kept. A filter is a unit. The units of the last layer \
      are the outputs, which all stay: its weights are chosen one by one.
      """,
    source: "Mozer and Smolensky 1989",
    settings: [
      Setting("score", \.score, .choice, "What ranks a unit: mean or max of the scores of its weights.")
    ],
    examples: [
      Example(
        "mlp([5, 4, 2]).sparsify(density: 50%, pattern: neuron, seed: 2).layers[0].nonzeros", prints: "10")
    ], words: ["structured", "unit"])

  /// The defaults.
  public init() {}

  /// A row each; single weights in the last layer.
  public func division(
    of shape: WeightShape, keeping count: Int, isLast: Bool
  ) throws(ShapeError) -> Division {
    isLast ? .single : .tiles(rows: 1, columns: max(1, shape.inputs), score: score)
  }
}
