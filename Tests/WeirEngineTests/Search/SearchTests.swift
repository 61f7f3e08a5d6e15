import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct SearchTests {
  private static func space(depth: Int = 3, budget: Int? = nil) -> SearchSpace {
    var space = SearchSpace()
    (space.inputs, space.classes, space.maxDepth, space.width) = (20, 4, depth, 30)
    (space.levels, space.budget) = ([0.05, 0.1, 0.3, 1], budget)
    return space
  }

  /// A score that is best at the largest depth and the second level everywhere, without a training.
  private static func score(_ genotype: Genotype) -> Double {
    Double(genotype.depth) - genotype.densities.reduce(0) { $0 + abs($1 - 0.1) }
  }

  private static func conducted(_ strategy: some SearchStrategy, seed: Int, trials: Int = 12) -> [Trial] {
    let search = Search(space(), trials: trials, epochs: 9, seed: seed)
    var done: [Trial] = []
    while let next = strategy.next(behind: done, in: search) {
      let genotype = genotype(of: next)
      done.append(Trial(genotype, epochs: next.epochs, score: score(genotype)))
    }
    return done
  }

  /// What is chosen; what would be learned, without a training.
  private static func genotype(of proposal: Proposal) -> Genotype {
    switch proposal.source {
    case .chosen(let genotype): genotype
    case .learned(let depth, _, let seed):
      Genotype((0...depth).map { space().levels[(seed >> (2 * $0)) % 4] })
    }
  }

  @Test(arguments: searchStrategies.standards.map(\.identity))
  func `a strategy costs what it may, stays in its space, and is a function of what was tried`(
    name: String
  ) throws {
    let strategy = try #require(searchStrategies.standards.first { $0.identity == name })
    for trials in [1, 2, 5, 12, 40] {
      let done = Self.conducted(strategy, seed: 1, trials: trials)
      let search = Search(Self.space(), trials: trials, epochs: 9, seed: 1)
      let cost = done.indices.reduce(0) {
        $0 + (strategy.next(behind: Array(done[..<$1]), in: search)?.cost ?? 0)
      }
      #expect(cost <= trials * 9 && cost > trials * 9 - 27, "\(cost) of \(trials * 9)")
      // One trial is not enough to learn densities and to try them.
      #expect(done.contains { $0.epochs == 9 } || (done.isEmpty && trials == 1))
      for trial in done {
        #expect((1...3).contains(trial.genotype.depth))
        #expect(trial.genotype.densities.allSatisfy { Self.space().levels.contains($0) })
      }
    }
    let all = Self.conducted(strategy, seed: 1)
    #expect(all == Self.conducted(strategy, seed: 1))
    #expect(all != Self.conducted(strategy, seed: 2))
    let search = Search(Self.space(), trials: 12, epochs: 9, seed: 1)
    for place in all.indices {
      let next = try #require(strategy.next(behind: Array(all[..<place]), in: search))
      #expect(Self.genotype(of: next) == all[place].genotype)
    }
  }

  // All began with the draws of random search, so that half of what they tried was the same.
  @Test func `strategies begin by chances of their own`() {
    let begins = searchStrategies.standards.map { strategy in
      Self.conducted(strategy, seed: 1).prefix(5).map(\.genotype)
    }
    #expect(Set(begins).count == begins.count)
  }

  @Test func `a child differs from a parent that lived by one density, or by one layer`() {
    let done = Self.conducted(Evolution(), seed: 3, trials: 40)
    for place in 8..<40 {
      let child = done[place].genotype.densities
      let living = done[(place - 8)..<place].map(\.genotype.densities)
      #expect(
        living.contains { parent in
          if parent.count == child.count { return zip(parent, child).count { $0 != $1 } == 1 }
          let (long, short) = parent.count > child.count ? (parent, child) : (child, parent)
          guard long.count == short.count + 1 else { return false }
          return long.indices.contains { index in
            var less = long
            less.remove(at: index)
            return less == short
          }
        }, "\(place)")
    }
  }

  @Test func `what learns from trials finds more than chance`() {
    func best(_ strategy: some SearchStrategy) -> Double {
      let scores = (0..<20).map { seed in
        Self.conducted(strategy, seed: seed, trials: 40).compactMap(\.score).max() ?? 0
      }
      return scores.reduce(0, +)
    }
    let random = best(RandomSearch())
    #expect(best(Evolution()) > random)
    #expect(best(ParzenSearch()) > random)
  }

  // 36 + 12 x 3 + 4 x 9 = 108 = 12 x 9.
  @Test func `each rung has a third of the genotypes, for three times as long`() {
    let search = Search(Self.space(), trials: 12, epochs: 9, seed: 0)
    let ladder = SuccessiveHalving().ladder(search)
    #expect(ladder.map(\.count) == [36, 12, 4] && ladder.map(\.epochs) == [1, 3, 9])
    let done = Self.conducted(SuccessiveHalving(), seed: 0)
    let best = done[..<36].sorted { ($0.score ?? 0) > ($1.score ?? 0) }.prefix(12)
    #expect(
      Set(done[36..<48].map(\.genotype)) == Set(best.map(\.genotype)) || best.last?.score == done[47].score)
  }

  // With three epochs there were rungs of 1, 1 and 3: the second found again what the first had.
  @Test(arguments: 1...30) func `no rung is as long as the next`(epochs: Int) {
    for (factor, rungs) in [(3, 3), (2, 5), (7, 2), (2, 1)] {
      var halving = SuccessiveHalving()
      (halving.factor, halving.rungs) = (factor, rungs)
      let ladder = halving.ladder(Search(Self.space(), trials: 12, epochs: epochs, seed: 0))
      #expect(zip(ladder, ladder.dropFirst()).allSatisfy { $0.epochs < $1.epochs })
      #expect(ladder.last?.epochs == epochs)
      #expect(ladder.reduce(0) { $0 + $1.count * $1.epochs } <= 12 * epochs)
    }
    let short = SuccessiveHalving().ladder(Search(Self.space(), trials: 12, epochs: 3, seed: 0))
    // 18 + 6 x 3 = 36 = 12 x 3.
    #expect(short.map(\.count) == [18, 6] && short.map(\.epochs) == [1, 3])
  }

  // What cost less than the budget stayed as it was, so that rivals were compared at whatever chance had left.
  @Test(arguments: SearchSpace.Unit.allCases) func `densities are times one factor, until the budget is full`(
    unit: SearchSpace.Unit
  ) throws {
    var space = Self.space(budget: unit == .bytes ? 2000 : 300)
    space.unit = unit
    let budget = try #require(space.budget)
    for densities in [[0.3, 1, 0.1, 0.3], [0.002, 0.01, 0.001, 0.002], [0.05, 0.05]] {
      let fitted = try space.fitted(Genotype(densities))
      let cost = space.cost(fitted)
      #expect(cost <= budget && space.cost(Genotype(fitted.densities.map { min(1, 1.02 * $0) })) > budget)
      // Each layer may have been rounded down.
      if unit == .weights { #expect(cost > budget - 4) }
      for (density, before) in zip(fitted.densities, densities) {
        #expect(
          abs(density / before - fitted.densities[0] / densities[0]) < 1e-9 * fitted.densities[0]
            / densities[0])
      }
      space.fillsBudget = false
      let less = try space.fitted(Genotype(densities))
      #expect(densities == [0.3, 1, 0.1, 0.3] ? less == fitted : less == Genotype(densities))
      space.fillsBudget = true
    }
    // More than all weights there are not.
    space.budget = 1_000_000
    #expect(try space.fitted(Genotype([0.05, 0.1])) == Genotype([1, 1]))
  }

  @Test(arguments: SearchSpace.Unit.allCases) func `what a network costs is known without it`(
    unit: SearchSpace.Unit
  ) throws {
    var space = Self.space()
    (space.unit, space.inputs) = (unit, 300)
    for densities in [[0.3, 0.6, 0.1, 0.3], [1, 0.02, 1], [0.001, 0.51]] {
      let genotype = Genotype(densities)
      let ledger = try space.network(genotype, seed: 1).ledger
      let cost =
        switch unit {
        case .weights: ledger.reduce(0) { $0 + $1.active }
        case .multiplyAdds: ledger.reduce(0) { $0 + $1.multiplyAdds }
        case .bytes: ledger.reduce(0) { $0 + $1.restBytes }
        }
      #expect(space.cost(genotype) == cost)
    }
  }

  // It was found out when the first genotype of that depth was to be trained.
  @Test(arguments: SearchSpace.Unit.allCases) func `a budget too small for the deepest network is refused`(
    unit: SearchSpace.Unit
  ) throws {
    var space = Self.space()
    space.unit = unit
    let least = space.cost(Genotype([0, 0, 0, 0]))
    if unit != .bytes { #expect(least == 4) }
    space.budget = least
    try space.check()
    #expect(try space.cost(space.fitted(Genotype([1, 0.1, 1, 0.1]))) == least)
    space.budget = least - 1
    let error = #expect(throws: ShapeError.self) { try space.check() }
    #expect(error?.message.contains("\(least) is the smallest budget at this depth") == true)
    #expect(throws: ShapeError.self) { try space.fitted(Genotype([1, 0.1, 1, 0.1])) }
  }

  @Test func `a network has just the weights of its genotype`() throws {
    let (space, genotype) = (Self.space(), Genotype([0.3, 0.05, 1]))
    let network = try space.network(genotype, seed: 1)
    #expect(network.weightLayers.map(\.mask.count) == [180, 45, 120])
    #expect(space.counts(genotype.densities) == [180, 45, 120])
    let other = try space.network(genotype, seed: 1, maskSeed: 2)
    #expect(other.weightLayers.map(\.mask.count) == [180, 45, 120])
    #expect(other.weightLayers[0].mask != network.weightLayers[0].mask)
    #expect(network.initialization?.initializer.fan == .unit)
  }

  // Rivals had a few weights less than what they are compared with.
  @Test func `weights are shared to the last one, however they are shared`() throws {
    let space = Self.space()
    for total in [3, 4, 37, 100, 499, 500, 1617, 1620] {
      for densities in [[1, 1, 1], [0.1, 1, 0.3], [0.3, 0.01, 1.0]] {
        let counts = space.counts(sharing: total, as: densities)
        #expect(counts.reduce(0, +) == total && zip(counts, [600, 900, 120]).allSatisfy { 1...$1 ~= $0 })
      }
      let counts = try space.counts(sharing: total, depth: 2, by: ErdosRenyiKernel())
      #expect(counts.reduce(0, +) == total)
      #expect(try space.network(counts, seed: 0).weightLayers.map(\.mask.count) == counts)
    }
    // 600, 900 and 120 in all, a third of each.
    #expect(space.counts(sharing: 540, as: [1, 1, 1]) == [200, 300, 40])
    // No layer has more weights than there are.
    #expect(space.counts(sharing: 5000, as: [0.1, 1, 0.1]) == [600, 900, 120])
    // Small layers are denser: (20 + 30) / 600 : (30 + 30) / 900 : (30 + 4) / 120.
    #expect(try space.counts(sharing: 144, depth: 2, by: ErdosRenyiKernel()) == [50, 60, 34])
  }

  @Test func `a small dense network is as wide as its weights allow`() throws {
    let space = Self.space()
    // 20 w + w w + 4 w: 13 makes 481, 14 makes 532.
    #expect(space.denseWidth(depth: 2, weights: 500) == 13)
    #expect(try space.dense(depth: 2, width: 13, seed: 0).nonzeros == 481)
    #expect(space.denseWidth(depth: 2, weights: 10) == nil)
  }

  @Test func `trials have a seed that is not the search's`() throws {
    let seeds = [-1, 0, 1, 2, 99].map { seed in
      (seed, Search(Self.space(), trials: 1, epochs: 1, seed: seed).trialSeed)
    }
    #expect(Set(seeds.map(\.1)).count == seeds.count)
    for (seed, trial) in seeds {
      #expect(![seed, ~seed].contains(trial))
      let masks = try [seed, trial].map {
        try Self.space().network([180, 45, 60], seed: $0).weightLayers.map(\.mask)
      }
      #expect(zip(masks[0], masks[1]).allSatisfy { $0 != $1 })
    }
  }
}
