import ArgumentParser
import WeirLanguage
import WeirPlot

/// Times charts of a million numbers, from the list that a program holds to the text on the screen.
struct BenchPlots: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plots", abstract: "The time of charts of a million numbers.")

  @OptionGroup var options: BenchOptions

  @Option(help: "How many numbers.")
  var count = 1_000_000

  private static let charts = [
    "plot(xs)", "plot({x: places, y: xs})", "plot({a: xs, b: places})", "scatter(places, xs)",
    "hist(xs)", "spark(xs)",
  ]

  private struct Measurement: Encodable {
    var bench = "plots"
    var chart: String
    var round: Int
    var ms: Double
  }

  func run() throws {
    printLine("plots: \(count) numbers, from the list of a program to text")
    let session = Interpreter(context: Context(host: Silence()))
    session.bind("places", to: .list(of: (0..<count).map { .integer($0) }))
    session.bind("xs", to: .list(of: noise()))
    let rounds = try Rounds(
      options.rounds,
      measure: Self.charts.map { chart in
        {
          let clock = ContinuousClock()
          let start = clock.now
          let value = try session.run(SourceText(name: "chart", text: chart))
          _ = value?.full(on: Silence.screen)
          return (chart, (clock.now - start) / .milliseconds(1))
        }
      })
    for side in rounds.sides {
      for (round, value) in side.values.enumerated() {
        try printMeasurement(Measurement(chart: side.name, round: round, ms: value))
      }
    }
    printTable(
      [["", "median ms", "minimum ms"]]
        + rounds.sides.indices.map { [rounds.sides[$0].name] + rounds.times(ofSide: $0) })
  }

  /// A walk of as many steps up or down.
  private func noise() -> [Value] {
    var (state, height): (UInt32, Double) = (1, 0)
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      height += Double(state >> 8) / Double(1 << 24) - 0.5
      return .number(height)
    }
  }
}
