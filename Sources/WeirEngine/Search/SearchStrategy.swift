import WeirCatalog

/// A genotype that was tried: trained for a while, and judged on samples it was not trained on.
public struct Trial: Sendable, Equatable {
  /// What was tried.
  public let genotype: Genotype
  /// Passes over the training samples.
  public let epochs: Int
  /// The share of validation samples in the right class; nil where the training diverged.
  public let score: Double?

  /// A trial and its score.
  public init(_ genotype: Genotype, epochs: Int, score: Double?) {
    (self.genotype, self.epochs, self.score) = (genotype, epochs, score)
  }

  /// Its score to compare by: one that diverged is worse than all others.
  var worth: Double { score ?? -1 }
}

/// What is searched, and how long.
public struct Search: Sendable {
  /// The genotypes there are.
  public let space: SearchSpace
  /// How many trainings of full length the search may cost.
  public let trials: Int
  /// Passes of a training of full length.
  public let epochs: Int
  /// The seed of what is drawn.
  public let seed: Int

  /// A search of [space].
  public init(_ space: SearchSpace, trials: Int, epochs: Int, seed: Int) {
    (self.space, self.trials, self.epochs, self.seed) = (space, trials, epochs, seed)
  }

  /// Which way of training and scoring trials this is. Another number has those on record made anew: raise it whenever
  /// the same genotype may get another score.
  static let rule = 2

  /// The seed of the networks of all trials, and of their order of samples. It is not that of the search, which is often
  /// among the seeds of the end: what was chosen for its score would be tested once more there.
  public var trialSeed: Int {
    Int(truncatingIfNeeded: RandomStream(seed: seed, purpose: .search).wide(0))
  }

  /// The draws of [strategy] for what it tries as number [index]: its own, so that no two try the same.
  func draws(_ index: Int, of strategy: some SearchStrategy) -> Draws {
    let part = Int(Digest(strategy.identity).bits >> 24)
    return Draws(RandomStream(seed: seed, purpose: .search, step: index, part: part))
  }

  /// A genotype by chance: any depth, any level in each layer.
  func anyGenotype(_ draws: inout Draws) -> Genotype {
    let depth = 1 + draws.below(space.maxDepth)
    return Genotype((0...depth).map { _ in space.levels[draws.below(space.levels.count)] })
  }
}

/// A way to choose what to try next.
///
/// A pure function of what was tried before, and of the seed: so a search that was stopped goes on as if it had not
/// been.
public protocol SearchStrategy: Catalogued, Thing {
  /// What to try behind [done]; nil at the end. What it costs in all is at most the trials of [search] at full length.
  func next(behind done: [Trial], in search: Search) -> Proposal?
}

extension SearchStrategy {
  /// The kind of all strategies.
  public static var kind: Kind { searchStrategies.kind }
}

/// All strategies.
public let searchStrategies = Registry<any SearchStrategy>(
  Kind("search strategy"),
  [RandomSearch.self, Evolution.self, ParzenSearch.self, SuccessiveHalving.self, LearnedDensities.self])
