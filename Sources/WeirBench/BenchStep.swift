import ArgumentParser

/// Times full training steps: forward, loss, backward and the optimizer's update.
struct BenchStep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "The time of a training step, with 1 and 2 threads.")

  @OptionGroup var options: BenchOptions
  @OptionGroup var step: StepCase

  @Option(help: "How long a side runs in each round.")
  var milliseconds = 400.0

  func run() throws {
    printLine("step: \(step.title)")
    let commands = [weirWorker, options.peer, weirWorker + ["--no-flow"]].filter { !$0.isEmpty }
    let comparison = Comparison(
      bench: "step", commands: commands, rounds: options.rounds, milliseconds: milliseconds)
    printTable([Comparison.heading] + (try comparison.rows(of: step.withThreads) { $0.label($1) }))
  }
}
