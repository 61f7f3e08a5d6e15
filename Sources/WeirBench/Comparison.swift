/// Sides that do the same steps by turns, the first of them the one that others are compared with.
struct Comparison {
  /// What the benchmark is called.
  let bench: String
  /// What starts each side.
  let commands: [[String]]
  let rounds: Int
  /// How long a side runs in each round.
  let milliseconds: Double

  /// The columns of a table of comparisons.
  static let heading = ["", "median ms", "minimum ms", "ratio", "ratio of minima"]

  private struct Measurement: Encodable {
    var bench: String
    var step: String
    var name: String
    var threads: Int
    var round: Int
    var ms_per_step: Double
  }

  /// Has every side do [step], prints what was measured, and gives a row of a table for each side, called by
  /// [label].
  func rows(of step: StepCase, label: (_ side: String) -> String) throws -> [[String]] {
    let sides = try commands.map { try Contender($0 + step.words) }
    defer { sides.forEach { $0.finish() } }
    let rounds = try Rounds(rounds, measure: sides.map { try $0.turns(filling: milliseconds) })
    if rounds.unrest > 1.2 {
      printLine(
        "  threads \(step.threads): the machine was busy, medians are up to \(fixed(rounds.unrest, 2)) times "
          + "minima; close what else runs and measure again")
    }
    for side in rounds.sides {
      for (round, value) in side.values.enumerated() {
        try printMeasurement(
          Measurement(
            bench: bench, step: step.title, name: side.name, threads: step.threads, round: round,
            ms_per_step: value))
      }
    }
    return rounds.rows(label: label)
  }
}
