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
    /// Which one; nil for densities that are learned with the weights.
    let strategy: (any SearchStrategy)?
    let place: Int
    var done: [Trial] = []

    var name: String { strategy?.shortName ?? "learned" }
  }

  /// The trials of all [strategies], and behind them those of densities that are [learned].
  func trials(by strategies: [any SearchStrategy], learned: Bool) throws -> [SearchOutcome.Found] {
    var courses = strategies.enumerated().map { Course(strategy: $1, place: $0) }
    if learned { courses.append(Course(strategy: nil, place: courses.count)) }
    let pool = SideBySide(trainer.context.execution, pieces: courses.count)
    let ends = Mutex([[Trial]](repeating: [], count: courses.count))
    let trainer = trainer.on(pool.execution)
    let trials = strategies.count * search.trials + (learned ? 2 * search.space.maxDepth : 0)
    trainer.progress.begin("trials", steps: trials * steps(search.epochs))
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
    let kept = memory.trial(course.name, course.done.count)
    let trial: Trial
    if let strategy = course.strategy {
      guard let next = strategy.next(behind: course.done, in: search) else { return nil }
      if let kept, kept.genotype == next.genotype, kept.epochs == next.epochs {
        return known(kept, epochs: kept.epochs)
      }
      trial = try self.trial(of: next.genotype, epochs: next.epochs, by: trainer)
    } else {
      guard course.done.count < search.space.maxDepth else { return nil }
      if let kept { return known(kept, epochs: 2 * search.epochs) }
      let genotype = try learnedGenotype(depth: course.done.count + 1, by: trainer)
      trial = try self.trial(of: genotype, epochs: search.epochs, by: trainer)
    }
    try memory.keep(trial, course.name, course.done.count)
    return trial
  }

  /// The densities of a dense network of [depth] that was trained straight through its largest weights, of all layers
  /// together.
  private func learnedGenotype(depth: Int, by trainer: SearchTrainer) throws -> Genotype {
    let space = search.space
    let all = space.weights(depth: depth).reduce(0, +)
    var rule = StraightThrough()
    rule.target.distribution = GlobalRanking()
    if let budget = space.budget, space.unit == .weights {
      rule.target.sparsity = max(0, 1 - Double(budget) / Double(all))
    }
    let dense = try space.dense(depth: depth, width: space.width, seed: search.seed)
    let run = try trainer.run(dense, on: data, epochs: search.epochs, seed: search.seed, sparsity: rule)
    return Genotype(run.network.weightLayers.map { $0.mask.density })
  }

  private func trial(of genotype: Genotype, epochs: Int, by trainer: SearchTrainer) throws -> Trial {
    let counts = search.space.counts(try search.space.fitted(genotype).densities)
    var isNew = false
    let score = try memory.score(counts, epochs: epochs) {
      isNew = true
      let network = try search.space.network(counts, seed: search.seed)
      return try trainer.score(network, on: data, epochs: epochs, seed: search.seed)
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
