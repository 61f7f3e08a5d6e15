extension Network {
  /// The product H v of the Hessian of the mean loss over [samples] with a direction v, exactly: how the
  /// gradient changes along v, to first order.
  ///
  /// Hessian, [direction] and product live on active weights, biases, gains and shifts, each stored as the
  /// parameter's values are, parameter after parameter; empty buffers are zeros. Batch norm normalizes by each
  /// batch of [batch] samples, whose mean and variance depend on the weights; nothing is dropped. The loss is
  /// that of the outputs divided by [temperature]. At a kink of an activation the left side counts.
  ///
  /// Each batch is followed forward and back together with its tangent. Cost: about three gradients. Source:
  /// Pearlmutter 1994.
  ///
  /// Errors: `Cancelled`, if somebody wishes to stop.
  public func hessianProduct(
    with direction: [Buffer], on samples: Samples, loss: some Loss, temperature: Float = 1,
    batch: Int = TrainingPlan.standardBatch, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> [Buffer] {
    var sums = ParameterSums(self)
    try forEachHessianProduct(
      1, along: { _ in direction }, on: samples, loss: loss, temperature: temperature, batch: batch,
      execution: execution, cancellation: cancellation
    ) { sums.add($1) }
    return sums.buffers
  }

  /// Tells [body] what each batch adds to the products with [count] directions, one after the other. A batch goes
  /// forward once for all of them, and they share their memory, which the system need not clear for each.
  ///
  /// Errors: `Cancelled`, if somebody wishes to stop.
  func forEachHessianProduct(
    _ count: Int, along direction: (Int) -> [Buffer], on samples: Samples, loss: some Loss,
    temperature: Float = 1, batch: Int, execution: Execution, cancellation: Cancellation,
    _ body: (_ number: Int, _ part: [Buffer]) -> Void
  ) throws(Cancelled) {
    let network = drawn
    var workspace = Workspace(for: network)
    var tangents = TangentWorkspace(network)
    let pass = Pass(mode: .measuring, execution: execution)
    try samples.forEachBatch(of: batch, cancellation) { (places) throws(Cancelled) in
      execution.load(samples, at: places, into: &workspace.batches[0])
      workspace.forward(network, pass)
      let answers = samples.answers(at: places)
      let factor = 1 / (temperature * Float(samples.count))
      var outputs = workspace.outputs
      execution.scale(&outputs, by: 1 / temperature)
      for number in 0..<count {
        if cancellation.isRequested { throw Cancelled() }
        tangents.turn(along: direction(number), network)
        tangents.forward(network, workspace, pass)
        var change = tangents.outputs
        execution.scale(&change, by: 1 / temperature)
        _ = loss.evaluate(outputs, answers, factor: factor, into: &tangents.flow.gradient.gradient)
        loss.tangent(outputs, change, answers, factor: factor, into: &tangents.flow.tangent.gradient)
        tangents.backward(network, workspace, pass)
        body(number, tangents.changes)
      }
    }
  }
}

/// The tangents of one network at work along one direction at a time, beside its `Workspace`.
struct TangentWorkspace: ~Copyable {
  /// How each parameter changes; nothing for what is not trained.
  private var direction: [Parameter] = []
  /// The tangents behind each layer.
  private var tangents: [Tangent]
  var flow = TangentFlow()
  /// How the gradient of each parameter changes.
  private(set) var changes: [Buffer]

  init(_ network: Network) {
    tangents = network.places.map(Tangent.init)
    changes = network.parameters.map { _ in Buffer(count: 0) }
  }

  /// Follows [direction] from now on.
  mutating func turn(along direction: [Buffer], _ network: Network) {
    precondition(direction.count == network.parameters.count, "a direction has a part for each parameter")
    self.direction = zip(network.parameters, direction).map { $0.direction($1) }
  }

  /// How the outputs change.
  var outputs: TiledBatch { tangents[tangents.count - 1].batch }

  private func surroundings(_ network: Network, _ values: borrowing Workspace) -> TangentSurroundings {
    TangentSurroundings(
      batches: values.batches, memories: values.memories, parameters: network.parameters,
      direction: direction)
  }

  /// Computes every layer's tangent; [values] have done their pass forward.
  mutating func forward(_ network: Network, _ values: borrowing Workspace, _ pass: Pass) {
    network.places.forwardTangent(surroundings(network, values), nil, &tangents, pass)
  }

  /// Computes the changes of all gradients from `flow`, which holds gradient and tangent of the outputs.
  mutating func backward(_ network: Network, _ values: borrowing Workspace, _ pass: Pass) {
    var pass = pass
    pass.needsInputGradient = false
    network.places.backwardTangent(&flow, surroundings(network, values), nil, tangents, &changes, pass)
  }
}

extension Parameter {
  /// [values] as a direction: stored as this parameter's are, zero where inactive or not trained.
  fileprivate func direction(_ values: Buffer) -> Parameter {
    var direction = self
    precondition(values.count == 0 || values.count == storedCount, "a direction is stored as the values are")
    guard role.isTrained, values.count > 0 else {
      direction.values = Buffer(count: storedCount)
      return direction
    }
    direction.values = hasInactive ? Buffer(tensor(of: values).values) : values
    return direction
  }
}
