import WeirCatalog

/// A training at some step: its plan, the network so far, and what was read on the way. A value; going
/// on gives another run.
public struct Run: Thing {
  /// The kind of all runs.
  public static let kind = Kind("run")

  /// How far it has come.
  public enum Status: Sendable, Equatable {
    case finished
    /// Before its last step; going on gives the same bits as never having stopped.
    case paused
    /// The loss stopped being finite at this step, which did not count; the network is the last sound one.
    case diverged(step: Int)
  }

  /// What was to be done.
  public var plan: TrainingPlan
  /// The network after `steps` updates.
  public internal(set) var network: Network
  /// The optimizer's memory of each parameter.
  var memories: [[Buffer]]
  /// What is known of its masks besides them.
  var topology = TopologyState()
  /// Updates done.
  public internal(set) var steps = 0
  /// What was read.
  public internal(set) var record = TrainingRecord()
  /// What the test part says of the network as it is.
  public internal(set) var evaluation: TrainingRecord.Evaluation?
  /// Where the loss stopped being finite.
  var divergence: Int?
  /// Where it began, if that was not step 0 of its plan.
  var beginning: Beginning?
  /// The lengths that its plan had since then, before it was made longer.
  var lengthenings: [Lengthening] = []
  /// What it was like on the way.
  var snapshots = Snapshots()
  /// The run that was gone back in to get here, as far as it had come; empty if there is none, or if it is another way
  /// from here on. No result depends on it, so neither equality nor files know of it.
  var ahead: [Run] = []

  /// A training at step 0.
  public init(_ plan: TrainingPlan) {
    self.plan = plan
    network = plan.network.drawn
    memories = network.parameters.map { parameter in
      parameter.role.isTrained ? plan.optimizer.memory(of: parameter.storedCount) : []
    }
    guard plan.sparsity.averaging != nil else { return }
    topology.averages = network.weightIndices.map { index in
      Buffer(count: network.parameters[index].mask.rows * network.parameters[index].mask.columns)
    }
  }

  /// How far it has come.
  public var status: Status {
    if let divergence { return .diverged(step: divergence) }
    return steps < plan.steps ? .paused : .finished
  }

  /// The loss of each step.
  public var loss: Series {
    Series("loss", positions: record.losses.indices.map { Double(firstStep + $0 + 1) }, values: record.losses)
  }

  /// Accuracy on the test part, a fraction; nil where there are no classes, or nothing to test on.
  public var accuracy: Double? { evaluation?.accuracy }

  /// Norms of the masked gradients, layers × time.
  public func flow(_ norm: FlowNorm = .two) -> Flow {
    let layers = network.weightNames
    return Flow(
      layers: layers, norm: norm, steps: record.flowSteps,
      values: layers.indices.map { layer in record.flows.map { $0[layer].norm(norm) } })
  }

  /// Effective gradient flow over time.
  public func egf(_ norm: FlowNorm = .two) -> Series { flow(norm).average }
}
