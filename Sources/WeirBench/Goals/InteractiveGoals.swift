/// How long a person waits for the language itself.
extension Goal {
  static let interactive = [
    Goal(number: 9, title: "weir -e '1 + 1', start to end", bound: .atMost(20, " ms"), run: ["start"]) {
      Reading($0.values("ms") { $0.text("command")?.hasPrefix("weir") ?? false })
    },
    Goal(
      number: 9, title: "the slowest of simple loops, million operations a second", bound: .atLeast(5, " M"),
      run: ["language"]
    ) { readings in
      // The most that a loop reached, and of these the least.
      let loops = readings.grouped("loop") {
        $0.text("name") == "weir" ? $0.number("operations_per_second") : nil
      }
      guard let middle = loops.values.map(median).min(),
        let best = loops.values.compactMap({ $0.max() }).min()
      else { return nil }
      return Reading(middle / 1e6, best: best / 1e6)
    },
    Goal(number: 9, title: "a plot of a million points", bound: .atMost(50, " ms"), run: ["plots"]) {
      Reading($0.values("ms") { $0.text("chart") == "plot(xs)" })
    },
  ]
}

/// How cost grows with what is active.
extension Goal {
  static let growth = [
    slope("step time, one network ever denser", .denser, "ms_slope"),
    slope("step time, ever wider at 0.1", .wider, "ms_slope"),
    slope("memory, one network ever denser", .denser, "bytes_slope"),
    slope("memory, ever wider at 0.1", .wider, "bytes_slope"),
  ]

  private static func slope(_ what: String, _ family: BenchScaling.Family, _ key: String) -> Goal {
    Goal(
      number: 10, title: "\(what): slope above the fixed cost", bound: .within(0.95...1.05, ""),
      run: ["scaling"]
    ) { $0.values(key) { $0.text("family") == family.rawValue }.first.map { Reading($0) } }
  }
}
