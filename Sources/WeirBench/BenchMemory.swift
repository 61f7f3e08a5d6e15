import ArgumentParser

/// Measures the memory of a training process at two densities: what the one holds more than the other, over
/// the weights that it has more, is what an active weight costs. Data, activations and the program cancel.
struct BenchMemory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory", abstract: "Bytes for each active weight, while training and at the peak.")

  @OptionGroup var options: BenchOptions

  @Option(help: "Units of each layer, inputs first, with commas between.")
  var sizes = "784,4096,4096,4096,10"

  @Option(help: "The lower density; the higher is twice as much.")
  var density = 0.05

  private struct Measurement: Encodable {
    var bench = "memory"
    var step: String
    var name: String
    var peak_bytes: Int
    var resident_bytes: Int
  }

  func run() throws {
    printLine("memory: \(sizes), sgd with momentum, after some steps")
    var rows = [
      [
        "", "held at \(density)", "peak", "held at \(2 * density)", "peak", "bytes a weight more",
        "at the peak",
      ]
    ]
    for command in [weirWorker, options.peer] where !command.isEmpty {
      rows.append(try measure(command))
    }
    printTable(rows)
  }

  private func measure(_ command: [String]) throws -> [String] {
    var answers: [Answer] = []
    var active: [Double] = []
    for density in [density, 2 * density] {
      let step = try StepCase.parse(["--sizes", sizes, "--density", "\(density)"])
      let side = try Contender(command + step.words)
      let answer = try side.run(steps: 5)
      side.finish()
      try printMeasurement(
        Measurement(
          step: step.title, name: answer.name, peak_bytes: answer.peakBytes,
          resident_bytes: answer.residentBytes))
      answers.append(answer)
      active.append(zip(step.units, step.units.dropFirst()).map { Double($0 * $1) * density }.reduce(0, +))
    }
    func bytesPerWeight(_ bytes: (Answer) -> Int) -> String {
      fixed(Double(bytes(answers[1]) - bytes(answers[0])) / (active[1] - active[0]), 1)
    }
    return [answers[0].name]
      + answers.flatMap { ["\($0.residentBytes >> 20) MiB", "\($0.peakBytes >> 20) MiB"] }
      + [bytesPerWeight(\.residentBytes), bytesPerWeight(\.peakBytes)]
  }
}
