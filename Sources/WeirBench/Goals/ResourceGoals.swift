/// What memory and whole trainings must come to.
extension Goal {
  static let resources = [
    Goal(
      number: 7, title: "C, bytes an active weight, with momentum", bound: .atMost(24, " B"), run: memory
    ) { readings in
      let (bytes, weights) = (
        readings.values("resident_bytes", of: "weir"), readings.values("active", of: "weir")
      )
      guard bytes.count == 2, weights.count == 2 else { return nil }
      return Reading((bytes[1] - bytes[0]) / (weights[1] - weights[0]))
    },
    share(of: 0.1, below: 20), share(of: 0.01, below: 6),
    Goal(
      number: 8, title: "an epoch of 60 000 images on A at 0.1, 1 thread", bound: .atMost(0.2, " s"),
      run: ["epoch"]
    ) { Reading($0.values("seconds", of: "weir") { $0.number("threads") == 1 }) },
    Goal(
      number: 8, title: "examples/gradient_flow.weir", bound: .atMost(40, " s"), run: ["epoch"]
    ) { Reading($0.values("seconds") { $0.text("script") != nil }) },
  ]

  private static let memory = ["memory"]

  private static func share(of density: Double, below bound: Double) -> Goal {
    Goal(
      number: 7, title: "C at \(density), memory at its height beside PyTorch's", bound: .atMost(bound, " %"),
      run: memory
    ) { readings in
      func peak(_ side: String) -> Double? {
        readings.values("peak_bytes", of: side) { $0.number("density") == density }.first
      }
      guard let own = peak("weir"), let other = peak("torch") else { return nil }
      return Reading(100 * own / other)
    }
  }
}

/// How much of two cores a study puts to use.
extension Goal {
  static let studies = [
    Goal(
      number: 11, title: "a study of small trainings, processors busy", bound: .atLeast(95, " %"),
      run: ["study"]
    ) { readings in
      let busy = readings.values("busy") { $0.text("cell") == "training" }
      guard let best = busy.max() else { return nil }
      return Reading(100 * median(busy), best: 100 * best)
    },
    Goal(
      number: 11, title: "a cell of a study, besides what it computes", bound: .atMost(20, " ms"),
      run: ["study"]
    ) { Reading($0.values("overhead_ms") { $0.text("cell") == "nothing" }) },
  ]
}
