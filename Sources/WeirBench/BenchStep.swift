import ArgumentParser

/// Times full training steps: forward, loss, backward and the optimizer's update.
struct BenchStep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "The time of a training step, with 1 and 2 threads.")

  @OptionGroup var options: BenchOptions
  @OptionGroup var step: StepCase

  @Option(help: "How long a side runs in each round.")
  var milliseconds = 400.0

  private struct Measurement: Encodable {
    var bench = "step"
    var step: String
    var name: String
    var threads: Int
    var round: Int
    var ms_per_step: Double
  }

  func run() throws {
    printLine("step: \(step.title)")
    var rows = [["", "median ms", "minimum ms", "ratio", "ratio of minima"]]
    for step in step.withThreads { rows += try compare(step) }
    printTable(rows)
  }

  private func compare(_ step: StepCase) throws -> [[String]] {
    let commands = [weirWorker, weirWorker + ["--no-flow"], options.peer].filter { !$0.isEmpty }
    let sides = try commands.map { try Contender($0 + step.words) }
    defer { sides.forEach { $0.finish() } }
    let rounds = try Rounds(options.rounds, measure: sides.map { try $0.turns(filling: milliseconds) })
    if rounds.unrest > 1.2 {
      printLine(
        "  threads \(step.threads): the machine was busy, medians are up to \(fixed(rounds.unrest, 2)) times "
          + "minima; close what else runs and measure again")
    }
    for side in rounds.sides {
      for (round, value) in side.values.enumerated() {
        try printMeasurement(
          Measurement(
            step: step.title, name: side.name, threads: step.threads, round: round, ms_per_step: value))
      }
    }
    return rounds.sides.indices.map { index in
      let name = rounds.sides[index].name
      let ratios = [rounds.ratio(ofSide: index), rounds.ratioOfMinima(ofSide: index)].map { fixed($0, 2) }
      return [step.label(name)] + rounds.times(ofSide: index) + (index == 0 ? [] : ratios)
    }
  }
}
