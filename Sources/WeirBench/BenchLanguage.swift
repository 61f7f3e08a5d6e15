import ArgumentParser
import Foundation
import WeirLanguage

/// Times loops of simple operations, beside the Python that a peer runs on.
struct BenchLanguage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language", abstract: "Simple operations a second in the language, with one thread.")

  @OptionGroup var options: BenchOptions

  private struct Measurement: Encodable {
    var bench = "language"
    var loop: String
    var name: String
    var round: Int
    var operations_per_second: Double
  }

  func run() throws {
    printLine("language: million operations a second; ratios are Weir's speed over Python's")
    var rows = [["", "median", "best"] + (options.peer.isEmpty ? [] : ["Python", "ratio"])]
    for loop in Loop.all {
      let operations = Double(loop.operations * loop.passes)
      var sides = [("weir", try seconds(loop))]
      if let python = options.peer.first { sides.append(("python", try seconds(loop, python))) }
      let rounds = try Rounds(
        options.rounds, measure: sides.map { name, seconds in { (name, operations / (try seconds())) } })
      for side in rounds.sides {
        for (round, value) in side.values.enumerated() {
          try printMeasurement(
            Measurement(loop: loop.name, name: side.name, round: round, operations_per_second: value))
        }
      }
      let (own, others) = (rounds.sides[0].values, rounds.sides.dropFirst().map(\.values))
      rows.append(
        [loop.name, fixed(median(own) / 1e6, 1), fixed((own.max() ?? .nan) / 1e6, 1)]
          + others.flatMap { [fixed(median($0) / 1e6, 1), fixed(median(own) / median($0), 2)] })
    }
    printTable(rows)
  }

  /// Runs a loop once, and says how long that took.
  private func seconds(_ loop: Loop) throws -> () throws -> Double {
    let session = Interpreter(context: Context(host: Silence()))
    try session.run(SourceText(name: loop.name, text: loop.weir))
    let call = SourceText(name: loop.name, text: "run(\(loop.passes))")
    try session.run(call)
    return {
      let clock = ContinuousClock()
      let start = clock.now
      try session.run(call)
      return (clock.now - start) / .seconds(1)
    }
  }

  /// The same in [python], which is started for it and measures itself.
  private func seconds(_ loop: Loop, _ python: String) throws -> () throws -> Double {
    let timing =
      "import time\nstart = time.perf_counter()\nrun(\(loop.passes))\nprint(time.perf_counter() - start)"
    let program = loop.python + "\nrun(\(loop.passes))\n" + timing
    return {
      let (process, output) = (Process(), Pipe())
      process.executableURL = URL(fileURLWithPath: python)
      process.arguments = ["-c", program]
      process.standardOutput = output
      try process.run()
      let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      guard let seconds = Double(answer.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw CommandError(command: [python, "-c", loop.name], reason: "it answered `\(answer)`")
      }
      return seconds
    }
  }
}
