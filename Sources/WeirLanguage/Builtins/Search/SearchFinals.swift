import Synchronization
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
  private struct Entrant: Sendable {
    let name: String
    let role: SearchOutcome.Final.Role
    let network: @Sendable (_ seed: Int) throws -> Network?
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
      entrants.append(Entrant(name: name, role: .found) { try space.network(genotype, seed: $0) })
    }
    entrants += baselines(genotype) + controls(genotype)
    let results = try finals(of: entrants)
    return try SearchOutcome(
      space: space, epochs: search.epochs, seed: search.seed, found: found, winner: winner.name,
      winningTrial: winner.trial, finals: results, level: level)
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
    @Sendable func erk(_ seed: Int) throws -> Network {
      try space.network(depth: depth, weights: total, by: ErdosRenyiKernel(), seed: seed)
    }
    return [
      Entrant(name: "small_dense", role: .baseline) {
        try space.denseTwin(depth: depth, weights: total, seed: $0)
      },
      Entrant(name: "uniform", role: .baseline) { try space.network(even, seed: $0) },
      Entrant(name: "erk", role: .baseline, network: erk),
      Entrant(name: "rigl", role: .baseline, network: erk, sparsity: RigL()),
    ]
  }

  /// [genotype] under other masks, and with its densities moved on by one layer.
  private func controls(_ genotype: Genotype) -> [Entrant] {
    let space = search.space
    let moved = Array(genotype.densities.dropFirst()) + [genotype.densities[0]]
    let permuted = Genotype(space.matched(moved, total: space.counts(genotype.densities).reduce(0, +)))
    return [
      // The weights of a seed with the masks of another.
      Entrant(name: "reshuffled", role: .control) { try space.network(genotype, seed: $0, maskSeed: ~$0) },
      Entrant(name: "permuted", role: .control) { try space.network(permuted, seed: $0) },
    ]
  }

  /// Every entrant with every seed, as many at once as there are threads.
  private func finals(of entrants: [Entrant]) throws -> [SearchOutcome.Final] {
    struct Result: Sendable {
      let weights: Int
      let score: Double?
    }
    let pieces = Array(entrants.indices.flatMap { entrant in seeds.indices.map { (entrant, $0) } })
    let pool = SideBySide(trainer.context.execution, pieces: pieces.count)
    let trainer = trainer.on(pool.execution)
    let results = Mutex(
      [[Result?]](repeating: Array(repeating: nil, count: seeds.count), count: entrants.count))
    let steps = trainer.steps(on: data, epochs: epochs)
    trainer.progress.begin("finals", steps: pieces.count * steps)
    try pool.run(pieces) { piece in
      let entrant = entrants[piece.0]
      let seed = seeds[piece.1]
      guard let network = try entrant.network(seed) else {
        trainer.progress.add(steps: steps)
        return nil
      }
      let score = try trainer.score(network, on: data, epochs: epochs, seed: seed, sparsity: entrant.sparsity)
      results.withLock { $0[piece.0][piece.1] = Result(weights: network.nonzeros, score: score) }
      return nil
    }
    trainer.progress.end()
    return zip(entrants, results.withLock { $0 }).map { entrant, results in
      let known = results.compactMap(\.self)
      return SearchOutcome.Final(
        name: entrant.name, role: entrant.role, weights: known.last?.weights ?? 0, scores: known.map(\.score))
    }
  }
}
