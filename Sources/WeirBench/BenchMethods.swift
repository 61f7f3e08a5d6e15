import ArgumentParser

/// Times whole trainings in which masks change as the rules have it by default, beside trainings with fixed masks.
/// Each round is one training, since what is dropped becomes less and ends before the training does.
struct BenchMethods: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "methods", abstract: "What changing the masks adds to the time of a step.")

  @OptionGroup var options: BenchOptions
  @OptionGroup var step: StepCase

  @Option(help: "Steps of a training.")
  var length = 5000

  private struct Measurement: Encodable {
    var bench = "methods"
    var step: String
    var rule: String
    var threads: Int
    var round: Int
    var ms_per_step: Double
  }

  func run() throws {
    printLine("methods: \(step.title)")
    var rows = [["", "median ms", "minimum ms", "ratio to fixed"]]
    for step in step.withThreads { rows += try compare(step) }
    printTable(rows)
  }

  private func compare(_ step: StepCase) throws -> [[String]] {
    let sides = try MeasuredRule.allCases.map { rule in
      try Contender(weirWorker + step.words + ["--rule", rule.rawValue, "--length", "\(length)"])
    }
    defer { sides.forEach { $0.finish() } }
    let rounds = try Rounds(
      options.rounds,
      measure: sides.map { side in
        {
          let answer = try side.run(steps: length)
          return (answer.name, answer.millisecondsPerStep)
        }
      })
    return try zip(rounds.sides.indices, MeasuredRule.allCases).map { index, rule in
      let values = rounds.sides[index].values
      for (round, value) in values.enumerated() {
        try printMeasurement(
          Measurement(
            step: step.title, rule: rule.rawValue, threads: step.threads, round: round, ms_per_step: value))
      }
      let ratio = index == 0 ? [] : [fixed(rounds.ratio(ofSide: index), 3)]
      return [step.label(rule.rawValue)] + rounds.times(ofSide: index) + ratio
    }
  }
}
