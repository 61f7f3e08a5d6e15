import ArgumentParser
import Foundation
import WeirTestSupport

/// Times the prompt in a terminal: from a key to its echo, and what a training costs more for being watched.
struct BenchPrompt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt",
    abstract:
      "From a key to its echo, with and without a training beside it, and what watching that training costs.")

  @OptionGroup var options: BenchOptions

  private struct Measurement: Encodable {
    var bench = "prompt"
    var name: String
    var round: Int
    var ms: Double
  }

  func run() throws {
    printLine("prompt: in a terminal of 100 by 30; milliseconds")
    let echoes = try echoes()
    let trainings = try Rounds(
      options.rounds,
      measure: [("not watched", "epochs: 100, live: false); t"), ("watched", "epochs: 100)")].map {
        name, rest in
        { (name, try Self.training(rest)) }
      })
    for (name, values) in echoes + trainings.sides {
      for (round, value) in values.enumerated() {
        try printMeasurement(Measurement(name: name, round: round, ms: value))
      }
    }
    printTable(
      [["from a key to its echo", "median", "maximum"]]
        + echoes.map { [$0.name, fixed(median($0.values), 2), fixed($0.values.max() ?? .nan, 2)] })
    printTable([["a training", "median", "minimum", "ratio"]] + trainings.rows { $0 })
  }

  /// The times of some keys in a row, at rest and beside a training.
  private func echoes() throws -> [(name: String, values: [Double])] {
    let session = try PromptSession()
    try session.enter("data = glyphs(samples: 20000)")
    try session.wait(for: "weir [2]>")
    let rest = try session.echoes()
    try session.enter(Self.fit("epochs: 10000)"))
    try session.wait(for: "step ")
    return [("at rest", rest), ("beside a training", try session.echoes())]
  }

  /// How long a training of some seconds takes from Enter to its result.
  private static func training(_ rest: String) throws -> Double {
    let session = try PromptSession()
    try session.enter("data = glyphs(samples: 20000)")
    try session.wait(for: "weir [2]>")
    let clock = ContinuousClock()
    let start = clock.now
    try session.enter(fit(rest))
    try session.wait(for: "run(step ")
    return (clock.now - start) / .milliseconds(1)
  }

  private static func fit(_ rest: String) -> String {
    "t = train(mlp([784, 300, 100, 10]).sparsify(density: 10%), data, \(rest)"
  }
}

/// A person at the prompt who looks at every byte.
private final class PromptSession {
  private let terminal: PseudoTerminal
  private var shown: [UInt8] = []

  init() throws {
    let environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "WEIR_HISTORY": "/dev/null"]
    terminal = try PseudoTerminal(
      [program(named: "weir"), "--no-init"], environment: environment, size: (100, 30))
    try wait(for: "weir [1]>")
  }

  func enter(_ line: String) throws {
    shown = []
    var rest = Array((line + "\r").utf8)[...]
    while !rest.isEmpty { rest = rest.dropFirst(terminal.write(rest)) }
  }

  /// Waits until [text] has been written since the last line was entered.
  func wait(for text: String) throws {
    let end = ContinuousClock.now + .seconds(120)
    while shown.firstRange(of: Array(text.utf8)) == nil {
      guard ContinuousClock.now < end else {
        throw CommandError(command: ["weir"], reason: "`\(text)` did not come")
      }
      shown += terminal.read(milliseconds: 100)
    }
  }

  /// Milliseconds from each of some keys to its echo. No two are alike, and no picture has them in it.
  func echoes() throws -> [Double] {
    var times: [Double] = []
    let clock = ContinuousClock()
    for key in "αβγδεζηθικλμνξοπρστυφχψωαβγδεζηθικλμνξοπρστυφχψω" {
      // A person types slower than the picture above changes; so the keys meet it at all its moments.
      _ = terminal.read(milliseconds: 0)
      usleep(37_000)
      _ = terminal.read(milliseconds: 0)
      shown = []
      let start = clock.now
      _ = terminal.write(Array(String(key).utf8))
      try wait(for: String(key))
      times.append((clock.now - start) / .milliseconds(1))
      if key == "ω" { _ = terminal.write([0x15]) }
    }
    return times
  }
}
