import Testing

@testable import WeirEngine

extension Rewiring {
  init(drop: Double = 0.3, every: Int, begin: Int? = nil, until: Int, decay: any Schedule = Cosine()) {
    self.init()
    (self.drop, self.every, self.begin) = (drop, every, begin.map { .step($0) })
    (self.until, self.decay) = (.step(until), decay)
  }

  fileprivate func steps(of total: Int) -> [Int] { (0...total).filter { isDue(at: $0, of: total) } }
}

@Suite struct RewiringTests {
  /// A training by RigL or SET with the given rewiring.
  private func plan(
    _ rule: some RewiringRule, _ rewiring: Rewiring, sizes: [Int] = [12, 20, 15, 3], density: Double = 0.3,
    steps: Int, optimizer: any Optimizer = Adam(), dropout: Float = 0
  ) throws -> TrainingPlan {
    var rule = rule
    rule.rewiring = rewiring
    return try TrainingPlan(
      network: .perceptron(sizes, Relu(), dropout: dropout, density: density),
      data: .random(40, features: sizes[0]), optimizer: optimizer, sparsity: rule, batch: 16,
      length: .steps(steps), seed: 5, flowInterval: 1)
  }

  @Test func `the first update waits, and the last is where it is said`() {
    #expect(Rewiring(every: 100, until: 300).steps(of: 1000) == [100, 200, 300])
    var shares = Rewiring(every: 10, until: 0)
    (shares.begin, shares.until) = (.share(0.29), .share(0.5))
    #expect(shares.steps(of: 100) == [29, 39, 49])
  }

  // Growth by the flip of a coin lets the count drift (ITOP and sparse_learning).
  @Test func `trap 4: counts hold over ten thousand updates`() throws {
    for rule in [SparseEvolution(), RigL()] as [any RewiringRule] {
      let rewiring = Rewiring(drop: 0.5, every: 1, begin: 0, until: 10_000, decay: Constant())
      let plan = try plan(rule, rewiring, sizes: [5, 6, 3], steps: 10_000)
      let before = plan.network.weightLayers.map(\.mask.count)
      let run = Run(plan).trained()
      #expect(run.record.changes.count > 5000 && run.network.weightLayers.map(\.mask.count) == before)
      #expect(run.record.changes.allSatisfy { $0.layers.map(\.active) == before })
    }
  }

  // Growth walks all empty slots, and never emits those behind the last stored weight (nerva). That time follows
  // the active weights is seen in `MemoryTests`: no walk over ten billion places ends within a test.
  @Test func `trap 12: weights grow in empty rows too, and the count holds`() throws {
    let inputs = (0..<8).map { _ in (0..<12).map { _ in Float(1) } }
    let ones = (0..<20).map { row in (0..<12).map { _ in Float(row < 4 ? 1 : 0) } }
    var dense = Dense(units: 20)
    dense.mask = ones
    let network = try Network([dense, Relu(), Dense(units: 3)], inputShape: [12])
    let labels = (0..<8).map { Int32($0 % 3) }
    let samples = Samples.byHand(inputs, labels: labels)
    let data = try Dataset(name: "ones", shape: [12], classes: 3, train: samples, test: samples[0..<0])
    var rule = SparseEvolution()
    rule.rewiring = Rewiring(drop: 0.5, every: 1, begin: 0, until: 30, decay: Constant())
    let plan = try TrainingPlan(network: network, data: data, sparsity: rule, length: .steps(30))
    let run = Run(plan).trained()
    #expect(run.network.weightLayers[0].mask.count == 48)
    #expect((0..<20).allSatisfy { run.topology.explored[0].mask.fanIn(ofRow: $0) > 0 })
  }

  // Only the momentum is cleared, and the moments of Adam leak (rigl-torch).
  @Test(arguments: optimizerVariants.map(\.identity))
  func `trap 7: a grown weight begins at zero in every memory`(
    name: String
  ) throws {
    let optimizer = optimizer(name)
    let rewiring = Rewiring(drop: 0.5, every: 3, until: 6)
    let plan = try plan(RigL(), rewiring, steps: 20, optimizer: optimizer)
    let before = Run(plan).trained(to: 3)
    var trainer = Trainer(before, execution: oneThread)
    trainer.updateNow()
    let after = trainer.finish()
    var grown = 0
    for index in plan.network.weightIndices {
      let (old, new) = (before.network.parameters[index], after.network.parameters[index])
      for array in [new.values] + after.memories[index] where array.count == new.storedCount {
        let (was, now) = (old.mask.ones, new.tensor(of: array).values)
        for place in now.indices where was[place] == 0 { #expect(now[place] == 0) }
      }
      for (was, now) in zip(before.memories[index], after.memories[index]) where was.count == old.storedCount
      {
        let (was, now) = (old.tensor(of: was).values, new.tensor(of: now).values)
        for place in now.indices where new.mask.ones[place] * old.mask.ones[place] == 1 {
          #expect(was[place] == now[place])
        }
      }
      grown += new.mask.count - new.mask.shared(with: old.mask)
    }
    #expect(grown > 0)
  }

  @Test func `threads and pauses change no bit`() throws {
    for rule in [SparseEvolution(), RigL()] as [any RewiringRule] {
      let rewiring = Rewiring(every: 4, until: 20)
      let plan = try plan(rule, rewiring, sizes: [60, 300, 100, 3], steps: 24, dropout: 0.2)
      let whole = Run(plan).trained()
      #expect(whole.record.changes.map(\.step) == [4, 8, 12, 16])
      #expect(same(Run(plan).trained(threads: 3), whole))
      for stop in [3, 4, 5, 16, 23] {
        #expect(same(Run(plan).trained(to: stop).trained(), whole), "paused at \(stop)")
      }
    }
  }

  @Test func `gradient flow before and after is that of the batch under both masks`() throws {
    let plan = try plan(RigL(), Rewiring(every: 3, until: 5), steps: 6)
    let run = Run(plan).trained()
    let change = try #require(run.record.changes.first)
    #expect(change.after == run.record.flows[3] && change.before != change.after)
    let (before, after) = (try #require(change.before), try #require(change.after))
    #expect(
      GradientFlow.concatenated(after, .two) > GradientFlow.concatenated(before, .two),
      "what grows has the largest gradient there is")
  }

  @Test func `a dense network has nowhere to grow`() {
    #expect(
      throws: PlanError(
        message: "`rigl` moves weights of a sparse network, but every weight of this one is active; "
          + "make it sparse first, as in `net.sparsify(density: 10%)`")
    ) { try plan(RigL(), Rewiring(every: 3, until: 3), density: 1, steps: 5) }
  }
}

extension Trainer {
  /// Does the update of the masks that is due, on the batch of the coming step.
  mutating func updateNow() {
    updateTopology(loadBatch())
  }
}
