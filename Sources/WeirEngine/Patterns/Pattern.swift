import WeirCatalog

/// The shapes that a mask may take: which weights stay or go together, and in which parts of a matrix a
/// fixed number stays.
public protocol Pattern: Catalogued, Thing {
  /// The density that every layer has under the pattern; nil where any is possible.
  var density: Double? { get }
  /// How a matrix of [shape], of which [count] weights are to stay, is divided; [isLast] says that its units
  /// are the network's outputs.
  ///
  /// Errors: a count that the pattern does not allow.
  func division(
    of shape: WeightShape, keeping count: Int, isLast: Bool
  ) throws(ShapeError) -> Division
}

extension Pattern {
  /// The kind of all patterns.
  public static var kind: Kind { patterns.kind }
  /// Most patterns allow any density.
  public var density: Double? { nil }
}

/// All patterns.
public let patterns = Registry<any Pattern>(
  Kind("pattern"), [Unstructured.self, NOfM.self, Block.self, ConstantFanIn.self, Neuron.self])

/// How a matrix is divided by a pattern.
public enum Division: Sendable, Equatable {
  /// Tiles of [rows] units and [columns] inputs stay or go as a whole; those at the far edges may be smaller.
  /// A tile ranks by [score] of its active weights.
  case tiles(rows: Int, columns: Int, score: TileScore)
  /// Of every [width] neighbouring inputs of a unit [keeping] stay; of a last run that is shorter as large a
  /// share, rounded up.
  case runs(width: Int, keeping: Int)

  /// Weights stay or go one by one.
  static let single = Division.tiles(rows: 1, columns: 1, score: .mean)
}

/// What the scores of a tile's weights become.
public enum TileScore: String, Choice { case mean, max }
