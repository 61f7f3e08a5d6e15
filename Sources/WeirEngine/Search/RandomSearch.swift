import WeirCatalog

/// Each trial by chance: what every other strategy has to beat.
public struct RandomSearch: SearchStrategy {
  /// How it is named and set.
  public static let entry = Entry<RandomSearch>(
    "random_search", "Tries depths and densities by chance: what other strategies have to beat.",
    source: "Bergstra and Bengio 2012",
    examples: ["snas(moons(), strategies: [random_search], trials: 2, epochs: 1, width: 4, seeds: [1])"],
    words: ["baseline"])

  /// The defaults.
  public init() {}

  /// Any genotype.
  public func next(behind done: [Trial], in search: Search) -> Proposal? {
    guard done.count < search.trials else { return nil }
    var draws = search.draws(done.count, of: self)
    return Proposal(search.anyGenotype(&draws), epochs: search.epochs)
  }
}
