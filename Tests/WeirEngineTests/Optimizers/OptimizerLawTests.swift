import Testing
import WeirCatalog

@testable import WeirEngine

/// What every optimizer of the registry does, with and without its extras.
@Suite struct OptimizerLawTests {
  static let names = optimizerVariants.map { $0.identity }

  private func memory(_ optimizer: some Optimizer, _ count: Int) -> [Buffer] {
    (0..<optimizer.memories).map { _ in Buffer(count: count) }
  }

  @Test func `there is a variant with and one without extras of each`() {
    #expect(optimizerVariants.count == 3 * optimizers.entries.count)
    #expect(Set(Self.names).count >= 2 * optimizers.entries.count)
  }

  // f(w) = ½ Σ aᵢ wᵢ² with curvatures from 0.1 to 1, from w = ±1, at a small constant rate.
  @Test(arguments: names) func `every optimizer goes downhill on a quadratic`(name: String) {
    let optimizer = optimizer(name)
    let curvatures = (1...10).map { Float($0) / 10 }
    var values = Buffer((0..<10).map { $0 % 2 == 0 ? 1 : -1 })
    var memory = memory(optimizer, 10)
    func height() -> Double {
      (0..<10).reduce(0) { $0 + Double(curvatures[$1] * values[$1] * values[$1]) / 2 }
    }
    let start = height()
    var last = start
    for step in 1...400 {
      let gradient = Buffer((0..<10).map { curvatures[$0] * values[$0] })
      optimizer.update(&values, along: gradient, &memory, rate: 0.02, step: step, decays: true)
      if step == 1 { #expect(height() < start) }
      last = height()
    }
    #expect(last < 0.05 * start)
  }

  // Masks applied by hand let momentum and decay revive weights. Here those outside the mask have no
  // storage, or, in nearly dense matrices, no gradient.
  @Test(arguments: names, [0.3, 0.8])
  func `an inactive weight stays at exactly zero over many steps`(name: String, density: Double) throws {
    let network = try Network.perceptron([20, 15, 3], Relu(), batchNorm: true, density: density)
    let run = Run(
      try TrainingPlan(
        network: network, data: .random(100, features: 20), optimizer: optimizer(name), batch: 30,
        length: .steps(100))
    ).trained()
    #expect(run.steps == 100)
    for (before, after) in zip(network.drawn.weightLayers, run.network.weightLayers) {
      #expect(before.mask == after.mask)
      #expect(after.dense != before.dense)
      let (mask, weights) = (after.mask.ones, after.dense)
      #expect(zip(mask, weights).allSatisfy { $0 == 1 || $1 == 0 })
    }
    for (parameter, memories) in zip(run.network.parameters, run.memories) {
      #expect(memories.allSatisfy { $0.count == parameter.storedCount })
      guard parameter.hasInactive else { continue }
      let active = parameter.mask.ones
      for stored in [parameter.values] + memories {
        #expect(zip(active, stored.array).allSatisfy { $0 == 1 || $1 == 0 })
      }
    }
  }

  @Test(arguments: names) func `l2 and weight decay pull on weights only`(name: String) {
    let optimizer = optimizer(name)
    let still = Buffer(count: 40)
    let start = Buffer((0..<40).map { Float($0) - 20 })
    var (weights, biases) = (start, start)
    var (first, second) = (memory(optimizer, 40), memory(optimizer, 40))
    optimizer.update(&weights, along: still, &first, rate: 0.1, step: 1, decays: true)
    optimizer.update(&biases, along: still, &second, rate: 0.1, step: 1, decays: false)
    #expect(biases == start)
    let pulls = name.contains("l2") || name.contains("weight_decay")
    #expect((weights != start) == pulls)
    if pulls { #expect((0..<40).allSatisfy { abs(weights[$0]) < abs(start[$0]) || start[$0] == 0 }) }
  }

  @Test(arguments: optimizers.entries.map { $0.name }, ["l2", "weight_decay"])
  func `training decays the weights of a network and nothing else`(name: String, pull: String) throws {
    let entry = try #require(optimizers[name])
    let network = try Network.perceptron([6, 5, 3], batchNorm: true, density: 0.5).stirred
    let data = try Dataset.random(10, features: 6)
    func after(_ given: [Given]) throws -> Network {
      let optimizer = try #require(try entry.make(given) as? any Optimizer)
      return try Run(
        TrainingPlan(network: network, data: data, optimizer: optimizer, batch: 10, length: .steps(1))
      ).trained().network
    }
    let (without, with) = (try after([]), try after([Given(pull, .number(0.5))]))
    for (a, b) in zip(without.parameters, with.parameters) {
      #expect((a.values == b.values) == (a.role != .weight))
    }
  }
}
