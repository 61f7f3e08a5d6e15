import ArgumentParser

/// The benchmarks, called through `scripts/bench`: they print a line of JSON for each measurement on
/// standard output, and tables on standard error.
///
/// Times of one machine on one day compare with each other and with nothing else, so what is to be compared
/// is run here by turns, and what is quoted is a ratio.
@main
struct WeirBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures speed and memory, beside a peer if one is given.",
    subcommands: [
      BenchStep.self, BenchEpoch.self, BenchMethods.self, BenchMemory.self, BenchScaling.self,
      BenchLanguage.self, BenchPlots.self, BenchStart.self, BenchPrompt.self, BenchKernels.self,
      BenchConvolution.self, BenchStudy.self,
      BenchGoals.self, BenchWorker.self,
    ])
}

/// What all benchmarks are told.
struct BenchOptions: ParsableArguments {
  @Option(help: "How often each side is measured.")
  var rounds = 9

  @Option(
    parsing: .singleValue,
    help: "A word of the command that starts the peer; given once for each word.")
  var peer: [String] = []

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be at least 1, but is \(rounds).") }
  }
}
