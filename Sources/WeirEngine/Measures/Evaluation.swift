extension Network {
  /// How many samples are looked at together when nothing is trained: 512, or fewer whole tiles where their batches
  /// would fill memory and gain nothing by it.
  var evaluationBatch: Int {
    let numbers = places.flatMap(\.all).reduce(Double(inputs)) {
      $0 + $1.output.reduce(1) { $0 * Double($1) }
    }
    let tiles = 0x1p27 / (4 * Double(TiledBatch.lanes) * numbers)
    return TiledBatch.lanes * max(1, Int(min(8, tiles)))
  }

  /// The loss over all [samples], in evaluation mode. Cost: a pass forward.
  ///
  /// Errors: `Cancelled`, if somebody wishes to stop.
  public func evaluate(
    on samples: Samples, loss: some Loss, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> LossReading {
    try evaluate(on: View(samples), loss: loss, execution: execution, cancellation: cancellation)
  }

  /// The same over samples that may be changed; [observe] is told what is read of every few of them, in their order.
  func evaluate(
    on view: View, loss: some Loss, execution: Execution, cancellation: Cancellation,
    observe: (LossReading) -> Void = { _ in }
  ) throws(Cancelled) -> LossReading {
    var reading = LossReading()
    var gradient = TiledBatch(features: 0, count: 0)
    try forEachOutput(on: view, execution, cancellation) { outputs, places in
      let some = loss.evaluate(outputs, view.samples.answers(at: places), factor: 0, into: &gradient)
      observe(some)
      reading += some
    }
    return reading
  }

  /// The class of the largest output for each of [samples]; -1 where some output is not a number.
  public func predictions(
    on samples: Samples, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> [Int] {
    var all: [Int] = []
    try forEachOutput(on: View(samples), execution, cancellation) { outputs, _ in
      all += Losses.predictions(outputs)
    }
    return all
  }

  /// The outputs for each of [samples], `[samples, outputs]`.
  public func outputs(
    on samples: Samples, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> Tensor {
    var values: [Float] = []
    try forEachOutput(on: View(samples), execution, cancellation) { outputs, places in
      for sample in 0..<places.count { values += (0..<outputs.features).map { outputs[sample, $0] } }
    }
    return Tensor(shape: [samples.count, self.outputs], values: values)
  }

  /// Calls [body] with the outputs for every few samples, and where these stand.
  func forEachOutput(
    on view: View, _ execution: Execution, _ cancellation: Cancellation,
    _ body: (TiledBatch, ArraySlice<Int32>) -> Void
  ) throws(Cancelled) {
    let network = drawn
    var workspace = Workspace(for: network)
    let pass = Pass(mode: .evaluating, execution: execution)
    try view.samples.forEachBatch(of: network.evaluationBatch, cancellation) { places in
      execution.load(view, at: places, into: &workspace.batches[0], &workspace.flow.spare)
      workspace.forward(network, pass)
      body(workspace.outputs, places)
    }
  }
}

/// Somebody wished the work to stop, and there is nothing worth keeping.
public struct Cancelled: Error {
  /// The wish was seen.
  public init() {}
}
