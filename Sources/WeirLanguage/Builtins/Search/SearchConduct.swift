import WeirCatalog
import WeirEngine
import WeirPlot

/// How networks of a search are trained.
struct SearchTraining {
  var optimizer = TrainingPlan.standardOptimizer
  var schedule: any Schedule = Constant()
  var batch = TrainingPlan.standardBatch
}

/// Trains the networks of a search, one after the other.
struct SearchTrainer {
  let training: SearchTraining
  let context: Context

  /// [network] trained on [data] for [epochs]. Errors: an interruption; what does not fit.
  func run(
    _ network: Network, on data: Dataset, epochs: Int, seed: Int, sparsity: any TopologyRule = FixedMasks()
  ) throws -> Run {
    let plan = try TrainingPlan(
      network: network, data: data, optimizer: training.optimizer, schedule: training.schedule,
      sparsity: sparsity, batch: training.batch, length: .epochs(epochs), seed: seed, flowInterval: nil)
    let host = context.host
    // Of each training by itself, as its speed is.
    host.progress(nil)
    let run = Run(plan).continued(execution: context.execution, cancellation: context.cancellation) { state in
      host.progress(
        Progress(
          step: state.step, steps: state.total, samples: state.step * state.batch,
          readings: [("loss", state.loss)]))
    }
    try context.checkCancellation()
    return run
  }

  /// The share of the test part of [data] that the network gets right behind its training; nil if that diverged.
  func score(
    _ network: Network, on data: Dataset, epochs: Int, seed: Int, sparsity: any TopologyRule = FixedMasks()
  ) throws -> Double? {
    let run = try run(network, on: data, epochs: epochs, seed: seed, sparsity: sparsity)
    if case .diverged = run.status { return nil }
    return run.accuracy
  }
}

/// The trials of a search: those of each strategy, as far as they are not on record.
struct SearchConduct {
  let search: Search
  /// Its test part is what trials are scored on.
  let data: Dataset
  let trainer: SearchTrainer
  var record: TrialRecord
  /// What was found of networks that another strategy tried before.
  private var known: [Key: Double?] = [:]

  private struct Key: Hashable {
    let genotype: Genotype
    let epochs: Int
  }

  init(search: Search, data: Dataset, trainer: SearchTrainer, record: TrialRecord) {
    (self.search, self.data, self.trainer, self.record) = (search, data, trainer, record)
  }

  /// All trials of [strategy].
  mutating func trials(by strategy: any SearchStrategy) throws -> SearchOutcome.Found {
    let name = strategy.shortName
    var done: [Trial] = []
    while let next = strategy.next(behind: done, in: search) {
      let kept = record.trial(name, done.count)
      if let kept, kept.genotype == next.genotype, kept.epochs == next.epochs {
        done.append(kept)
        continue
      }
      let trial = try trial(of: next.genotype, epochs: next.epochs)
      try record.keep(trial, name, done.count)
      done.append(trial)
    }
    return report(name, done)
  }

  /// A trial for each depth of the densities that are learned there: those of a dense network trained straight through
  /// its largest weights, of all layers together.
  mutating func learnedTrials() throws -> SearchOutcome.Found {
    let space = search.space
    var done: [Trial] = []
    for depth in 1...space.maxDepth {
      if let kept = record.trial("learned", done.count) {
        done.append(kept)
        continue
      }
      let all = space.weights(depth: depth).reduce(0, +)
      var rule = StraightThrough()
      rule.target.distribution = GlobalRanking()
      if let budget = space.budget, space.unit == .weights {
        rule.target.sparsity = max(0, 1 - Double(budget) / Double(all))
      }
      let dense = try space.dense(depth: depth, width: space.width, seed: search.seed)
      let run = try trainer.run(dense, on: data, epochs: search.epochs, seed: search.seed, sparsity: rule)
      let genotype = Genotype(run.network.weightLayers.map { $0.mask.density })
      let trial = try trial(of: genotype, epochs: search.epochs)
      try record.keep(trial, "learned", done.count)
      done.append(trial)
    }
    return report("learned", done)
  }

  private mutating func trial(of genotype: Genotype, epochs: Int) throws -> Trial {
    let fitted = try search.space.fitted(genotype)
    let key = Key(genotype: fitted, epochs: epochs)
    if let score = known[key] { return Trial(genotype, epochs: epochs, score: score) }
    let network = try search.space.network(fitted, seed: search.seed)
    let score = try trainer.score(network, on: data, epochs: epochs, seed: search.seed)
    known[key] = .some(score)
    return Trial(genotype, epochs: epochs, score: score)
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
