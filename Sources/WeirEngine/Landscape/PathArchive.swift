extension Path {
  /// Exchanges with [archive] all that the path is besides its plan: the one list of it, for writing and reading.
  mutating func exchange(with archive: inout some StateArchive & ~Copyable) throws(DataError) {
    for number in controls.indices { try exchangeControl(number, with: &archive) }
    if let optimizer = plan.optimizer {
      for bend in memories.indices {
        let points = plan.coordinates.network(controls[bend + 1])
        memories[bend] = try optimizer.exchange(
          memories[bend], of: points.parameters, "optimizer.\(bend + 1).", points, with: &archive)
      }
    }
    steps = try archive.integers("steps", [steps], [1])[0]
    divergence = try archive.integers("diverged", divergence.map { [$0] } ?? [], [nil]).first
    guard (0...plan.steps).contains(steps) else {
      throw archive.refusal("steps", expected: "an integer in 0...\(plan.steps)", found: "\(steps)")
    }
    losses = try archive.numbers("loss", losses, [steps])
    try exchangeReadings(with: &archive)
  }

  /// A control point, under the masks of the path. Those at the ends are those of the plan.
  private mutating func exchangeControl(
    _ number: Int, with archive: inout some StateArchive & ~Copyable
  ) throws(DataError) {
    let point = plan.coordinates.network(controls[number])
    for (index, name) in zip(point.parameters.indices, point.parameterNames) {
      let (own, name) = (point.parameters[index], Self.prefix(number) + name)
      let values: Buffer
      if own.role == .weight {
        let found = try archive.matrix(name, own)
        guard found.mask == own.mask else {
          throw archive.refusal(name, expected: "weights under the masks of the path", found: "others")
        }
        values = found.values
      } else {
        values = try archive.array(name, own.values, like: own)
      }
      if number == 0 || number == controls.count - 1, values != own.values {
        throw archive.refusal(name, expected: "what the network at the end has", found: "other numbers")
      }
      controls[number][index] = values
    }
  }

  private mutating func exchangeReadings(
    with archive: inout some StateArchive & ~Copyable
  ) throws(DataError) {
    let count = try archive.integers("measured", [readings.count], [1])[0]
    guard (0...plan.places.count).contains(count) else {
      throw archive.refusal(
        "measured", expected: "an integer in 0...\(plan.places.count)", found: "\(count)")
    }
    let train = try archive.readings("train", readings.map(\.train), count)
    let hasTest = plan.data.test.count > 0
    let test = try archive.readings("test", readings.compactMap(\.test), hasTest ? count : 0)
    let steps = try archive.numbers(
      "differences", readings.flatMap { [$0.steps.rise, $0.steps.fall] }, [count, 2])
    readings = (0..<count).map {
      Reading(
        place: plan.places[$0], train: train[$0], test: hasTest ? test[$0] : nil,
        steps: PairedSteps(rise: steps[2 * $0], fall: steps[2 * $0 + 1]))
    }
  }
}

extension StateArchive where Self: ~Copyable {
  /// What was read of losses, [count] times.
  fileprivate mutating func readings(
    _ name: String, _ values: [LossReading], _ count: Int
  ) throws(DataError) -> [LossReading] {
    let sums = try numbers(name + ".sums", values.flatMap { [$0.sum, $0.squares] }, [count, 2])
    let counts = try integers(name + ".counts", values.map(\.count), [count])
    // All of them have classes, or none.
    let correct = try integers(name + ".correct", values.compactMap(\.correct), [nil])
    guard [0, count].contains(correct.count) else {
      throw refusal(name + ".correct", expected: "0 or \(count) integers", found: "\(correct.count)")
    }
    return (0..<count).map {
      LossReading(
        sum: sums[2 * $0], squares: sums[2 * $0 + 1], count: counts[$0],
        correct: correct.isEmpty ? nil : correct[$0])
    }
  }
}
