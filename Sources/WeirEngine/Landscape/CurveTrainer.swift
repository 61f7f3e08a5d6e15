/// The state of a curve while its control points are fitted: E L(φ(t)) for t uniform in 0...1 is made small, by one t
/// for each mini-batch (Garipov et al. 2018).
///
/// The gradient by control point i is wᵢ(t) (∂L/∂φ + l2 φ) at the t of the step. Each step is a transaction, as in a
/// `Trainer`.
struct CurveTrainer: ~Copyable {
  var path: Path
  private var workspace: Workspace
  private var order: SampleOrder
  private let execution: Execution

  init(_ path: consuming Path, execution: Execution) {
    let plan = path.plan
    workspace = Workspace(for: plan.coordinates.frame)
    order = SampleOrder(count: plan.data.train.count, batch: plan.batch, seed: plan.seed, shuffles: true)
    (self.path, self.execution) = (path, execution)
  }

  /// Where on the curve the next step looks.
  var place: Double { RandomStream(seed: path.plan.seed, purpose: .path, step: path.steps).uniform(0) }

  /// One step. Returns its mean loss, or nil if that or a control point behind the step is not finite; then control
  /// points and record stay as they are.
  mutating func step() -> Double? {
    let plan = path.plan
    let weights = plan.family.weights(of: plan.controls, at: place)
    let point = plan.coordinates.mix(path.controls, weights)
    let loss = differentiate(at: point)
    guard loss.isFinite, update(point, weights) else {
      path.divergence = path.steps
      return nil
    }
    path.losses.append(loss)
    path.steps += 1
    return loss
  }

  /// The mean loss of the step's batch at [point], and if it is finite the gradients by its coordinates.
  private mutating func differentiate(at point: [Buffer]) -> Double {
    let (plan, indices) = (path.plan, order.places(ofStep: path.steps))
    let stream = RandomStream(seed: plan.seed, purpose: .augmentation, step: path.steps)
    let network = plan.coordinates.network(point)
    let pass = Pass(mode: .training, execution: execution, seed: plan.seed, step: path.steps)
    execution.load(
      View(training: plan.data), at: indices, stream, into: &workspace.batches[0], &workspace.flow.spare)
    workspace.forward(network, pass)
    let reading = plan.loss.evaluate(
      workspace.outputs, plan.data.train.answers(at: indices), factor: 1 / Float(indices.count),
      into: &workspace.flow.gradient)
    if reading.mean.isFinite { workspace.backward(network, pass) }
    return reading.mean
  }

  /// Moves the control points between the ends by their shares of the gradient at [point]; none of them if some number
  /// would not be finite: false then.
  private mutating func update(_ point: [Buffer], _ weights: [Double]) -> Bool {
    let plan = path.plan
    guard var optimizer = plan.optimizer else {
      preconditionFailure("a curve that is fitted has an optimizer")
    }
    let pull = optimizer.l2
    optimizer.l2 = 0
    var step = OptimizerStep(
      number: path.steps + 1,
      rate: Float(Double(optimizer.learningRate) * plan.schedule.factor(step: path.steps, of: plan.steps)))
    step.execution = execution
    var controls = path.controls
    for index in plan.coordinates.trained {
      let isWeight = plan.coordinates.frame.parameters[index].role == .weight
      step.decays = isWeight
      if isWeight, pull > 0 { workspace.gradients[index].add(point[index], times: pull) }
      for bend in 1..<controls.count - 1 {
        var gradient = Buffer(count: point[index].count)
        gradient.add(workspace.gradients[index], times: Float(weights[bend]))
        let isFinite = optimizer.update(
          &controls[bend][index], along: &gradient, &path.memories[bend - 1][index], at: step)
        guard isFinite else { return false }
      }
    }
    path.controls = controls
    return true
  }

  consuming func finish() -> Path { path }
}
