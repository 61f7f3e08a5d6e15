/// The state of a training while it goes on. Each step is a transaction: loss and gradients first, then the new
/// parameters in the memory of the gradients; only if all are finite do network and record change, together.
///
/// Memory for each active weight: value, gradient, what the optimizer remembers; 2 bytes of place in the pattern and
/// as many in the mask; 6 for the transposed pattern, of all layers but the first.
struct Trainer: ~Copyable {
  var run: Run
  var workspace: Workspace
  let execution: Execution
  private var order: SampleOrder
  /// The gradients of weights that are trained though they may take no part in the network, by parameter.
  var latentGradients: [Int: Buffer] = [:]

  init(_ run: consuming Run, execution: Execution) {
    workspace = Workspace(for: run.network)
    order = SampleOrder(run.plan)
    self.run = run
    self.execution = execution
    demandForSteps()
  }

  var steps: Int { run.steps }

  /// One step, and in front of it an update of the masks if one is due. Returns the step's mean loss, or nil
  /// if that or a parameter behind the step is not finite; then network and record stay as they are.
  mutating func step() -> Double? {
    let indices = loadBatch()
    let isRewired = isTopologyDue
    if isRewired { updateTopology(indices) }
    let loss = differentiate(indices)
    guard loss.isFinite else { return diverge() }
    takeLatentGradients()
    if isRewired { readFlowAfterChange() }
    // The update leaves no gradients.
    let reading = isFlowDue ? flows : nil
    guard update(samples: indices.count) else { return diverge() }
    if let reading {
      run.record.flowSteps.append(run.steps)
      run.record.flows.append(reading)
    }
    run.record.losses.append(loss)
    run.steps += 1
    return loss
  }

  /// The update of the masks that is due when all steps are done, if one is: a schedule ends where it says.
  mutating func finishTopology() {
    guard run.steps == run.plan.steps, run.divergence == nil, isTopologyDue else { return }
    let indices = loadBatch()
    updateTopology(indices)
    guard readsFlow, run.plan.sparsity.latency == nil, differentiate(indices).isFinite else { return }
    readFlowAfterChange()
  }

  /// The mean loss of the batch in place, whose samples are [indices], and if it is finite the gradients.
  mutating func differentiate(_ indices: ArraySlice<Int32>) -> Double {
    let plan = run.plan
    let pass = Pass(mode: .training, execution: execution, seed: plan.seed, step: run.steps)
    workspace.forward(run.network, pass)
    let reading = plan.loss.evaluate(
      workspace.outputs, plan.data.train.answers(at: indices), factor: 1 / Float(indices.count),
      into: &workspace.flow.gradient)
    if reading.mean.isFinite { workspace.backward(run.network, pass) }
    return reading.mean
  }

  private mutating func diverge() -> Double? {
    run.divergence = run.steps
    return nil
  }

  /// Puts the samples of this step in place, changed if that was chosen.
  mutating func loadBatch() -> ArraySlice<Int32> {
    let indices = order.places(ofStep: run.steps)
    let stream = RandomStream(seed: run.plan.seed, purpose: .augmentation, step: run.steps)
    execution.load(
      View(training: run.plan.data), at: indices, stream, into: &workspace.batches[0], &workspace.flow.spare)
    return indices
  }

  /// Whether gradient flow goes on record at this step.
  private var isFlowDue: Bool {
    run.plan.flowInterval.map { run.steps % $0 == 0 || run.steps == run.plan.steps - 1 } ?? false
  }

  /// Whether anybody wants to know gradient flow.
  var readsFlow: Bool { run.plan.flowInterval != nil }

  /// The norms of the gradients in place.
  var flows: [LayerFlow] { run.network.weightIndices.map { LayerFlow(of: workspace.gradients[$0]) } }

  /// Completes the record of the update in front of this step.
  private mutating func readFlowAfterChange() {
    guard readsFlow, run.plan.sparsity.latency == nil, let last = run.record.changes.indices.last else {
      return
    }
    if run.record.changes[last].step == run.steps { run.record.changes[last].after = flows }
  }

  /// Moves all parameters, or, if some number would not be finite, none: false then. The optimizer's memory has
  /// moved on all the same, and the gradients are gone; nobody needs them any more, for a diverged run does not go on.
  private mutating func update(samples: Int) -> Bool {
    let plan = run.plan
    let factor = plan.schedule.factor(step: run.steps, of: plan.steps)
    var step = OptimizerStep(
      number: run.steps - run.optimizerStart + 1, rate: Float(Double(plan.optimizer.learningRate) * factor))
    step.execution = execution
    if let clip = plan.clip { step.bounds = clip.bounds(on: gradients) }
    var (parameters, areFinite) = (run.network.parameters, true)
    for index in parameters.indices where parameters[index].role.isTrained {
      step.decays = parameters[index].role == .weight
      if run.topology.latents[index] != nil {
        guard let values = moveLatent(index, step) else { return false }
        parameters[index].values = values
        continue
      }
      let isFinite = plan.optimizer.update(
        &parameters[index].values, along: &workspace.gradients[index], &run.memories[index], at: step)
      areFinite = areFinite && isFinite
    }
    run.network.places.settle(workspace.memories, samples: samples, &parameters)
    guard areFinite, parameters.allSatisfy({ $0.role.isTrained || Updates.areFinite($0.values) }) else {
      return false
    }
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
