import WeirEngine
import WeirStatistics

/// Several questions whether one thing that a search trained in the end is better than another, judged together: each
/// by its own pairs of seeds, their p adjusted by Holm's rule.
struct SearchComparison {
  /// Whom each question is about.
  let names: [String]
  let judged: PairedComparison

  /// Whether a is better than b, for each of [questions]; nil without any. Who has diverged has lost its pair. [part] tells
  /// apart the draws of the intervals.
  init?(
    _ questions: [(about: String, a: SearchOutcome.Final, b: SearchOutcome.Final)], level: Double, seed: Int,
    part: Int
  ) throws {
    guard !questions.isEmpty else { return nil }
    names = questions.map(\.about)
    func numbers(_ final: SearchOutcome.Final) -> [Double] { final.scores.map { $0 ?? .nan } }
    judged = try PairedComparison(questions.map { (numbers($0.a), numbers($0.b)) }, level: level) {
      number, cell, size in
      RandomStream(seed: seed, purpose: .resampling, step: number, part: part + cell)
        .numbers(size, below: size)
    }
  }

  /// Whom the answer is yes for.
  var found: [String] { judged.found.map { names[$0] } }

  func cell(_ name: String) -> PairedComparison.Cell? { names.firstIndex(of: name).map { judged.cells[$0] } }

  /// How many seeds it takes for some outcome to reach the level; nil if there are so many.
  var seedsNeeded: Int? {
    let power = PairedPower(
      pairs: judged.cells.map(\.test.pairs).max() ?? 0, level: judged.level, tests: judged.cells.count)
    return power.canReach ? nil : power.fewestPairs
  }
}
