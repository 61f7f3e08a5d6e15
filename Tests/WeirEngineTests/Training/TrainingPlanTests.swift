import Testing

@testable import WeirEngine

@Suite struct TrainingPlanTests {
  private func plan(
    batch: Int = 4, length: TrainingPlan.Length = .steps(1), flowInterval: Int? = 1, seed: Int = 0
  ) throws -> TrainingPlan {
    let network = try Network([Dense(units: 3)], inputShape: [2])
    return try TrainingPlan(
      network: network, data: .random(10, features: 2), batch: batch, length: length, seed: seed,
      flowInterval: flowInterval)
  }

  @Test func `a plan counts its steps`() throws {
    #expect(try plan(length: .epochs(3)).steps == 9)
    #expect(try plan(length: .epochs(3)).stepsPerEpoch == 3)
    #expect(try plan(batch: 5, length: .epochs(3)).steps == 6)
    #expect(try plan(length: .epochs(0)).steps == 0)
    #expect(try plan(length: .steps(7)).steps == 7)
  }

  @Test(arguments: [10, 11, 128, .max]) func `a batch is never more than all samples`(batch: Int) throws {
    let plan = try plan(batch: batch, length: .epochs(2))
    #expect(plan.batch == 10 && plan.stepsPerEpoch == 1 && plan.steps == 2)
    #expect(Run(plan).trained().status == .finished)
  }

  @Test(arguments: [0, -1, .min]) func `numbers that make no sense are refused`(number: Int) {
    #expect(throws: PlanError(message: "`batch` must be at least 1, but is \(number)")) {
      try plan(batch: number)
    }
    #expect(throws: PlanError.self) { try plan(flowInterval: number) }
    guard number < 0 else { return }
    #expect(throws: PlanError(message: "`steps` must be at least 0, but is \(number)")) {
      try plan(length: .steps(number))
    }
    #expect(throws: PlanError(message: "`epochs` must be at least 0, but is \(number)")) {
      try plan(length: .epochs(number))
    }
  }

  @Test(arguments: [1 << 40, .max]) func `so are more steps than can be told apart`(count: Int) {
    #expect(throws: PlanError.self) { try plan(length: .steps(count)) }
    #expect(throws: PlanError.self) { try plan(length: .epochs(count)) }
  }

  @Test(arguments: [Int.min, -1, .max]) func `any seed is a seed`(seed: Int) throws {
    #expect(try Run(plan(seed: seed)).trained().status == .finished)
  }

  @Test func `any interval is an interval`() throws {
    #expect(try Run(plan(length: .steps(3), flowInterval: .max)).trained().record.flowSteps == [0, 2])
  }

  @Test func `data and network that do not fit are refused with their sizes`() throws {
    let network = try Network.perceptron([3, 2])
    #expect(throws: PlanError(message: "the network takes 3 inputs, but the data have 2 a sample")) {
      try TrainingPlan(network: network, data: .random(5, features: 2, classes: 2), length: .steps(1))
    }
    #expect(throws: PlanError(message: "the network has 2 outputs, but the data have 5 classes")) {
      try TrainingPlan(network: network, data: .random(5, features: 3, classes: 5), length: .steps(1))
    }
    // Targets call for another loss than labels, which is chosen unless one is named.
    let targets = Samples.random(5, features: 3, classes: nil)
    let data = try Dataset(
      name: "targets", shape: [3], classes: nil, train: targets, test: targets[0..<0])
    #expect(try TrainingPlan(network: network, data: data, length: .steps(1)).loss is SquaredError)
    #expect(throws: PlanError.self) {
      try TrainingPlan(network: network, data: data, loss: CrossEntropy(), length: .steps(1))
    }
  }

  // 64 samples of 10 million features, twice and with their gradients, are 10 GB and more.
  @Test func `a batch that does not fit into memory is refused before it is made`() throws {
    let network = try Network(
      [Dense(units: 10_000_000), Dense(units: 2)], inputShape: [1], memory: 6_000_000_000)
    let data = try Dataset.random(1, features: 1, classes: 2)
    #expect(throws: PlanError.self) { try TrainingPlan(network: network, data: data, length: .steps(1)) }
  }

  @Test(arguments: [1, 7, 64, 1000, .max]) func `any number of threads is a number of threads`(threads: Int)
    throws
  {
    #expect(Execution(threads: threads).threads <= 64)
    let run = Run(try Setup.plain.plan(.steps(2)))
    #expect(same(run.trained(threads: threads), run.trained(threads: 1)))
    #expect(Execution(threads: .min).threads == 1)
  }
}
