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

extension PairedComparison.Cell {
  /// [difference] of its numbers: zero where only what was rounded is left of it.
  private func exact(_ difference: Double) -> Double {
    let most = (a + b).map(\.magnitude).max() ?? 0
    return difference.magnitude <= 1e-12 * most ? 0 : difference
  }

  /// The mean difference of the pairs that have both numbers; nil without any.
  var meanLead: Double? { a.isEmpty ? nil : exact(difference.estimate) }

  /// The median difference of the pairs that have both numbers; nil without any.
  var medianLead: Double? { a.isEmpty ? nil : exact(test.median) }

  /// The median difference of all pairs that count, where a lost one is further off than any that has a size; zero
  /// without any.
  var standing: Double {
    let all =
      Array(repeating: -Double.infinity, count: lostByA) + zip(a, b).map { exact($0 - $1) }.sorted()
      + Array(repeating: Double.infinity, count: lostByB)
    guard !all.isEmpty else { return 0 }
    let (lower, upper) = (all[(all.count - 1) / 2], all[all.count / 2])
    return lower == -upper ? 0 : (lower + upper) / 2
  }
}
