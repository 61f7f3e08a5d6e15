import WeirCatalog

/// Successive halving: many are trained for a short time, the better ones longer.
public struct SuccessiveHalving: SearchStrategy {
  /// Each rung keeps one of so many, and trains it so many times as long.
  public var factor = 3
  /// How many rungs there are.
  public var rungs = 3

  /// How it is named and set.
  public static let entry = Entry<SuccessiveHalving>(
    "halving", "Trains many genotypes for a short time, and the better ones longer, rung by rung.",
    details: """
      The last rung trains at full length, the one before 1 / factor of it, and so on; each costs about as many epochs. \
      A rung that would be as long as the next one is left out. The genotypes of the first are by chance, and each further rung has the best 1 / factor of the one before. \
      Whether short trainings tell what long ones would is measured: Kendall's tau of the two scores of those \
      that were in both.
      """,
    source: "Karnin et al. 2013; Jamieson and Talwalkar 2016",
    settings: [
      Setting(
        "factor", \.factor, .integer(in: 2...100), "One of so many goes on, for so many times as long."),
      Setting("rungs", \.rungs, .integer(in: 1...10), "How many lengths there are at most."),
    ],
    examples: [
      "snas(moons(), strategies: [halving(rungs: 2)], trials: 3, epochs: 3, width: 4, seeds: [1])"
    ], words: ["hyperband", "fidelity", "rung"])

  /// The defaults.
  public init() {}

  /// Each rung: how many genotypes, and for how many epochs. Where there are too few trials for all rungs, the first
  /// ones are left out; so are those that are as long as the next one.
  func ladder(_ search: Search) -> [(count: Int, epochs: Int)] {
    let budget = search.trials * search.epochs
    var steps: [(count: Int, epochs: Int)] = []
    for rungs in 1...rungs {
      let all = (0..<rungs).map { rung in
        max(1, search.epochs / (rung + 1..<rungs).reduce(1) { product, _ in product * factor })
      }
      // As long a training of the same genotype finds nothing new.
      let lengths = all.indices.filter { $0 == rungs - 1 || all[$0] < all[$0 + 1] }.map { all[$0] }
      func counts(_ first: Int) -> [Int] {
        (1..<lengths.count).reduce(into: [first]) { counts, rung in
          counts.append(max(1, counts[rung - 1] / factor))
        }
      }
      func cost(_ first: Int) -> Int { zip(counts(first), lengths).reduce(0) { $0 + $1.0 * $1.1 } }
      guard cost(1) <= budget else { break }
      var first = 1
      while cost(first + 1) <= budget { first += 1 }
      steps = zip(counts(first), lengths).map { (count: $0, epochs: $1) }
    }
    return steps
  }

  /// The next of a rung.
  public func next(behind done: [Trial], in search: Search) -> Proposal? {
    var begin = 0
    var last: [Trial] = []
    for (rung, step) in ladder(search).enumerated() {
      let place = done.count - begin
      if place < step.count {
        if rung == 0 {
          var draws = search.draws(done.count, of: self)
          return Proposal(search.anyGenotype(&draws), epochs: step.epochs)
        }
        let order = last.indices.sorted {
          last[$0].worth == last[$1].worth ? $0 < $1 : last[$0].worth > last[$1].worth
        }
        return Proposal(last[order[place]].genotype, epochs: step.epochs)
      }
      last = Array(done[begin..<(begin + step.count)])
      begin += step.count
    }
    return nil
  }
}
