import ArgumentParser
import Foundation

/// Runs the benchmarks that goals name, each of them once, and says which goals are reached.
struct BenchGoals: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goals", abstract: "All that is to be reached, with pass or miss for each.")

  @OptionGroup var options: BenchOptions

  @Option(help: "The number of the goals to look at; given once for each, all of them if not given.")
  var goal: [Int] = []

  func run() throws {
    let goals = Goal.all.filter { goal.isEmpty || goal.contains($0.number) }
    var readings: [[String]: Readings] = [:]
    for goal in goals where readings[goal.run] == nil {
      readings[goal.run] = try measure(goal.run)
    }
    printLine("goals: by the median of the rounds, and by the best of them; \(Self.machine)")
    printTable(GoalTable.rows(goals, readings))
  }

  /// The lines of the benchmark that [words] name, which are passed on as well.
  ///
  /// A process for each: what one leaves in memory and caches is not the next one's.
  private func measure(_ words: [String]) throws -> Readings {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program(named: "WeirBench"))
    process.arguments =
      words + ["--rounds", "\(options.rounds)"] + options.peer.flatMap { ["--peer", $0] }
    process.standardOutput = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // The others are measured all the same.
    if process.terminationStatus != 0 { printLine("  `\(words.joined(separator: " "))` failed") }
    try FileHandle.standardOutput.write(contentsOf: printed)
    return Readings(printed.split(separator: UInt8(ascii: "\n")).map { Data($0) })
  }

  /// What the figures are of.
  private static var machine: String {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    return "\(processors) processors, " + ProcessInfo.processInfo.operatingSystemVersionString
  }
}
