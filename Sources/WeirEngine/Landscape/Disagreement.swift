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
    return own.disagreement(with: others)
  }
}

extension [Int] {
  /// The share of places at which these classes and [others] are the same; -1, which stands for no class, is the same as
  /// none.
  func agreement(with others: [Int]) -> Double {
    isEmpty ? .nan : Double(agreeing(with: others)) / Double(count)
  }

  /// The share of places at which they are not.
  func disagreement(with others: [Int]) -> Double {
    isEmpty ? .nan : Double(count - agreeing(with: others)) / Double(count)
  }

  private func agreeing(with others: [Int]) -> Int { zip(self, others).count { $0 == $1 && $0 >= 0 } }
}
