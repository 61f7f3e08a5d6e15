import ArgumentParser
import WeirCatalog
import WeirNotebook

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What `weir` does at a word that stands where a script's name could: `weir check FILE`. A script of
/// that name is run with `./` before it, or behind `run`.
protocol Subcommand: ParsableCommand {
  /// Does it. Returns the exit status.
  func perform() throws -> Int32
}

/// One call of the program, taken apart.
struct CommandLineCall {
  /// The words, and what they mean.
  private static let subcommands: [(word: String, type: any Subcommand.Type)] = [
    ("run", ScriptCommand.self), ("check", CheckCommand.self), ("test", TestCommand.self),
    ("export", ExportCommand.self), ("replay", ReplayCommand.self),
    ("doctor", DoctorCommand.self),
    ("selftest", SelftestCommand.self), ("reference", ReferenceCommand.self),
    ("worker", WorkerCommand.self),
  ]

  private let arguments: [String]

  init(_ arguments: some Sequence<String>) { self.arguments = Array(arguments) }

  /// Does what is asked for. Returns the exit status; what is wrong has been said then.
  func run() -> Int32 {
    do {
      // Options may stand before the word and behind it: it is taken out, and the rest read as one.
      let script = try ScriptCommand.parse(arguments)
      guard let word = script.words.first, let found = Self.subcommands.first(where: { $0.word == word })
      else { return try script.perform() }
      if word == "run", script.words.count == 1 { throw ValidationError("`weir run` needs a file to run") }
      let options = arguments.dropLast(script.words.count)
      return Self.run(found.type, Array(options + script.words.dropFirst()))
    } catch {
      return Self.report(error, by: ScriptCommand.self)
    }
  }

  private static func run<Command: Subcommand>(_ type: Command.Type, _ arguments: [String]) -> Int32 {
    do { return try type.parse(arguments).perform() } catch { return report(error, by: type) }
  }

  /// Says what is wrong with the call, or what was asked about it.
  private static func report<Command: Subcommand>(_ error: any Error, by type: Command.Type) -> Int32 {
    if type.exitCode(for: error) == .success {
      Terminal.write(type.fullMessage(for: error) + "\n")
      return 0
    }
    let message = type.message(for: error)
    let sentence = message.prefix(1).lowercased() + message.dropFirst()
    Terminal.write("error: \(sentence)\nhelp: `weir --help` says how to call it\n", to: STDERR_FILENO)
    return 2
  }
}
