import WeirCatalog

extension Network {
  /// Refuses a network around which no loss can be followed, and which has nothing to say of samples: on the first thousand of [samples] its own is
  /// not finite. Errors: `PlanError`, with [name]; `Cancelled`, if somebody wishes to stop.
  public func check(
    hasFinite loss: any Loss, on samples: Samples, called name: String, execution: Execution,
    cancellation: Cancellation
  ) throws {
    let few = samples[0..<min(1000, samples.count)]
    let mean = try evaluate(on: few, loss: loss, execution: execution, cancellation: cancellation).mean
    guard !mean.isFinite else { return }
    throw PlanError(
      message:
        "the loss of `\(name)` is not finite, for its outputs are too large"
    )
  }
}

extension Path {
  /// Refuses ends whose loss is not finite. With recomputed statistics of batch norm it is that of other networks, and
  /// nothing is refused. Errors: as those of `Network.check`.
  public func checkEnds(execution: Execution, cancellation: Cancellation) throws {
    guard !plan.hasStatistics || plan.measuring.statistics == .frozen else { return }
    for (name, network) in [("a", plan.start), ("b", plan.end)] {
      try network.check(
        hasFinite: plan.loss, on: plan.data.train, called: name, execution: execution,
        cancellation: cancellation)
    }
  }
}
