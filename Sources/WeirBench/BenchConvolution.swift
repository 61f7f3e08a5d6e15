import ArgumentParser

/// Times the three products of convolutions beside the peer's, which are dense.
struct BenchConvolution: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convolution",
    abstract: "The time of a 3 x 3 convolution, forward and back, sparse and dense, with 1 and 2 threads.")

  @OptionGroup var options: BenchOptions

  @Option(help: "Channels, filters and side of the planes; given once for each convolution.")
  var planes = ["32,32,32", "64,64,16", "128,128,8"]

  @Option(help: "The densities; given once for each.")
  var density = [0.1, 1]

  @Option(help: "Samples a batch.")
  var batch = 128

  @Option(help: "How long a side runs in each round.")
  var milliseconds = 200.0

  private struct Measurement: Encodable {
    var bench = "convolution"
    var planes: String
    var density: Double
    var name: String
    var threads: Int
    var round: Int
    var ms: Double
  }

  func run() throws {
    printLine("convolution: 3 x 3, batch \(batch); ratios are how many times as long as Weir it took")
    var rows = [["", "median ms", "minimum ms", "ratio", "ratio of minima"]]
    for planes in planes {
      for density in density {
        for threads in [1, 2] { rows += try compare(planes, density, threads) }
      }
    }
    printTable(rows)
  }

  private func compare(_ planes: String, _ density: Double, _ threads: Int) throws -> [[String]] {
    let words = [
      "--convolution", planes, "--density", "\(density)", "--batch", "\(batch)", "--threads", "\(threads)",
    ]
    let sides = try [weirWorker, options.peer].filter { !$0.isEmpty }.map { try Contender($0 + words) }
    defer { sides.forEach { $0.finish() } }
    let rounds = try Rounds(options.rounds, measure: sides.map { try $0.turns(filling: milliseconds) })
    for side in rounds.sides {
      for (round, value) in side.values.enumerated() {
        try printMeasurement(
          Measurement(
            planes: planes, density: density, name: side.name, threads: threads, round: round, ms: value))
      }
    }
    return rounds.sides.indices.map { index in
      let label = "\(planes), density \(density), \(rounds.sides[index].name), \(threads) threads"
      let ratios = [rounds.ratio(ofSide: index), rounds.ratioOfMinima(ofSide: index)].map { fixed($0, 2) }
      return [label] + rounds.times(ofSide: index) + (index == 0 ? [] : ratios)
    }
  }
}
