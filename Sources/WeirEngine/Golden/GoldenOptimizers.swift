extension GoldenSection {
  /// A thousand steps along a constant gradient.
  static let optimizers = GoldenSection(
    "optimizers",
    [
      check(SGD(), "SGD", [5, -0.1, -0.2]),
      // There it forgets by 0.9.
      check(with(RMSprop()) { $0.alpha = 0.9 }, "RMSprop", [1.0091327, -1.0091326, -1.0091326]),
      check(Adam(), "Adam", [0.9999906, -0.9999898, -0.9999905]),
      check(AdaMax(), "AdaMax", [0.9999907, -0.9999906, -0.9999906]),
      // There the sum of squares begins at 0.1.
      check(
        with(Adagrad()) { ($0.initial, $0.epsilon) = (0.1, 1e-8) }, "Adagrad",
        [0.0617959, -0.0570953, -0.0598722]),
    ])

  /// A check that a thousand steps of 0.001 from 0 along -5, 0.1 and 0.2 lead to [end].
  private static func check(_ optimizer: some Optimizer, _ name: String, _ end: [Double]) -> GoldenCheck {
    // Each sum is off by at most half a unit in the last place.
    let tolerance = Tolerance.relative(3e-5, since: "a thousand sums are rounded to single precision")
    return GoldenCheck(
      "1000 steps of \(name)", source: "swift-apis, OptimizerTests.swift", end, within: tolerance
    ) {
      var (values, memory) = (Buffer([0, 0, 0]), optimizer.memory(of: 3))
      for number in 1...1000 {
        optimizer.update(
          &values, along: Buffer([-5, 0.1, 0.2]), &memory, at: OptimizerStep(number: number, rate: 0.001))
      }
      return values.array.doubles
    }
  }

  private static func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var value = value
    change(&value)
    return value
  }
}
