import Testing

@testable import WeirEngine

@Suite struct LotteryTests {
  private func lottery(to sparsity: Double, steps: Int = 12) throws -> Lottery {
    var lottery = try Lottery(
      TrainingPlan(
        network: .perceptron([40, 50, 4]), data: .random(60, features: 40, classes: 4), optimizer: Adam(),
        batch: 20, length: .steps(steps)))
    lottery.target.sparsity = sparsity
    return lottery
  }

  @Test func `a fifth of what is left goes at each level, and the last level hits the end`() throws {
    #expect(try lottery(to: 0.36).levels == [0, 0.2, 0.36])
    let levels = try lottery(to: 0.95).levels
    #expect(levels.count == 15 && levels.last == 0.95 && levels == levels.sorted())
    #expect(try lottery(to: 0).levels == [0])
  }

  // An iterative rewind that does not reset what it should (Synaptic-Flow's multishot).
  @Test func `trap 2: rewound weights and memories are those stored, bit for bit`() throws {
    let lottery = try lottery(to: 0.5)
    let start = Run(lottery.plan).trained(to: 4)
    var (last, before) = (start.trained(), lottery.plan.network.weightLayers.map(\.mask))
    for sparsity in lottery.levels.dropFirst() {
      let masks = lottery.masks(behind: last, sparsity: sparsity)
      let ticket = start.rewound(under: masks)
      for (number, index) in start.network.weightIndices.enumerated() {
        let (mask, old, new) = (
          masks[number], start.network.parameters[index], ticket.network.parameters[index]
        )
        #expect(mask.shared(with: before[number]) == mask.count, "masks only shrink")
        let pairs = [(old.values, new.values)] + zip(start.memories[index], ticket.memories[index])
        for (stored, rewound) in pairs {
          let (stored, rewound) = (old.tensor(of: stored).values, new.tensor(of: rewound).values)
          for place in stored.indices { #expect(rewound[place] == stored[place] * mask.ones[place]) }
        }
      }
      #expect(ticket.steps == 4 && ticket.record == TrainingRecord())
      last = ticket.trained()
      #expect(last.loss.positions.first == 5 && last.steps == 12)
      #expect(same(last.restarted, ticket) && same(last.restarted.trained(to: 7).trained(), last))
      before = masks
    }
  }

  @Test func `every kept weight is at least as large as every pruned one`() throws {
    let lottery = try lottery(to: 0.6)
    let run = Run(lottery.plan).trained()
    let masks = lottery.masks(behind: run, sparsity: 0.6)
    var (kept, pruned): ([Float], [Float]) = ([], [])
    for (layer, mask) in zip(run.network.weightLayers, masks) {
      for (weight, one) in zip(layer.dense, mask.ones) {
        if one == 1 { kept.append(abs(weight)) } else { pruned.append(abs(weight)) }
      }
    }
    #expect(kept.count == 880 && (kept.min() ?? 0) >= (pruned.max() ?? 1))
  }

  @Test func `masks must be left alone between the levels`() throws {
    let plan = try lottery(to: 0.5).plan
    #expect(
      throws: PlanError(
        message: "`lottery` prunes between trainings, so `sparsity` must be `fixed`, but is `gradual()`")
    ) {
      var other = plan
      other.sparsity = GradualPruning()
      _ = try Lottery(other)
    }
  }
}
