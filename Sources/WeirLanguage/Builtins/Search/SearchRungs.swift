import WeirStatistics

/// What short trials say of longer ones.
extension SearchOutcome {
  /// Two lengths of trials, and how far the shorter orders genotypes as the longer does.
  struct Rung {
    let strategy: String
    let short: Int, long: Int
    let correlation: Correlation
  }

  /// Every two lengths that follow each other in a strategy, where two genotypes or more have scores of both.
  var rungs: [Rung] {
    var rungs: [Rung] = []
    for strategy in rows.reduce(into: [String](), { if $0.last != $1.strategy { $0.append($1.strategy) } }) {
      let mine = rows.filter { $0.strategy == strategy }
      let lengths = Set(mine.map(\.trial.epochs)).sorted()
      for (short, long) in zip(lengths, lengths.dropFirst()) {
        let both = mine.filter { $0.trial.epochs == long }.compactMap { later -> (Double, Double)? in
          let earlier = mine.first { $0.trial.epochs == short && $0.trial.genotype == later.trial.genotype }
          guard let before = earlier?.trial.score, let after = later.trial.score else { return nil }
          return (before, after)
        }
        guard let correlation = try? Correlation.kendall(both.map(\.0), both.map(\.1)) else { continue }
        rungs.append(Rung(strategy: strategy, short: short, long: long, correlation: correlation))
      }
    }
    return rungs
  }
}
