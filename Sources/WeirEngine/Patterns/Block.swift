import WeirCatalog

/// Blocks of neighbouring units and inputs, which stay or go as a whole.
public struct Block: Pattern {
  /// Units of a block.
  @Required public var rows: Int
  /// Inputs of a block.
  @Required public var columns: Int
  /// What ranks a block.
  public var score = TileScore.mean

  /// How it is named and set.
  public static let entry = Entry<Block>(
    "block", "Lets blocks of neighbouring units and inputs stay or go as a whole.",
    details: """
      Blocks that would reach over an edge of the matrix end there. The best stay, as many as fit into the \
      number of weights to be kept: never more weights than asked, and less by less than a block. The units of \
      a convolution are its filters, their inputs the positions of the kernel, channel after channel: \
      `block(1, 9)` keeps or drops 3x3 kernels as a whole.
      """,
    source: "Gray, Radford and Kingma 2017",
    settings: [
      .required("rows", \.$rows, .integer(in: 1...), "How many units a block has."),
      .required("columns", \.$columns, .integer(in: 1...), "How many inputs a block has."),
      Setting("score", \.score, .choice, "What ranks a block: mean or max of the scores of its weights."),
    ],
    examples: [
      Example("mlp([8, 8]).sparsify(density: 50%, pattern: block(4, 4)).nonzeros", prints: "32")
    ], words: ["structured"])

  /// Without sizes yet.
  public init() {}

  /// Blocks of [rows] units and [columns] inputs.
  public init(_ rows: Int, _ columns: Int) { (self.rows, self.columns) = (rows, columns) }

  /// Tiles of this size.
  public func division(
    of shape: WeightShape, keeping count: Int, isLast: Bool
  ) throws(ShapeError) -> Division {
    .tiles(rows: min(rows, max(1, shape.rows)), columns: min(columns, max(1, shape.inputs)), score: score)
  }
}
