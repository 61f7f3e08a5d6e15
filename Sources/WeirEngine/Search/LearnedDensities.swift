import WeirCatalog

/// Densities that are learned with the weights: the relaxation in which every weight takes part in training.
public struct LearnedDensities: SearchStrategy {
  /// The share of all weights that stays where there is no budget.
  public var density = 0.1

  /// How it is named and set.
  public static let entry = Entry<LearnedDensities>(
    "learned", "Learns densities with the weights of a dense network, and tries them with random masks.",
    details: """
      A dense network is trained straight through its largest weights of all layers together (`ste`), so that layers \
      compete for weights. How many stay is as many as fill the budget, whatever its unit, if all layers were as \
      dense; without a budget the share `density`. The densities that come of it are tried like those of other \
      strategies: made to fit the budget, with masks by chance. Learning costs as much as a trial, so there are half as many \
      trials; with a single one there is none. Depths take turns from 1 on, and each round has another seed.
      """,
    source: "Bengio et al. 2013; Wortsman et al. 2019 (straight-through estimator)",
    settings: [
      Setting(
        "density", \.density, .number(in: 0.0001...1), "Share of the weights that stays without a budget.")
    ],
    examples: [
      "snas(moons(), strategies: [learned], trials: 2, epochs: 1, width: 4, seeds: [1])"
    ], words: ["differentiable", "gradient", "darts", "relaxation"])

  /// The defaults.
  public init() {}

  /// What is learned at the next depth.
  public func next(behind done: [Trial], in search: Search) -> Proposal? {
    guard 2 * (done.count + 1) <= search.trials else { return nil }
    var draws = search.draws(done.count, of: self)
    return Proposal(
      .learned(
        depth: 1 + done.count % search.space.maxDepth, density: density, seed: draws.below(1 << 31)),
      epochs: search.epochs)
  }
}
