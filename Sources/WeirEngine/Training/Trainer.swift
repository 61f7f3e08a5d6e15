/// The state of a training while it goes on. Each step is a transaction: loss and gradients first, then
/// the new parameters beside the old ones; only if all are finite do network and record change, together.
struct Trainer: ~Copyable {
  private var run: Run
  private var workspace: Workspace
  /// Memory for the new values of each parameter, which changes places with that of the old ones.
  private var spares: [Buffer]
  private let execution: Execution
  /// The order of samples in the epoch [ordered].
  private var order: [Int32] = []
  private var ordered = -1

  init(_ run: consuming Run, execution: Execution) {
    workspace = Workspace(for: run.network)
    spares = run.network.parameters.map { _ in Buffer(count: 0) }
    self.run = run
    self.execution = execution
  }

  var steps: Int { run.steps }

  /// One step. Returns its mean loss, or nil if that or a parameter behind the step is not finite; then
  /// network and record stay as they are.
  mutating func step() -> Double? {
    let plan = run.plan
    let indices = nextPlaces()
    execution.load(plan.data.train, at: indices, into: &workspace.batches[0])
    let pass = Pass(mode: .training, execution: execution, seed: plan.seed, step: run.steps)
    workspace.forward(run.network, pass)
    let reading = plan.loss.evaluate(
      workspace.outputs, plan.data.train.answers(at: indices), factor: 1 / Float(indices.count),
      into: &workspace.flow.gradient)
    guard reading.mean.isFinite else { return diverge() }
    workspace.backward(run.network, pass)
    guard update(samples: indices.count) else { return diverge() }
    readFlow()
    run.record.losses.append(reading.mean)
    run.steps += 1
    return reading.mean
  }

  private mutating func diverge() -> Double? {
    run.divergence = run.steps
    return nil
  }

  /// The samples of this step: a piece of the epoch's order.
  private mutating func nextPlaces() -> ArraySlice<Int32> {
    let plan = run.plan
    let count = plan.data.train.count
    let (epoch, place) = run.steps.quotientAndRemainder(dividingBy: plan.stepsPerEpoch)
    if ordered != epoch {
      order =
        plan.shuffles
        ? RandomStream(seed: plan.seed, purpose: .shuffle, step: epoch).shortPermutation(of: Int32(count))
        : Array(0..<Int32(count))
      ordered = epoch
    }
    return order[place * plan.batch..<min(count, (place + 1) * plan.batch)]
  }

  private mutating func readFlow() {
    guard let interval = run.plan.flowInterval else { return }
    guard run.steps % interval == 0 || run.steps == run.plan.steps - 1 else { return }
    run.record.flowSteps.append(run.steps)
    run.record.flows.append(run.network.weightIndices.map { LayerFlow(of: workspace.gradients[$0]) })
  }

  /// Moves all parameters, or, if some number would not be finite, none: false then. The optimizer's
  /// memory has moved on all the same; nobody needs it any more, for a diverged run does not go on.
  private mutating func update(samples: Int) -> Bool {
    let plan = run.plan
    let factor = plan.schedule.factor(step: run.steps, of: plan.steps)
    let rate = Float(Double(plan.optimizer.learningRate) * factor)
    var parameters = run.network.parameters
    for index in parameters.indices where parameters[index].role.isTrained {
      spares[index].copy(parameters[index].values)
      plan.optimizer.update(
        &spares[index], along: workspace.gradients[index], &run.memories[index], rate: rate,
        step: run.steps + 1, decays: parameters[index].role == .weight)
      swap(&spares[index], &parameters[index].values)
    }
    for (part, layer) in run.network.layers.enumerated() {
      layer.settle(workspace.memories[part], samples: samples, &parameters, base: run.network.bases[part])
    }
    guard parameters.allSatisfy({ Updates.areFinite($0.values) }) else { return false }
    run.network.parameters = parameters
    return true
  }

  /// Looks at the test part, if there is one; at the end of an epoch that is put on record.
  mutating func evaluate(recording: Bool, _ cancellation: Cancellation) {
    let plan = run.plan
    guard plan.data.test.count > 0 else { return }
    let reading = try? run.network.evaluate(
      on: plan.data.test, loss: plan.loss, execution: execution, cancellation: cancellation)
    guard let reading else { return }
    let evaluation = TrainingRecord.Evaluation(
      step: run.steps, loss: reading.mean, accuracy: reading.accuracy)
    run.evaluation = evaluation
    if recording { run.record.evaluations.append(evaluation) }
  }

  /// The last reading of effective gradient flow.
  var egf: Double? { run.record.flows.last.map { GradientFlow.effective($0, .two) } }
  var accuracy: Double? { run.evaluation?.accuracy }

  consuming func finish() -> Run { run }
}

/// A training step that was done, for whoever watches.
public struct TrainingProgress: Sendable {
  /// Updates done, and to be done in all.
  public let step: Int, total: Int
  /// The mean loss of the step's batch.
  public let loss: Double
  /// The last accuracy on the test part.
  public let accuracy: Double?
  /// The last effective gradient flow.
  public let egf: Double?
  /// Samples seen in a full step.
  public let batch: Int
}

extension Run {
  /// The run after further steps, up to [target] in all or where somebody wishes to stop.
  ///
  /// The test part is looked at after each epoch and at the end. A stop is seen between two steps only;
  /// what is then returned goes on to the same bits. Cost a step: see `Dense`.
  public consuming func continued(
    to target: Int? = nil, execution: Execution, cancellation: Cancellation = Cancellation(),
    observe: (TrainingProgress) -> Void = { _ in }
  ) -> Run {
    let (total, epoch, batch) = (plan.steps, plan.stepsPerEpoch, plan.batch)
    let end = min(target ?? total, total)
    guard divergence == nil else { return self }
    var trainer = Trainer(self, execution: execution)
    var isEvaluated = true
    while trainer.steps < end, !cancellation.isRequested {
      guard let loss = trainer.step() else { break }
      let isEpoch = trainer.steps % epoch == 0
      if isEpoch || trainer.steps == total { trainer.evaluate(recording: true, Cancellation()) }
      isEvaluated = isEpoch || trainer.steps == total
      observe(
        TrainingProgress(
          step: trainer.steps, total: total, loss: loss, accuracy: trainer.accuracy, egf: trainer.egf,
          batch: batch))
    }
    if !isEvaluated { trainer.evaluate(recording: false, Cancellation()) }
    return trainer.finish()
  }
}
