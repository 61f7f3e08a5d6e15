import WeirCatalog

/// Regularized evolution: the best of a few is changed a little, and the oldest dies.
public struct Evolution: SearchStrategy {
  /// How many live.
  public var population = 8
  /// How many of these compete to have a child.
  public var sample = 3

  /// How it is named and set.
  public static let entry = Entry<Evolution>(
    "evolution", "Changes one density or the depth of the best of a few; the oldest dies.",
    details: """
      The first trials are by chance, as many as live at a time. Each later one is a child of the best among a \
      random sample of those that live: with equal chance for each layer and for the depth, that layer gets another \
      density, or a layer comes or goes. Who lives is the last so many tried, however good older ones were.
      """,
    source: "Real et al. 2019",
    settings: [
      Setting("population", \.population, .integer(in: 1...10_000), "How many live at a time."),
      Setting("sample", \.sample, .integer(in: 1...10_000), "How many compete to have a child."),
    ],
    examples: [
      "snas(moons(), strategies: [evolution(population: 2)], trials: 3, epochs: 1, width: 4, seeds: [1])"
    ],
    words: ["genetic", "mutation", "regularized"])

  /// The defaults.
  public init() {}

  /// A child of the best of a sample.
  public func next(behind done: [Trial], in search: Search) -> Proposal? {
    guard done.count < search.trials else { return nil }
    var draws = search.draws(done.count, of: self)
    guard done.count >= population else { return Proposal(search.anyGenotype(&draws), epochs: search.epochs) }
    let living = done.suffix(population)
    var best: Trial?
    for _ in 0..<sample {
      let one = living[living.startIndex + draws.below(living.count)]
      if best.map({ one.worth > $0.worth }) ?? true { best = one }
    }
    guard let best else { return nil }
    return Proposal(child(of: best.genotype, in: search.space, &draws), epochs: search.epochs)
  }

  private func child(of parent: Genotype, in space: SearchSpace, _ draws: inout Draws) -> Genotype {
    var densities = parent.densities
    let place = draws.below(densities.count + 1)
    if place == densities.count, space.maxDepth > 1 {
      let hidden = draws.below(parent.depth)
      let grows = parent.depth == 1 || (parent.depth < space.maxDepth && draws.below(2) == 0)
      if grows {
        densities.insert(space.levels[draws.below(space.levels.count)], at: hidden)
      } else {
        densities.remove(at: hidden)
      }
    } else {
      let others = space.levels.filter { $0 != densities[min(place, densities.count - 1)] }
      guard !others.isEmpty else { return parent }
      densities[min(place, densities.count - 1)] = others[draws.below(others.count)]
    }
    return Genotype(densities)
  }
}
