import WeirCatalog
import WeirEngine
import WeirStatistics

/// The end of a search: what was found, and what it is compared with, trained from fresh seeds and tested.
struct SearchFinals {
  let search: Search
  let found: [SearchOutcome.Found]
  let data: Dataset
  let seeds: [Int]
  let epochs: Int
  let trainer: SearchTrainer

  /// Something that is trained for every seed.
  private struct Entrant {
    let name: String
    let network: (_ seed: Int) throws -> Network?
    var sparsity: any TopologyRule = FixedMasks()
  }

  /// What comes of all. Errors: no trial of full length has a score; what does not fit; an interruption.
  func outcome(level: Double) throws -> SearchOutcome {
    let space = search.space
    let winners = found.compactMap { found in best(of: found).map { (name: found.name, trial: $0) } }
    guard let winner = winners.max(by: { $0.trial.score ?? -1 < $1.trial.score ?? -1 }) else {
      throw CallError.failed(
        "every training of full length has diverged, so nothing was found; a smaller learning rate or batch norm may help"
      )
    }
    let genotype = try space.fitted(winner.trial.genotype)
    var entrants: [Entrant] = []
    for (name, trial) in winners {
      let genotype = try space.fitted(trial.genotype)
      entrants.append(Entrant(name: name) { try space.network(genotype, seed: $0) })
    }
    entrants += baselines(genotype) + controls(genotype)
    var results: [SearchOutcome.Final] = []
    for entrant in entrants { results.append(try final(entrant)) }
    return try SearchOutcome(
      space: space, epochs: search.epochs, seed: search.seed, found: found, winner: winner.name,
      winningTrial: winner.trial, finals: results, strategies: winners.map(\.name), level: level)
  }

  private func best(of found: SearchOutcome.Found) -> Trial? {
    found.trials.filter { $0.epochs == search.epochs && $0.score != nil }
      .max { $0.score ?? -1 < $1.score ?? -1 }
  }

  /// Networks with as many weights as [genotype] has, that nobody searched for.
  private func baselines(_ genotype: Genotype) -> [Entrant] {
    let (space, depth) = (search.space, genotype.depth)
    let total = space.counts(genotype.densities).reduce(0, +)
    let even = Genotype(space.matched(genotype.densities.map { _ in 1 }, total: total))
    func erk(_ seed: Int) throws -> Network {
      try space.network(depth: depth, weights: total, by: ErdosRenyiKernel(), seed: seed)
    }
    return [
      Entrant(name: "small_dense") { try space.denseTwin(depth: depth, weights: total, seed: $0) },
      Entrant(name: "uniform") { try space.network(even, seed: $0) }, Entrant(name: "erk", network: erk),
      Entrant(name: "rigl", network: erk, sparsity: RigL()),
    ]
  }

  /// [genotype] under other masks, and with its densities moved on by one layer.
  private func controls(_ genotype: Genotype) -> [Entrant] {
    let space = search.space
    let moved = Array(genotype.densities.dropFirst()) + [genotype.densities[0]]
    let permuted = Genotype(space.matched(moved, total: space.counts(genotype.densities).reduce(0, +)))
    return [
      // The weights of a seed with the masks of another.
      Entrant(name: "reshuffled") { try space.network(genotype, seed: $0, maskSeed: ~$0) },
      Entrant(name: "permuted") { try space.network(permuted, seed: $0) },
    ]
  }

  private func final(_ entrant: Entrant) throws -> SearchOutcome.Final {
    var (weights, scores) = (0, [Double?]())
    for seed in seeds {
      guard let network = try entrant.network(seed) else { continue }
      weights = network.nonzeros
      scores.append(
        try trainer.score(network, on: data, epochs: epochs, seed: seed, sparsity: entrant.sparsity))
    }
    return SearchOutcome.Final(name: entrant.name, weights: weights, scores: scores)
  }
}
