import ArgumentParser
import Foundation

/// Times a whole run of the program that does next to nothing.
struct BenchStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "The time of `weir -e '1 + 1'`, from start to end.")

  @OptionGroup var options: BenchOptions

  private struct Measurement: Encodable {
    var bench = "start"
    var command: String
    var round: Int
    var ms: Double
  }

  func run() throws {
    var commands = [[program(named: "weir"), "-e", "1 + 1"], ["/bin/sh", "-c", ":"]]
    if let python = options.peer.first { commands.append([python, "-c", "import torch"]) }
    printLine("start: from the call to the end of the process, the cost of a process included")
    let rounds = try Rounds(
      max(options.rounds, 15),
      measure: commands.map { command in
        {
          let name = (command[0] as NSString).lastPathComponent
          return (([name] + command.dropFirst()).joined(separator: " "), try milliseconds(of: command))
        }
      })
    for side in rounds.sides {
      for (round, value) in side.values.enumerated() {
        try printMeasurement(Measurement(command: side.name, round: round, ms: value))
      }
    }
    printTable(
      [["", "median ms", "minimum ms"]]
        + rounds.sides.map { [$0.name, fixed(median($0.values), 1), fixed($0.values.min() ?? .nan, 1)] })
  }
}

/// A program that was built beside this one.
func program(named name: String) -> String {
  let here = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
  return here.deletingLastPathComponent().appendingPathComponent(name).path
}

/// Runs a command to its end, its output thrown away; returns the time that took. Throws if it fails.
///
/// Calls the system directly: Foundation's `Process` looks for the end of a child at intervals.
func milliseconds(of command: [String]) throws -> Double {
  let silence = open("/dev/null", O_RDWR)
  defer { close(silence) }
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
  #else
    var actions = posix_spawn_file_actions_t()
  #endif
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for descriptor: Int32 in 0...2 { posix_spawn_file_actions_adddup2(&actions, silence, descriptor) }
  let words = command.map { strdup($0) } + [nil]
  defer { words.forEach { free($0) } }

  var child: pid_t = 0
  var status: Int32 = 0
  let clock = ContinuousClock()
  let start = clock.now
  let refusal = posix_spawn(&child, command[0], &actions, nil, words, environ)
  guard refusal == 0 else { throw CommandError(command: command, reason: String(cString: strerror(refusal))) }
  waitpid(child, &status, 0)
  let elapsed = clock.now - start
  guard status == 0 else {
    // The low seven bits of what the system says are a signal, the next byte is the exit status.
    let end = status & 0x7f == 0 ? "status \(status >> 8)" : "signal \(status & 0x7f)"
    throw CommandError(command: command, reason: "it ended with \(end)")
  }
  return elapsed / .milliseconds(1)
}

/// A command that did not run to a good end.
struct CommandError: Error, CustomStringConvertible {
  var command: [String]
  var reason: String
  var description: String { "`\(command.joined(separator: " "))` failed: \(reason)." }
}
