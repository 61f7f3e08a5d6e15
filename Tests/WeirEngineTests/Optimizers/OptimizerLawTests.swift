import Testing
import WeirCatalog

@testable import WeirEngine

/// What every optimizer of the registry does, with and without its extras.
@Suite struct OptimizerLawTests {
  static let names = optimizerVariants.map { $0.identity }

  @Test func `there is a variant with and one without extras of each`() {
    #expect(optimizerVariants.count == 3 * optimizers.entries.count)
    #expect(Set(Self.names).count >= 2 * optimizers.entries.count)
  }

  // f(w) = ½ Σ aᵢ wᵢ² with curvatures from 0.1 to 1, from w = ±1, at a small constant rate.
  @Test(arguments: names) func `every optimizer goes downhill on a quadratic`(name: String) {
    let optimizer = optimizer(name)
    let curvatures = (1...10).map { Float($0) / 10 }
    var values = Buffer((0..<10).map { $0 % 2 == 0 ? 1 : -1 })
    var memory = optimizer.memory(of: 10)
    func height() -> Double {
      (0..<10).reduce(0) { $0 + Double(curvatures[$1] * values[$1] * values[$1]) / 2 }
    }
    let start = height()
    var last = start
    for number in 1...2000 {
      let gradient = Buffer((0..<10).map { curvatures[$0] * values[$0] })
      optimizer.update(
        &values, along: gradient, &memory, at: OptimizerStep(number: number, rate: 0.02))
      if number == 1 { #expect(height() < start) }
      last = height()
    }
    #expect(last < 0.05 * start)
  }

  // Masks applied by hand let momentum and decay revive weights. Here those outside the mask have no
  // storage, or, in nearly dense matrices, no gradient.
  @Test(arguments: names, [0.3, 0.8])
  func `trap 19: an inactive weight stays at exactly zero over many steps`(name: String, density: Double)
    throws
  {
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
    for (parameter, all) in zip(run.network.parameters, run.memories) {
      let memories = all.prefix(optimizer(name).memories)
      #expect(memories.allSatisfy { $0.count == parameter.storedCount })
      guard parameter.hasInactive else { continue }
      let active = parameter.mask.ones
      for stored in [parameter.values] + memories {
        #expect(zip(active, stored.array).allSatisfy { $0 == 1 || $1 == 0 })
      }
    }
  }

  // Code elsewhere cleared the velocity of grown weights, and forgot the averages of Adam. Here a weight that
  // grows gets zeros wherever there is a number for each; so zeros must be what an optimizer begins with.
  @Test(arguments: names) func `trap 7: memory begins at zero, with one number for each that is stored`(
    name: String
  ) {
    let optimizer = optimizer(name)
    for count in [0, 1, 33] {
      let memory = optimizer.memory(of: count)
      #expect(memory.count >= optimizer.memories)
      #expect(memory.prefix(optimizer.memories).allSatisfy { $0.count == count })
      #expect(memory.dropFirst(optimizer.memories).allSatisfy { $0.count == 1 })
      #expect(memory.allSatisfy { $0.array.allSatisfy { $0 == 0 } })
    }
  }

  // A training takes a step back by that, if some number is not finite.
  @Test(arguments: names) func `a step leaves the values from before in the gradient's place`(name: String) {
    let optimizer = optimizer(name)
    let start = Buffer((0..<37).map { Float($0) - 18 })
    let slope = Buffer((0..<37).map { Float($0 % 5) - 2 })
    var (values, gradient, memory) = (start, slope, optimizer.memory(of: 37))
    #expect(optimizer.update(&values, along: &gradient, &memory, at: OptimizerStep(number: 1, rate: 0.1)))
    #expect(gradient == start && values != start)
    var (same, again) = (start, optimizer.memory(of: 37))
    optimizer.update(&same, along: slope, &again, at: OptimizerStep(number: 1, rate: 0.1))
    #expect(same == values && again == memory)
  }

  // What each weight does depends on itself, its gradient and its own memory alone.
  @Test(arguments: names) func `a weight alone takes the steps it takes among others`(name: String) {
    let optimizer = optimizer(name)
    let stream = RandomStream(seed: 5, purpose: .data)
    let gradients = (0..<5).map { step in stream.normals(0..<((step + 1) * 37)).suffix(37) }
    func path(_ places: Range<Int>) -> [Float] {
      var values = Buffer(stream.normals(500..<537)[places])
      var memory = optimizer.memory(of: places.count)
      for (number, gradient) in gradients.enumerated() {
        optimizer.update(
          &values, along: Buffer(Array(gradient)[places]), &memory,
          at: OptimizerStep(number: number + 1, rate: 0.01))
      }
      return values.array
    }
    let together = path(0..<37)
    #expect((0..<37).flatMap { path($0..<$0 + 1) } == together)
    #expect(path(3..<30) == Array(together[3..<30]))
  }

  // 40,007 numbers are enough to be shared, and end within a vector.
  @Test(arguments: names)
  func `a shared step has the same bits, and says so if a number is not finite`(name: String) {
    let (optimizer, count) = (optimizer(name), 40_007)
    let stream = RandomStream(seed: 9, purpose: .data)
    let (start, slope) = (Buffer(stream.normals(0..<count)), stream.normals(count..<2 * count))
    func end(threads: Int, spoiling place: Int? = nil) -> (isFinite: Bool, values: Buffer, memory: [Buffer]) {
      var (values, gradient, memory) = (start, Buffer(slope), optimizer.memory(of: count))
      if let place { gradient[place] = .nan }
      var step = OptimizerStep(number: 1, rate: 0.1)
      step.execution = Execution(threads: threads)
      let isFinite = optimizer.update(&values, along: &gradient, &memory, at: step)
      return (isFinite, values, memory)
    }
    let alone = end(threads: 1)
    #expect(alone.isFinite)
    for threads in 2...3 {
      let shared = end(threads: threads)
      #expect(shared.isFinite && shared.values == alone.values && shared.memory == alone.memory)
    }
    for place in [0, 20_003, count - 1] {
      for threads in 1...3 { #expect(!end(threads: threads, spoiling: place).isFinite) }
    }
  }

  @Test(arguments: names) func `the number of threads changes no bit of any optimizer`(name: String) throws {
    let network = try Network.perceptron([200, 150, 10], Relu(), batchNorm: true, density: 0.2)
    let plan = try TrainingPlan(
      network: network, data: .random(500, features: 200, classes: 10), optimizer: optimizer(name),
      batch: 500,
      length: .steps(4), flowInterval: 1)
    let alone = Run(plan).trained()
    for threads in 2...4 { #expect(same(Run(plan).trained(threads: threads), alone), "\(threads) threads") }
  }

  @Test(arguments: names) func `l2 and weight decay pull on weights only`(name: String) {
    let optimizer = optimizer(name)
    let still = Buffer(count: 40)
    let start = Buffer((0..<40).map { Float($0) - 20 })
    var (weights, biases) = (start, start)
    var (first, second) = (optimizer.memory(of: 40), optimizer.memory(of: 40))
    var step = OptimizerStep(number: 1, rate: 0.1)
    optimizer.update(&weights, along: still, &first, at: step)
    step.decays = false
    optimizer.update(&biases, along: still, &second, at: step)
    #expect(biases == start)
    let pulls = optimizer.l2 > 0 || optimizer.weightDecay > 0
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
