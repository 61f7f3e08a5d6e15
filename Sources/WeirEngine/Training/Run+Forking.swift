extension Run {
  /// The run as it is, to go on otherwise: with [optimizer], under [schedule]. What was read before is forgotten, and
  /// `restarted` returns here.
  ///
  /// An optimizer of the same type keeps its memory of the parameters; another one begins without any, and
  /// counts its steps from here.
  public func forked(optimizer: (any Optimizer)? = nil, schedule: (any Schedule)? = nil) -> Run {
    var run = self
    var start = optimizerStart
    if let optimizer {
      let (old, new) = (plan.optimizer, optimizer)
      if type(of: old) != type(of: new) || old.memories != new.memories {
        run.memories = trainedParameters.map { $0.role.isTrained ? new.memory(of: $0.storedCount) : [] }
        start = steps
      }
      run.plan.optimizer = new
    }
    if let schedule { run.plan.schedule = schedule }
    run.begin(optimizerStart: start)
    return run
  }

  /// Makes the state as it is the one in which the run began.
  mutating func begin(optimizerStart start: Int) {
    beginning = Beginning(
      network: network, memories: memories, topology: topology, steps: steps, optimizerStart: start)
    (record, lengthenings, snapshots) = (TrainingRecord(), [], snapshots.emptied(steps: plan.steps))
    ahead = []
  }

  /// What an optimizer moves: the parameters, or where more is trained than is active, all of that.
  var trainedParameters: [Parameter] {
    network.parameters.enumerated().map { topology.latents[$0]?.trained ?? $1 }
  }

  /// The step at which the optimizer had no memory yet.
  var optimizerStart: Int { beginning?.optimizerStart ?? 0 }

  /// The run where it began: at step 0 of its plan, or where it was rewound to or forked.
  public var restarted: Run {
    guard let beginning else { return Run(plan) }
    var run = Run(plan)
    (run.network, run.memories, run.steps) = (beginning.network, beginning.memories, beginning.steps)
    (run.topology, run.beginning) = (beginning.topology, beginning)
    return run
  }

  /// The step at which the run began.
  public var firstStep: Int { beginning?.steps ?? 0 }
}

/// The state in which a run began that was not made by its plan alone.
struct Beginning: Sendable, Equatable {
  let network: Network
  let memories: [[Buffer]]
  let topology: TopologyState
  let steps: Int
  /// The step at which the optimizer had no memory yet.
  let optimizerStart: Int
}
