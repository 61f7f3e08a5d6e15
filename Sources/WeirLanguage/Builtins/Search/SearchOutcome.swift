import WeirCatalog
import WeirEngine
import WeirPlot
import WeirStatistics

/// What came of a search.
struct SearchOutcome: Thing {
  static let kind = Kind("search")

  /// The trials of one strategy.
  struct Found {
    let name: String
    let trials: [Trial]
  }

  /// What was trained in the end, and its accuracy on the test part for each seed; nil where that diverged.
  struct Final {
    /// Why it was trained.
    enum Role {
      /// Some strategy found it.
      case found
      /// Nobody searched for it: what the search has to beat.
      case baseline
      /// The winner, with something about it changed.
      case control
    }

    let name: String
    let role: Role
    let weights: Int
    let scores: [Double?]

    var known: [Double] { scores.compactMap(\.self) }
    /// In how many seeds it diverged.
    var diverged: Int { scores.count - known.count }
    /// The mean accuracy of the seeds in which it did not; no number without any.
    var mean: Double { known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count) }
  }

  /// What would have been trained in the end, but cannot be compared with this winner.
  struct Omitted {
    let name: String
    let reason: String
  }

  /// One trial, as tables show it.
  struct Row {
    let strategy: String
    let number: Int
    let trial: Trial
    let densities: [Double]
    let weights: Int
    /// In the unit of the budget.
    let cost: Int
  }

  let space: SearchSpace
  /// Passes of a trial of full length.
  let epochs: Int
  let rows: [Row]
  /// The strategy with the best trial, and that trial within the budget.
  let winner: String
  let winning: Row
  /// What was trained in the end, in the order in which that was begun.
  let finals: [Final]
  /// What was not, strategies that found nothing at first.
  let omitted: [Omitted]
  /// The strategies none of whose trials of full length has a score.
  let fruitless: [String]
  /// The winner against each of the others; nil without any.
  let comparison: SearchComparison?
  /// Every other strategy against random search; nil where one of them is missing.
  let againstRandom: SearchComparison?
  let level: Double

  init(
    space: SearchSpace, epochs: Int, seed: Int, found: [Found], winner: String, winningTrial: Trial,
    finals: [Final], omitted: [Omitted], level: Double
  ) throws {
    (self.space, self.epochs, self.winner, self.level) = (space, epochs, winner, level)
    self.finals = finals
    let nothing = found.compactMap { $0.nothing(epochs: epochs) }
    fruitless = nothing.map(\.name)
    self.omitted = nothing + omitted
    var rows: [Row] = []
    for found in found {
      for (number, trial) in found.trials.enumerated() {
        let fitted = try space.fitted(trial.genotype)
        rows.append(
          Row(
            strategy: found.name, number: number, trial: trial, densities: fitted.densities,
            weights: space.counts(fitted.densities).reduce(0, +), cost: space.cost(fitted)))
      }
    }
    self.rows = rows
    guard let winning = rows.first(where: { $0.strategy == winner && $0.trial == winningTrial }) else {
      preconditionFailure("the winner is one of the trials")
    }
    self.winning = winning
    let best = finals.first { $0.name == winner }
    let random = finals.first { $0.name == RandomSearch().shortName }
    comparison = try best.flatMap { best in
      try SearchComparison(
        finals.filter { $0.name != winner }.map { ($0.name, best, $0) }, level: level, seed: seed, part: 0)
    }
    againstRandom = try random.flatMap { random in
      try SearchComparison(
        finals.filter { $0.role == .found && $0.name != random.name }.map { ($0.name, $0, random) },
        level: level, seed: seed, part: finals.count)
    }
  }

  /// The trials of full length that no other one beats in both accuracy and cost, the cheapest first.
  var front: [Row] {
    let full = rows.filter { $0.trial.epochs == epochs && $0.trial.score != nil }
    let sorted = full.sorted {
      $0.cost == $1.cost ? $0.trial.score ?? 0 > $1.trial.score ?? 0 : $0.cost < $1.cost
    }
    var front: [Row] = []
    for row in sorted where row.trial.score ?? 0 > front.last?.trial.score ?? -1 { front.append(row) }
    return front
  }

  /// Whether some strategy is better than random search.
  var beatsRandom: Bool { againstRandom.map { !$0.found.isEmpty } ?? false }

  /// What nobody searched for and the winner is not better than.
  var unbeaten: [String] {
    let beaten = comparison?.found ?? []
    return finals.filter { $0.role == .baseline && !beaten.contains($0.name) }.map(\.name)
  }
}

extension SearchOutcome.Found {
  /// Why nothing of this strategy was trained in the end; nil if a trial of so many [epochs] has a score.
  func nothing(epochs: Int) -> SearchOutcome.Omitted? {
    let full = trials.filter { $0.epochs == epochs }
    guard full.allSatisfy({ $0.score == nil }) else { return nil }
    let reason =
      trials.isEmpty
      ? "in so few trials it can try nothing"
      : full.isEmpty
        ? "none of its trials was of full length"
        : full.count == 1
          ? "its only trial of full length diverged"
          : "all of its \(full.count) trials of full length diverged"
    let isRandom = name == RandomSearch().shortName
    return SearchOutcome.Omitted(
      name: name, reason: reason + (isRandom ? ", so no strategy is compared with it" : ""))
  }
}
