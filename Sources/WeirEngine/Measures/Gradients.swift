/// The gradient of the loss over a whole dataset, by each parameter of a network.
public struct Gradients: Sendable {
  /// The network they belong to.
  public let network: Network
  /// Whether the gradients of inactive weights were computed too.
  public let isDense: Bool
  /// One for each parameter, stored as its values are, dense ones `[units, inputs]`; empty for what is
  /// not trained.
  let buffers: [Buffer]

  /// The gradient of parameter [index] as a matrix or vector, zeros where it was not computed.
  ///
  /// Errors: a matrix too large to be looked at as a whole.
  public func tensor(_ index: Int) throws(ShapeError) -> Tensor {
    let parameter = network.parameters[index]
    try Tensor.check(rows: parameter.mask.rows, columns: parameter.mask.columns)
    if isDense, parameter.role == .weight {
      return Tensor(shape: parameter.shape, values: buffers[index].array)
    }
    return parameter.tensor(of: buffers[index])
  }

  /// Norms of the gradients of each weight matrix: of the active weights, or all if dense.
  public var flow: [LayerFlow] { network.weightIndices.map { LayerFlow(of: buffers[$0]) } }
}

extension Network {
  /// The gradient of the mean loss over [samples], regularization excluded.
  ///
  /// Batch norm normalizes by each batch of [batch] samples as in training, and nothing is dropped; the
  /// running averages stay as they are. With [dense], inactive weights are included: g = ∂L/∂W for the
  /// effective weights W ⊙ m. The loss is that of the outputs divided by [temperature]. Cost: a pass forward
  /// and back; dense, about 1 / density more.
  public func gradients(
    on samples: Samples, loss: some Loss, dense: Bool = false, temperature: Float = 1,
    batch: Int = TrainingPlan.standardBatch, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> Gradients {
    let network = drawn
    var workspace = Workspace(for: network)
    if dense { for index in network.weightIndices { workspace.flow.demand(.all, at: index) } }
    let pass = Pass(mode: .measuring, execution: execution)
    var sums = ParameterSums(network)
    try samples.forEachBatch(of: batch, cancellation) { places in
      execution.load(samples, at: places, into: &workspace.batches[0])
      workspace.forward(network, pass)
      var outputs = workspace.outputs
      execution.scale(&outputs, by: 1 / temperature)
      _ = loss.evaluate(
        outputs, samples.answers(at: places), factor: 1 / (temperature * Float(samples.count)),
        into: &workspace.flow.gradient)
      workspace.backward(network, pass)
      sums.add(workspace.gradients)
    }
    return Gradients(network: network, isDense: dense, buffers: sums.buffers)
  }
}

/// Sums of what many batches say of each parameter: in double precision, for there may be hundreds.
struct ParameterSums {
  private var sums: [[Double]]

  init(_ network: Network) { sums = network.parameters.map { _ in [] } }

  mutating func add(_ batch: [Buffer]) {
    for (index, part) in batch.enumerated() {
      if sums[index].count != part.count { sums[index] = [Double](repeating: 0, count: part.count) }
      part.withSpan { part in
        for place in 0..<part.count { sums[index][place] += Double(part[place]) }
      }
    }
  }

  var buffers: [Buffer] { sums.map { sum in Buffer(sum.map { Float($0) }) } }
}

extension Samples {
  /// Calls [body] with the places of every [size] samples, in order.
  func forEachBatch(
    of size: Int, _ cancellation: Cancellation, _ body: (ArraySlice<Int32>) throws(Cancelled) -> Void
  ) throws(Cancelled) {
    let all = Array(0..<Int32(count))
    let size = min(max(1, size), max(1, count))
    for begin in stride(from: 0, to: count, by: size) {
      if cancellation.isRequested { throw Cancelled() }
      try body(all[begin..<min(count, begin + size)])
    }
  }
}
