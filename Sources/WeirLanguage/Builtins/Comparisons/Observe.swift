import WeirCatalog
import WeirEngine

/// `observe`: a training with its gradient flow in the measures that are compared with one another.
struct Observe: PlansTraining, Trains {
  var choices = TrainingChoices()
  var readings = 11
  var samples: Int?

  static let result: Kind? = .record
  static let entry = Entry<Observe>(
    "observe", "Trains a network and averages four measures of its gradient flow over the training.",
    details: """
      The readings lie evenly between the first step and the last, both included, over the training part. A record: \
      `gf_1` and `gf_2`, norms of all weights' gradients as one vector, inactive ones included; `egf_1` and `egf_2`, \
      the mean over layers of the norms of their masked gradients; `loss` and `accuracy` on the test part in the end; \
      `refreshed`, the accuracy with averages of batch norm as `refresh` computes them; \
      `nonzeros`, `steps` and `status`. What a cell of a `study` may give, for `correlate_measures` to look at. A \
      network with inactive weights is looked at twice a reading.
      """,
    source: "Tessera, Hooker and Rosman 2021",
    settings: trainingSettings.filter { $0.name != "measure" } + [
      Setting(
        "readings", \.readings, .integer(in: 2...10_000), "How many times the gradients are looked at."),
      Setting(
        "samples", \.samples, .optional(.integer(in: 1...)),
        "The first of the training part that are looked at; none: all."),
    ],
    examples: [
      Example(
        "found = observe(mlp([2, 8, 2]), moons(), steps: 20, readings: 3, samples: 64)\n[found.gf_1 == 3 * found.egf_1, found.steps]",
        prints: "[false, 20]")
    ], words: ["gradient flow", "egf", "average", "correlation"])

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkFit(network: "network", data: "data")
    return .kind(.record)
  }

  func run(_ context: Context) throws -> Value {
    var choices = choices
    // Its own readings are not asked for.
    choices.measure = nil
    var run = Run(try choices.plan(context))
    let data = try asCall { try samples.map { try choices.data.take($0) } ?? choices.data }
    var sums = [Double](repeating: 0, count: 4)
    for reading in 0..<readings {
      let target = (run.plan.steps * reading + (readings - 1) / 2) / (readings - 1)
      if target > run.steps { run = Training.go(run, to: target, context) }
      try context.checkCancellation()
      guard run.steps == target else { return record(of: run) }
      for (place, value) in try measures(of: run.network, data, context).enumerated() { sums[place] += value }
    }
    return record(
      of: run, means: sums.map { $0 / Double(readings) }, refreshed: try refreshedAccuracy(of: run, context))
  }

  /// gf_1, gf_2, egf_1 and egf_2 of [network].
  private func measures(of network: Network, _ data: Dataset, _ context: Context) throws -> [Double] {
    func flow(dense: Bool) throws -> [LayerFlow] {
      try network.measured(on: data, choices.loss, dense: dense, batch: choices.batch, context).flow
    }
    let masked = try flow(dense: false)
    let all = network.density < 1 ? try flow(dense: true) : masked
    return FlowNorm.allCases.map { GradientFlow.concatenated(all, $0) }
      + FlowNorm.allCases.map { GradientFlow.effective(masked, $0) }
  }

  /// The accuracy on the test part where averages of batch norm are those of the last weights, not of steps before.
  private func refreshedAccuracy(of run: Run, _ context: Context) throws -> Double? {
    guard run.network.hasStatistics, run.plan.data.test.count > 0 else { return run.accuracy }
    let (execution, cancellation) = (context.execution, context.cancellation)
    return try asCall {
      try run.network.refreshed(on: run.plan.data.train, execution: execution, cancellation: cancellation)
        .evaluate(
          on: run.plan.data.test, loss: run.plan.loss, execution: execution, cancellation: cancellation
        ).accuracy
    }
  }

  private func record(of run: Run, means: [Double]? = nil, refreshed: Double? = nil) -> Value {
    func number(_ value: Double?) -> Value { value.map { $0.isFinite ? .number($0) : .none } ?? .none }
    let names = ["gf_1", "gf_2", "egf_1", "egf_2"]
    var isDiverged = false
    if case .diverged = run.status { isDiverged = true }
    return .record(
      Record(
        names.indices.map { .init(names[$0], number(means?[$0])) } + [
          .init("loss", isDiverged ? .none : number(run.evaluation?.loss)),
          .init("accuracy", number(run.accuracy)), .init("refreshed", number(refreshed)),
          .init("nonzeros", .integer(run.network.nonzeros)), .init("steps", .integer(run.steps)),
          .init("status", .text(isDiverged ? "diverged" : "finished")),
        ]))
  }
}
