import WeirCatalog
import WeirEngine

/// Everything there is to choose about a training.
struct TrainingChoices {
  @Required var network: Network
  @Required var data: Dataset
  var optimizer = TrainingPlan.standardOptimizer
  var epochs: Int?
  var steps: Int?
  var batch = TrainingPlan.standardBatch
  var clip: (any Clip)?
  var schedule: any Schedule = Constant()
  var sparsity: any TopologyRule = FixedMasks()
  var loss: (any Loss)?
  var measure: Int? = TrainingPlan.standardFlowInterval
  var shuffle = true
  var seed: Int?

  /// Passes over the training part where nothing is said of the length.
  fileprivate static let usualEpochs = 5

  private var length: TrainingPlan.Length {
    get throws(CallError) {
      switch (steps, epochs) {
      case (let steps?, nil): return .steps(steps)
      case (nil, let epochs): return .epochs(epochs ?? Self.usualEpochs)
      case (_?, _?): throw .failed("`steps` and `epochs` both say how long to train; give one of them")
      }
    }
  }

  /// The plan of a training by these choices.
  func plan(_ context: Context) throws -> TrainingPlan {
    let plan = try asCall {
      try TrainingPlan(
        network: network, data: data, optimizer: optimizer, clip: clip, schedule: schedule,
        sparsity: sparsity, loss: loss, batch: batch,
        length: try length, seed: seed ?? context.seed, shuffles: shuffle,
        flowInterval: measure)
    }
    if !(sparsity is FixedMasks), plan.steps > 0, !plan.changesMasks {
      context.host.note(
        "no update of the masks falls into the \(Notation.grouped(plan.steps)) steps of this training, by "
          + "`\(sparsity.identity)`; see `every`, and when its first and last update are")
    }
    return plan
  }
}

/// A builtin that plans a training.
protocol PlansTraining: Builtin {
  var choices: TrainingChoices { get set }
}

extension PlansTraining {
  /// The settings of all that plan a training.
  static var trainingSettings: [Setting<Self>] {
    [
      .required("network", \.choices.$network, .thing(Network.self), "What is trained."),
      .required("data", \.choices.$data, .thing(Dataset.self), "What it is trained and tested on."),
      Setting("optimizer", \.choices.optimizer, .made(by: optimizers), "How weights move."),
      Setting(
        "epochs", \.choices.epochs, .optional(.integer(in: 0...1_000_000)),
        "Passes over the training part; \(TrainingChoices.usualEpochs) if neither these nor steps are given."),
      Setting(
        "steps", \.choices.steps, .optional(.integer(in: 0...1_000_000_000)),
        "Updates in all, in place of epochs."),
      Setting("batch", \.choices.batch, .integer(in: 1...1_000_000), "Samples a step."),
      Setting(
        "clip", \.choices.clip, .optional(.made(by: clips)),
        "How gradients are kept from being too large; none: not at all."),
      Setting("schedule", \.choices.schedule, .made(by: schedules), "How the learning rate changes."),
      Setting("sparsity", \.choices.sparsity, .made(by: topologyRules), "What becomes of the masks."),
      Setting(
        "loss", \.choices.loss, .optional(.made(by: losses)), "What is made small; none: what suits the data."
      ),
      Setting(
        "measure", \.choices.measure, .optional(.integer(in: 1...)),
        "Steps from one reading of gradient flow to the next; none: no readings."),
      Setting("shuffle", \.choices.shuffle, .truth, "Whether each epoch has its own order of samples."),
      Setting(
        "seed", \.choices.seed, .optional(.integer), "Seed of order and dropout; none: that of the session."),
    ]
  }

  static var result: Kind? { Run.kind }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkFit(network: "network", data: "data")
    return .trained(Run.kind, network: call.sizes(of: "network"))
  }
}
