import WeirCatalog

/// No pattern: weights stay or go one by one.
public struct Unstructured: Pattern {
  /// How it is named.
  public static let entry = Entry<Unstructured>(
    "unstructured", "Lets weights stay or go one by one.",
    examples: [
      Example("mlp([10, 10]).sparsify(density: 25%, pattern: unstructured).nonzeros", prints: "25")
    ])

  /// The pattern.
  public init() {}

  /// Single weights.
  public func division(
    of shape: WeightShape, keeping count: Int, isLast: Bool
  ) throws(ShapeError) -> Division { .single }
}
