/// What a strategy wants to be tried next.
public struct Proposal: Sendable, Equatable {
  /// Where the densities come from.
  public enum Source: Sendable, Equatable {
    /// The strategy chose them.
    case chosen(Genotype)
    /// A training from [seed] of a dense network with so many hidden layers finds them, while it keeps the largest weights
    /// of all layers together: those that fit the budget, or the share [density] where there is none.
    case learned(depth: Int, density: Double, seed: Int)
  }

  /// Where the densities come from.
  public let source: Source
  /// Passes of the trial.
  public let epochs: Int

  /// To try what comes of [source] for so many passes.
  public init(_ source: Source, epochs: Int) { (self.source, self.epochs) = (source, epochs) }

  /// To try [genotype].
  public init(_ genotype: Genotype, epochs: Int) { self.init(.chosen(genotype), epochs: epochs) }

  /// Passes that the trial costs in all: learning densities takes as many as trying them.
  public var cost: Int {
    switch source {
    case .chosen: epochs
    case .learned: 2 * epochs
    }
  }
}
