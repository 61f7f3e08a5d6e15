import WeirCatalog

/// The full description of a training: what is trained, on what, how, and for how long.
public struct TrainingPlan: Sendable {
  /// The network at step 0.
  public internal(set) var network: Network
  /// What it is trained and tested on.
  public let data: Dataset
  /// How parameters move.
  public var optimizer: any Optimizer
  /// How gradients are kept from being too large; nil for not at all.
  public var clip: (any Clip)?
  /// How the step size changes.
  public var schedule: any Schedule
  /// What becomes of the masks.
  public var sparsity: any TopologyRule
  /// What is made small.
  public let loss: any Loss
  /// Samples a step, never more than there are; the last batch of an epoch may be smaller.
  public let batch: Int
  /// Steps in all.
  public var steps: Int
  /// The seed of order and dropout.
  public let seed: Int
  /// Whether each epoch takes the samples in an order of its own.
  public let shuffles: Bool
  /// Steps from one reading of gradient flow to the next; nil for none.
  public let flowInterval: Int?

  /// How parameters move where nobody chooses: plain descent, with steps that get somewhere in a few epochs.
  public static let standardOptimizer: any Optimizer = {
    var sgd = SGD()
    sgd.learningRate = 0.1
    return sgd
  }()
  /// Samples a step, or in a batch that is measured, where nobody chooses.
  public static let standardBatch = 128
  /// Steps from one reading of gradient flow to the next where nobody chooses.
  public static let standardFlowInterval = 10

  /// A plan in which everything fits together.
  ///
  /// Errors: data that do not fit the network or the loss, with the sizes of both; numbers that are too
  /// small or too large; a need for more memory than the network may take.
  public init(
    network: Network, data: Dataset, optimizer: any Optimizer = standardOptimizer, clip: (any Clip)? = nil,
    schedule: any Schedule = Constant(), sparsity: any TopologyRule = FixedMasks(), loss: (any Loss)? = nil,
    batch: Int = standardBatch, length: Length, seed: Int = 0, shuffles: Bool = true,
    flowInterval: Int? = standardFlowInterval
  ) throws(PlanError) {
    (self.network, self.data, self.optimizer, self.schedule) = (network, data, optimizer, schedule)
    (self.clip, self.sparsity) = (clip, sparsity)
    self.loss = loss ?? data.train.standardLoss
    (self.seed, self.shuffles, self.flowInterval) = (seed, shuffles, flowInterval)
    try Self.require(batch >= 1, "`batch` must be at least 1, but is \(batch)")
    try Self.require(
      flowInterval ?? 1 >= 1,
      "the steps between two readings must be at least 1, but are \(flowInterval ?? 0)")
    try data.train.check(fits: network, self.loss, classes: data.classes)
    self.batch = min(batch, data.train.count)
    steps = try length.steps(epoch: (data.train.count + self.batch - 1) / self.batch)
    if let objection = sparsity.objection(to: network, over: steps) { throw PlanError(message: objection) }
    try network.check(memoryFor: .training(batch: self.batch, memories: optimizer.memories))
    if sparsity.isDense { try network.check(memoryFor: .measuring(batch: self.batch, dense: true)) }
  }

  /// How long to train.
  public enum Length: Sendable {
    case steps(Int)
    case epochs(Int)

    /// Draws name a step by 40 bits.
    static let most = 1 << 40

    func steps(epoch: Int) throws(PlanError) -> Int {
      let (name, count, each) =
        switch self {
        case .steps(let steps): ("steps", steps, 1)
        case .epochs(let epochs): ("epochs", epochs, epoch)
        }
      try TrainingPlan.require(count >= 0, "`\(name)` must be at least 0, but is \(count)")
      let (total, overflow) = count.multipliedReportingOverflow(by: each)
      try TrainingPlan.require(
        !overflow && total < Self.most,
        "\(Notation.grouped(count)) \(name) are more steps than \(Notation.grouped(Self.most - 1))")
      return total
    }
  }

  private static func require(
    _ condition: Bool, _ message: @autoclosure () -> String
  ) throws(PlanError) {
    if !condition { throw PlanError(message: message()) }
  }

  /// Whether some update of the masks falls into the training; looked for in its first million steps.
  public var changesMasks: Bool {
    (0...min(steps, 1_000_000)).contains { sparsity.isDue(at: $0, of: steps) }
  }

  /// Steps in which every training sample is seen once.
  public var stepsPerEpoch: Int { (data.train.count + batch - 1) / batch }
}

/// Why a network cannot be trained or measured on some data.
public struct PlanError: Error, Equatable {
  /// The whole sentence.
  public let message: String
}

extension Samples {
  /// Cross-entropy for labels, squared error for targets.
  public var standardLoss: any Loss {
    switch answers {
    case .labels: CrossEntropy()
    case .targets: SquaredError()
    }
  }

  /// Refuses samples that [network] cannot take or [loss] cannot judge, and a network too large to run.
  public func check(fits network: Network, _ loss: some Loss, classes: Int?) throws(PlanError) {
    if count == 0 { throw PlanError(message: "the data have no samples") }
    if features != network.inputs {
      throw PlanError(
        message: "the network takes \(network.inputs) inputs, but the data have \(features) a sample")
    }
    if let objection = loss.objection(width: network.outputs, answers: answers, classes: classes) {
      throw PlanError(message: objection)
    }
    try network.check(memoryFor: .evaluating(batch: min(count, network.evaluationBatch)))
  }
}

extension Dataset {
  /// The [chosen] loss, or what suits the data, for [network] on the training part. Errors: as those of
  /// `Samples.check`.
  public func loss(_ chosen: (any Loss)?, fitting network: Network) throws(PlanError) -> any Loss {
    let loss = chosen ?? train.standardLoss
    try train.check(fits: network, loss, classes: classes)
    return loss
  }
}
