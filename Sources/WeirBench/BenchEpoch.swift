import ArgumentParser

/// Times whole epochs, the shuffling of samples and their way into batches included, and a whole example.
struct BenchEpoch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "epoch", abstract: "The time of an epoch, with 1 and 2 threads, and of a whole script.")

  @OptionGroup var options: BenchOptions
  @OptionGroup var step: StepCase

  @Option(help: "A script to run from start to end once, if it is not empty.")
  var script = "examples/gradient_flow.weir"

  /// As many as MNIST and Fashion-MNIST have.
  private static let samples = 60_000

  private struct Measurement: Encodable {
    var bench = "epoch"
    var step: String
    var name: String
    var threads: Int
    var round: Int
    var seconds: Double
  }

  private struct ScriptMeasurement: Encodable {
    var bench = "epoch"
    var script: String
    var seconds: Double
  }

  func run() throws {
    var step = step
    step.samples = step.samples ?? Self.samples
    printLine("epoch: \(step.samples ?? 0) samples, \(step.title)")
    var rows = [["", "median s", "minimum s", "ratio", "ratio of minima"]]
    for step in step.withThreads { rows += try compare(step) }
    if !script.isEmpty {
      let seconds = try milliseconds(of: [program(named: "weir"), script]) / 1000
      try printMeasurement(ScriptMeasurement(script: script, seconds: seconds))
      rows.append([script, fixed(seconds, 1)])
    }
    printTable(rows)
  }

  private func compare(_ step: StepCase) throws -> [[String]] {
    let steps = ((step.samples ?? 0) + step.batch - 1) / step.batch
    let sides = try [weirWorker, options.peer].filter { !$0.isEmpty }.map { try Contender($0 + step.words) }
    defer { sides.forEach { $0.finish() } }
    // A first epoch that does not count makes all that is made once.
    for side in sides { _ = try side.run(steps: steps) }
    let rounds = try Rounds(
      options.rounds,
      measure: sides.map { side in
        {
          let answer = try side.run(steps: steps)
          return (answer.name, answer.millisecondsPerStep * Double(steps) / 1000)
        }
      })
    for side in rounds.sides {
      for (round, value) in side.values.enumerated() {
        try printMeasurement(
          Measurement(
            step: step.title, name: side.name, threads: step.threads, round: round, seconds: value))
      }
    }
    return rounds.rows(label: step.label)
  }
}
