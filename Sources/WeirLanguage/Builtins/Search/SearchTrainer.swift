import Synchronization
import WeirCatalog
import WeirEngine

/// How networks of a search are trained.
struct SearchTraining {
  var optimizer = TrainingPlan.standardOptimizer
  var schedule: any Schedule = Constant()
  var batch = TrainingPlan.standardBatch
}

/// Trains the networks of a search.
struct SearchTrainer: Sendable {
  let training: SearchTraining
  let context: Context
  let progress: SearchProgress

  /// The same, computing as [execution] says.
  func on(_ execution: Execution) -> SearchTrainer {
    var context = context
    context.execution = execution
    return SearchTrainer(training: training, context: context, progress: progress)
  }

  /// [network] trained on [data] for [epochs]. Errors: an interruption; what does not fit.
  func run(
    _ network: Network, on data: Dataset, epochs: Int, seed: Int, sparsity: any TopologyRule = FixedMasks()
  ) throws -> Run {
    let plan = try TrainingPlan(
      network: network, data: data, optimizer: training.optimizer, schedule: training.schedule,
      sparsity: sparsity, batch: training.batch, length: .epochs(epochs), seed: seed, flowInterval: nil)
    let run = Run(plan).continued(execution: context.execution, cancellation: context.cancellation) { state in
      progress.add(steps: 1, samples: state.batch)
    }
    try context.checkCancellation()
    return run
  }

  /// Updates of a training on [data] for [epochs].
  func steps(on data: Dataset, epochs: Int) -> Int {
    epochs * ((data.train.count + training.batch - 1) / training.batch)
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

/// How far a search has come, whoever trains.
final class SearchProgress: Sendable {
  private let host: any Host
  private let state = Mutex(Progress(step: 0, steps: 0))

  init(_ host: any Host) { self.host = host }

  /// Begins the part of the search called [part], which costs at most so many [steps].
  func begin(_ part: String, steps: Int) {
    state.withLock { state in
      state = Progress(part: part, step: 0, steps: steps)
      // Its speed is its own.
      host.progress(nil)
    }
  }

  /// Takes note of so many [steps]: done, with their [samples], or not needed.
  func add(steps: Int, samples: Int = 0) {
    state.withLock { state in
      state.step = min(state.steps, state.step + steps)
      state.samples += samples
      host.progress(state)
    }
  }

  /// Takes the line away.
  func end() { host.progress(nil) }
}
