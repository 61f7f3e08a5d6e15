import WeirCatalog

/// Which weights of a network stay when it is pruned before training.
public protocol PruningMethod: Catalogued, Thing {
  /// How the layers share the density where nobody chooses.
  var distribution: any Distribution { get }
  /// In how many rounds the network is brought to its density, ranked anew in each.
  var rounds: Int { get }
  /// How the active weights of [network] rank.
  ///
  /// Errors: `ShapeError` and `PlanError`, if the network does not fit the data or memory; `Cancelled`.
  func ranking(of network: Network, _ round: PruningRound) throws -> Ranking
}

extension PruningMethod {
  /// The kind of all pruning methods.
  public static var kind: Kind { pruningMethods.kind }
  /// Most methods look once.
  public var rounds: Int { 1 }
}

/// All ways to prune a network before it is trained.
public let pruningMethods = Registry<any PruningMethod>(
  Kind("pruning method"),
  [RandomPruning.self, MagnitudePruning.self, SNIP.self, GraSP.self, SynFlow.self])

/// What a method may use besides the network.
public struct PruningRound: Sendable {
  /// The seed of everything that is drawn.
  public var seed: Int
  /// How to compute.
  public var execution: Execution
  /// The wish to stop.
  public var cancellation: Cancellation

  /// A round.
  public init(
    seed: Int, execution: Execution = Execution(threads: 1), cancellation: Cancellation = Cancellation()
  ) {
    (self.seed, self.execution, self.cancellation) = (seed, execution, cancellation)
  }
}

extension Network {
  /// The network with every weight drawn, for [work] that looks at all of them.
  ///
  /// Errors: more weights than there is memory for.
  func drawn(for work: String) throws(ShapeError) -> Network {
    // A weight has its value and place, its score, and its number among those that stay.
    let bytes = 32 * Double(nonzeros)
    guard bytes <= Double(memory) else {
      throw ShapeError(
        message: "\(work) \(Notation.grouped(nonzeros)) weights needs \(Notation.bytes(bytes)), "
          + "but there are \(Notation.bytes(Double(memory)))")
    }
    return drawn
  }
}
