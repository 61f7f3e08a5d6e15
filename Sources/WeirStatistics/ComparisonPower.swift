/// What a comparison in several cells can find, before anything is measured.
public struct ComparisonPower: Sendable, Equatable {
  /// What each cell can find by itself.
  public let cells: [PairedPower]
  /// The smallest p of each cell behind Holm's adjustment, if all cells are as clear as they can be.
  public let smallestAdjustedP: [Double]

  /// What cells with so many [pairs] each, one at least, can find.
  public init(pairs: [Int], level: Double = 0.05, side: Side = .greater) {
    precondition(!pairs.isEmpty, "a comparison has cells")
    cells = pairs.map { PairedPower(pairs: $0, level: level, tests: pairs.count, side: side) }
    smallestAdjustedP = Holm.adjusted(cells.map(\.smallestP))
  }

  /// The cell that can reach the smallest p, the first of them; usually that with the most pairs.
  public var best: Int { cells.indices.reduce(0) { cells[$1].smallestP < cells[$0].smallestP ? $1 : $0 } }
  /// The cell that can reach least.
  public var worst: Int { cells.indices.reduce(0) { cells[$1].smallestP > cells[$0].smallestP ? $1 : $0 } }

  /// Whether some outcome would reach the level in some cell.
  public var canReach: Bool { cells[best].canReach }

  /// The fewest pairs in a cell for which some outcome reaches the level there.
  public var fewestPairs: Int { cells[best].fewestPairs }
}
