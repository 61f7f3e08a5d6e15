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

  func run() throws {
    printLine("convolution: 3 x 3, batch \(batch); ratios are to Weir with as many threads, or with one")
    let commands = [weirWorker, options.peer].filter { !$0.isEmpty }
    let comparison = Comparison(
      bench: "convolution", commands: commands, rounds: options.rounds, milliseconds: milliseconds)
    var rows = [Comparison.heading]
    for planes in planes {
      for density in density {
        let words = ["--convolution", planes, "--density", "\(density)", "--batch", "\(batch)"]
        rows += try comparison.rows(of: StepCase.parse(words).withThreads) {
          "\(planes), density \(density), \($0.label($1))"
        }
      }
    }
    printTable(rows)
  }
}
