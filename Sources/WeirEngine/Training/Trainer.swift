/// The state of a training while it goes on. Each step is a transaction: loss and gradients, and new parameters in the
/// memory of the gradients; only if loss and parameters are finite do network, masks and record change, together.
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
  /// if that or a parameter behind the step is not finite; then network, masks and record stay as they are.
  mutating func step() -> Double? {
    let indices = loadBatch()
    let isRewired = isTopologyDue
    let before = isRewired ? masked : nil
    if isRewired { updateTopology(indices) }
    var next = takeStep()
    let waits = looksAtGradients(isRewired: isRewired)
    let loss = differentiate(indices) { parameters, gradients in
      if !waits { for index in parameters { next.move(index, along: &gradients[index]) } }
    }
    var reading: [LayerFlow]?
    if waits, loss.isFinite {
      takeLatentGradients()
      if isRewired { readFlowAfterChange() }
      // Parameters that have moved leave no gradients.
      if isFlowDue { reading = flows }
      moveAll(&next)
    }
    guard finish(next, loss, samples: indices.count) else {
      if let before { masked = before }
      run.divergence = run.steps
      return nil
    }
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

  /// The mean loss of the batch in place, whose samples are [indices], and if it is finite the gradients; [found] is
  /// called behind each layer.
  mutating func differentiate(_ indices: ArraySlice<Int32>, found: GradientsFound? = nil) -> Double {
    let plan = run.plan
    let pass = Pass(mode: .training, execution: execution, seed: plan.seed, step: run.steps)
    workspace.forward(run.network, pass)
    let reading = plan.loss.evaluate(
      workspace.outputs, plan.data.train.answers(at: indices), factor: 1 / Float(indices.count),
      into: &workspace.flow.gradient)
    if reading.mean.isFinite { workspace.backward(run.network, pass, found: found) }
    return reading.mean
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

  /// The step that is due. It has the optimizer's memory until `finish`.
  private mutating func takeStep() -> ParameterStep {
    let plan = run.plan
    let factor = plan.schedule.factor(step: run.steps, of: plan.steps)
    var step = OptimizerStep(
      number: run.steps - run.optimizerStart + 1, rate: Float(Double(plan.optimizer.learningRate) * factor))
    step.execution = execution
    var memories: [[Buffer]] = []
    swap(&memories, &run.memories)
    return ParameterStep(
      optimizer: plan.optimizer, step: step, parameters: run.network.parameters, memories: memories)
  }

  /// Whether the gradients of a step, in front of which masks changed if it [isRewired], are looked at together before any
  /// parameter moves: to read them, to clip them, or because more than the active weights is trained or averaged.
  private func looksAtGradients(isRewired: Bool) -> Bool {
    isFlowDue || isRewired && readsFlow || run.plan.clip != nil || !run.topology.latents.isEmpty
      || run.plan.sparsity.averaging != nil
  }

  /// Moves all parameters along the gradients in place, with bounds if that was chosen.
  private mutating func moveAll(_ next: inout ParameterStep) {
    if let clip = run.plan.clip { next.step.bounds = clip.bounds(on: gradients) }
    for index in next.parameters.indices {
      if run.topology.latents[index] != nil {
        moveLatent(index, &next)
      } else {
        next.move(index, along: &workspace.gradients[index])
      }
    }
  }

  /// Makes what [next] moved the network's, unless the [loss] or a number of it is not finite: false then. The optimizer's
  /// memory is the run's again in any case, and may have moved on: a diverged run does not.
  private mutating func finish(_ next: consuming ParameterStep, _ loss: Double, samples: Int) -> Bool {
    run.memories = next.memories
    guard loss.isFinite else { return false }
    run.network.places.settle(workspace.memories, samples: samples, &next.parameters)
    guard next.areFinite else { return false }
    run.network.parameters = next.parameters
    run.topology.latents.merge(next.latents) { $1 }
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
