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

  /// Has every side do all [steps] by turns, and prints what was measured. Returns a row of a table for each side in each
  /// case, called by [label]. A side is compared with the first one in the same case; that one, in all cases but the
  /// first, with itself in the first: two threads with one. So all share their rounds, and all processes live as long.
  func rows(of steps: [StepCase], label: (_ step: StepCase, _ side: String) -> String) throws -> [[String]] {
    let cases = commands.flatMap { command in steps.map { (command: command, step: $0) } }
    let sides = try cases.map { try Contender($0.command + $0.step.words) }
    defer { sides.forEach { $0.finish() } }
    let rounds = try Rounds(rounds, measure: sides.map { try $0.turns(filling: milliseconds) })
    if rounds.unrest > 1.2 {
      printLine(
        "  \(steps[0].title): the machine was busy, medians are up to \(fixed(rounds.unrest, 2)) times "
          + "minima; close what else runs and measure again")
    }
    return try cases.indices.map { index in
      let (side, step) = (rounds.sides[index], cases[index].step)
      for (round, value) in side.values.enumerated() {
        try printMeasurement(
          Measurement(
            bench: bench, step: step.title, name: side.name, threads: step.threads, round: round,
            ms_per_step: value))
      }
      let first = index < steps.count ? 0 : index % steps.count
      return rounds.row(ofSide: index, besides: first, label: label(step, side.name))
    }
  }
}
