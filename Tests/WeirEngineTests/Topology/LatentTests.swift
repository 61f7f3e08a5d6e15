import Testing

@testable import WeirEngine

@Suite struct LatentTests {
  private func plan(_ rule: some TopologyRule, _ optimizer: any Optimizer, steps: Int) throws -> TrainingPlan
  {
    try TrainingPlan(
      network: .perceptron([8, 6, 3], Relu()), data: .random(16, features: 8), optimizer: optimizer,
      sparsity: rule, batch: 16, length: .steps(steps), shuffles: false)
  }

  // θ ← θ - lr ∂L/∂W at W = θ ⊙ m, m the largest |θ|: by dense gradients of masked networks, step by step.
  @Test func `a straight-through step moves every weight by the gradient of what works`() throws {
    var rule = StraightThrough()
    rule.target.sparsity = 0.7
    var sgd = SGD()
    sgd.learningRate = 0.1
    let plan = try plan(rule, sgd, steps: 4)
    var whole = plan.network.drawn
    for step in 1...4 {
      let weights = whole.weightIndices.map { whole.parameters[$0] }
      let masks = rule.target.masks(TopologyView(step: 0, total: 1, weights: weights), sparsity: 0.7)
      var sparse = whole
      for (index, mask) in zip(whole.weightIndices, masks) {
        sparse.parameters[index] = whole.parameters[index].moved(to: mask).parameter
      }
      let gradients = try sparse.gradients(
        on: plan.data.train, loss: CrossEntropy(), dense: true, execution: oneThread,
        cancellation: Cancellation())
      for index in whole.parameters.indices {
        let numbers = gradients.buffers[index].array
        for place in numbers.indices { whole.parameters[index].values[place] -= 0.1 * numbers[place] }
      }
      let run = Run(plan).trained(to: step)
      for (index, latent) in run.topology.latents {
        let (found, expected) = (latent.current.values.array, whole.parameters[index].values.array)
        #expect(distance(found, expected) < 1e-6, "step \(step)")
      }
    }
  }

  @Test func `what Top-KAST does not train keeps its bits, and what it trains has all memory`() throws {
    var rule = TopKAST()
    (rule.target.sparsity, rule.backward, rule.every) = (0.75, 0.5, 100)
    let plan = try plan(rule, Adam(), steps: 5)
    let run = Run(plan).trained()
    for index in run.network.weightIndices {
      let latent = try #require(run.topology.latents[index])
      let (active, trained) = (run.network.parameters[index].mask, latent.trained.mask)
      let size = trained.rows * trained.columns
      #expect(active.count == size - size * 3 / 4 && trained.count == size - size / 2)
      #expect(active.shared(with: trained) == active.count)
      #expect(run.memories[index].allSatisfy { $0.count == latent.trained.storedCount })
      let (before, after) = (plan.network.drawn.parameters[index].values.array, latent.current.values.array)
      for place in before.indices {
        #expect((before[place] == after[place]) == (trained.ones[place] == 0))
      }
    }
  }

  // The pull of the exploration penalty alone: no learning from data that say nothing.
  @Test func `the penalty pulls harder on what is not active`() throws {
    let parameter = Parameter(mask: Mask(fullRows: 1, columns: 4)) { _, column in Float(column + 1) }
    let active = parameter.moved(to: Mask(rows: 1, columns: 4, positions: [3])).parameter
    let latent = Latent(
      parameter, trained: Mask(rows: 1, columns: 4, positions: [1, 3]), active: active)
    var gradient = Buffer([0, 10])
    latent.pull(&gradient, active: 0.5, other: 2)
    #expect(gradient.array == [4, 12])
    #expect(
      latent.active(of: Buffer([7, 9])).array.last == 9 && latent.current.values.array == [1, 2, 3, 4])
  }

  @Test func `more must be trained than works`() {
    var rule = TopKAST()
    rule.backward = 0.95
    #expect(
      throws: PlanError(
        message: "`topkast` trains more weights than it works with, so `backward` must be at most `to`, 0.9, "
          + "but is 0.95")
    ) { try plan(rule, SGD(), steps: 1) }
  }
}
