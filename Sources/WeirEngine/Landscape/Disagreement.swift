extension Network {
  /// The share of [samples] that this network and [other] put into different classes. What one of them has no class
  /// for, since some output is not a number, counts as a difference.
  ///
  /// Cost: two passes forward. Errors: `Cancelled`, if somebody wishes to stop.
  public func disagreement(
    with other: Network, on samples: Samples, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> Double {
    let own = try predictions(on: samples, execution: execution, cancellation: cancellation)
    let others = try other.predictions(on: samples, execution: execution, cancellation: cancellation)
    let different = zip(own, others).reduce(0) { $0 + ($1.0 != $1.1 || $1.0 < 0 ? 1 : 0) }
    return own.isEmpty ? .nan : Double(different) / Double(own.count)
  }
}
