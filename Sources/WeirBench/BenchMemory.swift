import ArgumentParser

/// Measures the memory of a training process at two densities: what the one holds more than the other, over
/// the weights that it has more, is what an active weight costs. Data, activations and the program cancel.
struct BenchMemory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory", abstract: "Bytes for each active weight, while training and at the peak.")

  @OptionGroup var options: BenchOptions

  @Option(help: "Units of each layer, inputs first, with commas between.")
  var sizes = "3072,4096,4096,4096,4096,100"

  @Option(help: "The densities, the lowest first; given once for each.")
  var density = [0.01, 0.1]

  private struct Measurement: Encodable {
    var bench = "memory"
    var step: String
    var name: String
    var density: Double
    var active: Int
    var peak_bytes: Int
    var resident_bytes: Int
  }

  func run() throws {
    guard density.count >= 2 else { throw ValidationError("--density must be given at least twice.") }
    printLine("memory: \(sizes), sgd with momentum, after some steps")
    let sides = try [weirWorker, options.peer].filter { !$0.isEmpty }.map(measure)
    var rows = [
      [""] + density.flatMap { ["held at \($0)", "peak"] } + ["bytes a weight more", "at the peak", "share"]
    ]
    for side in sides {
      let (first, last) = (side[0], side[side.count - 1])
      func bytesPerWeight(_ bytes: (Measurement) -> Int) -> String {
        fixed(Double(bytes(last) - bytes(first)) / Double(last.active - first.active), 1)
      }
      // Weir's memory at its height beside this side's, at each density.
      let shares = zip(sides[0], side).map { fixed(100 * Double($0.peak_bytes) / Double($1.peak_bytes), 1) }
      rows.append(
        [first.name] + side.flatMap { ["\($0.resident_bytes >> 20) MiB", "\($0.peak_bytes >> 20) MiB"] }
          + [bytesPerWeight(\.resident_bytes), bytesPerWeight(\.peak_bytes)]
          + [shares.joined(separator: ", ") + " %"])
    }
    printTable(rows)
  }

  private func measure(_ command: [String]) throws -> [Measurement] {
    try density.map { density in
      // A few batches only: the data are the same for all sides, and not what is measured.
      let step = try StepCase.parse(["--sizes", sizes, "--density", "\(density)", "--samples", "256"])
      let side = try Contender(command + step.words)
      let answer = try side.run(steps: 5)
      side.finish()
      let active = zip(step.units, step.units.dropFirst()).reduce(0) {
        $0 + Int((Double($1.0 * $1.1) * density).rounded())
      }
      let measurement = Measurement(
        step: step.title, name: answer.name, density: density, active: active, peak_bytes: answer.peakBytes,
        resident_bytes: answer.residentBytes)
      try printMeasurement(measurement)
      return measurement
    }
  }
}
