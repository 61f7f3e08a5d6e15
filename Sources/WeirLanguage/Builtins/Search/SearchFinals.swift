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
  let memory: SearchMemory

  /// What comes of all. Errors: no trial of full length has a score; what does not fit; an interruption.
  func outcome(level: Double) throws -> SearchOutcome {
    let space = search.space
    let winners = found.compactMap { found in best(of: found).map { (name: found.name, trial: $0) } }
    guard let winner = winners.max(by: { $0.trial.score ?? -1 < $1.trial.score ?? -1 }) else {
      throw CallError.failed(
        "every training of full length has diverged, so nothing was found; a smaller learning rate or batch norm may help"
      )
    }
    func counts(_ trial: Trial) throws -> [Int] { space.counts(try space.fitted(trial.genotype).densities) }
    let rivals = try SearchRivals(
      of: counts(winner.trial), in: space, steps: trainer.steps(on: data, epochs: epochs))
    let entrants = try winners.map {
      SearchEntrant(name: $0.name, role: .found, counts: try counts($0.trial))
    }
    let results = try finals(of: entrants + rivals.entrants)
    return try SearchOutcome(
      space: space, epochs: search.epochs, seed: search.seed, found: found, winner: winner.name,
      winningTrial: winner.trial, finals: results, omitted: rivals.omitted, level: level)
  }

  private func best(of found: SearchOutcome.Found) -> Trial? {
    found.trials.filter { $0.epochs == search.epochs && $0.score != nil }
      .max { $0.score ?? -1 < $1.score ?? -1 }
  }

  /// Every entrant with every seed, as many at once as there are threads.
  private func finals(of entrants: [SearchEntrant]) throws -> [SearchOutcome.Final] {
    let pieces = Array(entrants.indices.flatMap { entrant in seeds.indices.map { (entrant, $0) } })
    let pool = SideBySide(trainer.context.execution, pieces: pieces.count)
    let trainer = trainer.on(pool.execution)
    let scores = Mutex(
      [[Double?]](repeating: Array(repeating: nil, count: seeds.count), count: entrants.count))
    let steps = trainer.steps(on: data, epochs: epochs)
    trainer.progress.begin("finals", steps: pieces.count * steps)
    try pool.run(pieces) { piece in
      let entrant = entrants[piece.0]
      let seed = seeds[piece.1]
      let name = entrant.role == .found ? "found" : entrant.name
      let training = FinalTraining(name, counts: entrant.counts, epochs: epochs, seed: seed)
      var isNew = false
      let score = try memory.score(training) {
        isNew = true
        let network = try entrant.network(in: search.space, seed: seed)
        return try trainer.score(network, on: data, epochs: epochs, seed: seed, sparsity: entrant.sparsity)
      }
      if !isNew { trainer.progress.add(steps: steps) }
      scores.withLock { $0[piece.0][piece.1] = score }
      return nil
    }
    trainer.progress.end()
    return zip(entrants, scores.withLock { $0 }).map { entrant, scores in
      SearchOutcome.Final(
        name: entrant.name, role: entrant.role, weights: entrant.counts.reduce(0, +), scores: scores)
    }
  }
}
