import WeirCatalog

/// N of every M neighbouring inputs of each unit: 2:4 is what some processors multiply at double speed.
public struct NOfM: Pattern {
  /// How many stay.
  @Required public var n: Int
  /// Of how many.
  @Required public var m: Int

  /// How it is named and set.
  public static let entry = Entry<NOfM>(
    "n_of_m", "Keeps N of every M neighbouring inputs of each unit.",
    details: """
      The density of every layer is n / m and need not be told; only a layer that stays whole may have \
      another. Where the inputs are no multiple of m, the last r < m of a unit keep n r / m, rounded up. \
      The inputs of a filter are the positions of its kernel, channel after channel. The density is reached in \
      one round.
      """,
    source: "Mishra et al. 2021",
    settings: [
      .required("n", \.$n, .integer(in: 1...1_000_000), "How many inputs stay."),
      .required("m", \.$m, .integer(in: 1...1_000_000), "Of how many."),
    ],
    examples: [
      Example("mlp([8, 3]).sparsify(pattern: n_of_m(2, 4)).layers[0].mask.fan_in", prints: "[4, 4, 4]")
    ], words: ["2:4", "structured"])

  /// Without numbers yet.
  public init() {}

  /// [n] of every [m].
  public init(_ n: Int, _ m: Int) { (self.n, self.m) = (n, m) }

  /// n / m.
  public var density: Double? { Double(n) / Double(m) }

  /// Runs of m inputs.
  public func division(
    of shape: WeightShape, keeping count: Int, isLast: Bool
  ) throws(ShapeError) -> Division {
    guard n <= m else {
      throw ShapeError(message: "`n_of_m` keeps n of m inputs, so n cannot be \(n) where m is \(m)")
    }
    if count == shape.count { return .runs(width: m, keeping: m) }
    let own = Counting.kept(1 - Double(n) / Double(m), of: shape.count)
    guard count == own else {
      throw ShapeError(
        message: "`\(identity)` keeps \(Notation.grouped(own)) of \(Notation.grouped(shape.count)) weights, "
          + "but a layer of \(shape.inputs) inputs and \(shape.rows) units should keep "
          + "\(Notation.grouped(count)); take `distribution: uniform`")
    }
    return .runs(width: m, keeping: n)
  }
}
