import Synchronization
import WeirCatalog
import WeirEngine
import WeirPlot

/// The trials of a search: those of each strategy, as far as they are not on record.
///
/// Strategies take turns: each needs what came of its own trials only, so as many go on at once as there are threads.
struct SearchConduct {
  let search: Search
  /// Its test part is what trials are scored on.
  let data: Dataset
  let trainer: SearchTrainer
  let memory: SearchMemory

  /// A strategy on its way.
  private struct Course: Sendable {
    let strategy: any SearchStrategy
    let place: Int
    var done: [Trial] = []

    var name: String { strategy.shortName }
  }

  /// The trials of all [strategies].
  func trials(by strategies: [any SearchStrategy]) throws -> [SearchOutcome.Found] {
    let courses = strategies.enumerated().map { Course(strategy: $1, place: $0) }
    let pool = SideBySide(trainer.context.execution, pieces: courses.count)
    let ends = Mutex([[Trial]](repeating: [], count: courses.count))
    let trainer = trainer.on(pool.execution)
    trainer.progress.begin("trials", steps: strategies.count * search.trials * steps(search.epochs))
    try pool.run(courses) { course in
      guard let trial = try trial(behind: course, by: trainer) else {
        ends.withLock { $0[course.place] = course.done }
        return nil
      }
      var rest = course
      rest.done.append(trial)
      return rest
    }
    trainer.progress.end()
    return zip(courses, ends.withLock { $0 }).map { report($0.name, $1) }
  }

  private func steps(_ epochs: Int) -> Int { trainer.steps(on: data, epochs: epochs) }

  /// [trial], which needs not be trained, and of which so many epochs were expected.
  private func known(_ trial: Trial, epochs: Int) -> Trial {
    trainer.progress.add(steps: steps(epochs))
    return trial
  }

  /// The next trial of [course]; nil at its end.
  private func trial(behind course: Course, by trainer: SearchTrainer) throws -> Trial? {
    guard let next = course.strategy.next(behind: course.done, in: search) else { return nil }
    if let kept = memory.trial(course.name, course.done.count), kept.epochs == next.epochs {
      switch next.source {
      case .chosen(let genotype): if kept.genotype == genotype { return known(kept, epochs: next.cost) }
      case .learned: return known(kept, epochs: next.cost)
      }
    }
    let genotype =
      switch next.source {
      case .chosen(let genotype): genotype
      case .learned(let depth, let density, let seed):
        try learned(depth: depth, density: density, seed: seed, by: trainer)
      }
    let trial = try trial(of: genotype, epochs: next.epochs, by: trainer)
    try memory.keep(trial, course.name, course.done.count)
    return trial
  }

  /// The densities of a dense network that was trained straight through its largest weights of all layers together: as
  /// many as fit the budget where all layers are as dense.
  private func learned(depth: Int, density: Double, seed: Int, by trainer: SearchTrainer) throws -> Genotype {
    let space = search.space
    let all = space.weights(depth: depth)
    var kept = density
    if space.budget != nil {
      let even = try space.fitted(Genotype(all.map { _ in 1 }))
      kept = Double(space.counts(even.densities).reduce(0, +)) / Double(all.reduce(0, +))
    }
    var rule = StraightThrough()
    rule.target.distribution = GlobalRanking()
    rule.target.sparsity = max(0, 1 - kept)
    let dense = try space.dense(depth: depth, width: space.width, seed: seed)
    let run = try trainer.run(dense, on: data, epochs: search.epochs, seed: seed, sparsity: rule)
    return Genotype(run.network.weightLayers.map { $0.mask.density })
  }

  private func trial(of genotype: Genotype, epochs: Int, by trainer: SearchTrainer) throws -> Trial {
    let counts = search.space.counts(try search.space.fitted(genotype).densities)
    var isNew = false
    let score = try memory.score(counts, epochs: epochs) {
      isNew = true
      let network = try search.space.network(counts, seed: search.trialSeed)
      return try trainer.score(network, on: data, epochs: epochs, seed: search.trialSeed)
    }
    let trial = Trial(genotype, epochs: epochs, score: score)
    return isNew ? trial : known(trial, epochs: epochs)
  }

  private func report(_ name: String, _ trials: [Trial]) -> SearchOutcome.Found {
    let best = trials.filter { $0.epochs == search.epochs }.compactMap(\.score).max()
    trainer.context.host.note(
      "\(name): \(Notation.grouped(trials.count)) trials, the best scored "
        + (best.map { Readable.number($0) } ?? "nothing"))
    return SearchOutcome.Found(name: name, trials: trials)
  }
}

extension SearchStrategy {
  /// Its name with the settings that differ from their defaults, as tables and records have it.
  var shortName: String {
    let identity = identity
    return identity.hasSuffix("()") ? String(identity.dropLast(2)) : identity
  }
}
