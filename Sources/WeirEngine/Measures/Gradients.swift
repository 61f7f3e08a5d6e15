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
      return Tensor(shape: [parameter.mask.rows, parameter.mask.columns], values: buffers[index].array)
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
  /// effective weights W ⊙ m. Cost: a pass forward and back; dense, about 1 / density more.
  public func gradients(
    on samples: Samples, loss: some Loss, dense: Bool = false, batch: Int = TrainingPlan.standardBatch,
    execution: Execution,
    cancellation: Cancellation
  ) throws(Cancelled) -> Gradients {
    let network = drawn
    var workspace = Workspace(for: network)
    if dense { for index in network.weightIndices { workspace.flow.demand(.all, at: index) } }
    let pass = Pass(mode: .measuring, execution: execution)
    var sums: [[Double]] = network.parameters.map { _ in [] }
    let all = Array(0..<Int32(samples.count))
    let batch = min(max(1, batch), max(1, samples.count))
    for begin in Swift.stride(from: 0, to: samples.count, by: batch) {
      if cancellation.isRequested { throw Cancelled() }
      let places = all[begin..<min(samples.count, begin + batch)]
      execution.load(samples, at: places, into: &workspace.batches[0])
      workspace.forward(network, pass)
      _ = loss.evaluate(
        workspace.outputs, samples.answers(at: places), factor: 1 / Float(samples.count),
        into: &workspace.flow.gradient)
      workspace.backward(network, pass)
      for index in sums.indices { Self.add(workspace.gradients[index], to: &sums[index]) }
    }
    return Gradients(
      network: network, isDense: dense, buffers: sums.map { sum in Buffer(sum.map { Float($0) }) })
  }

  /// Sums in double precision, for there may be hundreds of batches.
  private static func add(_ gradient: Buffer, to sum: inout [Double]) {
    if sum.count != gradient.count { sum = [Double](repeating: 0, count: gradient.count) }
    gradient.withSpan { gradient in
      for index in sum.indices { sum[index] += Double(gradient[index]) }
    }
  }
}
