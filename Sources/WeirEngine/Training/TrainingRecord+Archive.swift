extension TrainingRecord {
  /// Exchanges all that was read in [steps] of a network with so many weight matrices, of a run that has diverged or not.
  mutating func exchange(
    with archive: inout some StateArchive & ~Copyable, steps: ClosedRange<Int>, layers: Int, divergent: Bool
  ) throws(DataError) {
    losses = try archive.numbers("loss", losses, [steps.count - 1])
    flowSteps = try archive.increasing("flow.steps", flowSteps, in: steps)
    flows = try archive.flows("flow.norms", flows, count: flowSteps.count, layers: layers)
    evaluations = try archive.evaluations("test", evaluations, in: steps)
    try exchangeChanges(with: &archive, layers, in: steps, divergent: divergent)
  }

  private mutating func exchangeChanges(
    with archive: inout some StateArchive & ~Copyable, _ layers: Int, in range: ClosedRange<Int>,
    divergent: Bool
  ) throws(DataError) {
    let steps = try archive.increasing("changes.steps", changes.map(\.step), in: range)
    let counts = try archive.integers(
      "changes.counts", changes.flatMap { $0.layers.flatMap { [$0.dropped, $0.grown, $0.active] } },
      [steps.count, layers, 3])
    if let wrong = counts.first(where: { !(0..<1 << 40).contains($0) }) {
      throw archive.refusal("changes.counts", expected: "counts of weights", found: "\(wrong)")
    }
    let before = try archive.optionalFlows(
      "changes.before", changes.map(\.before), steps.count, layers, divergent: divergent)
    let after = try archive.optionalFlows(
      "changes.after", changes.map(\.after), steps.count, layers, divergent: divergent)
    changes = steps.indices.map { place in
      let own = (0..<layers).map { layer in
        let start = (place * layers + layer) * 3
        return TopologyChange.Layer(
          dropped: counts[start], grown: counts[start + 1], active: counts[start + 2])
      }
      return TopologyChange(step: steps[place], layers: own, before: before[place], after: after[place])
    }
  }
}

extension StateArchive where Self: ~Copyable {
  /// Steps that increase inside [range].
  fileprivate mutating func increasing(
    _ name: String, _ values: [Int], in range: ClosedRange<Int>
  ) throws(DataError) -> [Int] {
    let steps = try integers(name, values, [nil])
    var last = range.lowerBound - 1
    for step in steps {
      guard step > last, step <= range.upperBound else {
        throw refusal(
          name, expected: "increasing integers in \(range.lowerBound)...\(range.upperBound)",
          found: range.contains(step) ? "\(step) behind \(last)" : "\(step)")
      }
      last = step
    }
    return steps
  }

  /// Steps in [range], and loss and accuracy on the test part behind them.
  mutating func evaluations(
    _ name: String, _ values: [TrainingRecord.Evaluation], in range: ClosedRange<Int>
  ) throws(DataError) -> [TrainingRecord.Evaluation] {
    let steps = try increasing(name + ".steps", values.map(\.step), in: range)
    let losses = try numbers(name + ".loss", values.map(\.loss), [steps.count])
    // All of them have an accuracy, or none.
    let accuracies = try numbers(name + ".accuracy", values.compactMap(\.accuracy), [nil])
    guard [0, steps.count].contains(accuracies.count) else {
      throw refusal(name + ".accuracy", expected: "0 or \(steps.count) numbers", found: "\(accuracies.count)")
    }
    return steps.indices.map { place in
      TrainingRecord.Evaluation(
        step: steps[place], loss: losses[place], accuracy: accuracies.isEmpty ? nil : accuracies[place])
    }
  }

  /// Norms of gradients, [count] times those of so many layers. Where a run has diverged, [divergent], those at the
  /// last update may be no numbers.
  fileprivate mutating func flows(
    _ name: String, _ values: [[LayerFlow]], count: Int, layers: Int, divergent: Bool = false
  ) throws(DataError) -> [[LayerFlow]] {
    let norms = try numbers(
      name, values.flatMap { $0.flatMap { [$0.absolute, $0.squares] } }, [count, layers, 2])
    if let wrong = norms.first(where: { $0.isNaN ? !divergent : $0 < 0 }) {
      throw refusal(name, expected: "norms, which are at least 0", found: "\(wrong)")
    }
    return (0..<count).map { time in
      (0..<layers).map { layer in
        let start = (time * layers + layer) * 2
        return LayerFlow(absolute: norms[start], squares: norms[start + 1])
      }
    }
  }

  /// The same where some were not read.
  fileprivate mutating func optionalFlows(
    _ name: String, _ values: [[LayerFlow]?], _ count: Int, _ layers: Int, divergent: Bool
  ) throws(DataError) -> [[LayerFlow]?] {
    let read = try integers(
      name + ".places", values.indices.filter { values[$0] != nil }, [nil])
    let flows = try flows(
      name + ".norms", values.compactMap(\.self), count: read.count, layers: layers, divergent: divergent)
    var all = [[LayerFlow]?](repeating: nil, count: count)
    for (place, flow) in zip(read, flows) {
      guard all.indices.contains(place) else {
        throw refusal(name + ".places", expected: "integers below \(count)", found: "\(place)")
      }
      all[place] = flow
    }
    return all
  }
}

extension LayerFlow {
  fileprivate init(absolute: Double, squares: Double) { (self.absolute, self.squares) = (absolute, squares) }
}

extension TopologyChange.Layer {
  fileprivate init(dropped: Int, grown: Int, active: Int) {
    (self.dropped, self.grown, self.active) = (dropped, grown, active)
  }
}
