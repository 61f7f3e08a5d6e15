import Testing

@testable import WeirEngine

/// The kinds of training whose bits must not depend on threads, pauses or who looks on.
enum Setup: String, CaseIterable, CustomTestStringConvertible {
  case plain, batchNorm, dropout, adam, dense, residual, everything

  var testDescription: String { rawValue }

  var optimizer: any Optimizer {
    var sgd = SGD()
    (sgd.momentum, sgd.nesterov, sgd.l2, sgd.weightDecay) = (0.9, true, 1e-4, 1e-4)
    switch self {
    case .plain, .batchNorm, .dropout, .dense, .residual: return sgd
    case .adam, .everything: return Adam()
    }
  }

  /// A training on 1300 samples in batches of 500, 500 and 300, large enough to be shared among threads.
  func plan(
    _ length: TrainingPlan.Length = .steps(10), scale: Int = 1, flowInterval: Int? = 3
  ) throws -> TrainingPlan {
    let units = [200, 150, 100].map { $0 / scale }
    var network = try Network.perceptron(
      units + [10], Swish(), batchNorm: self == .batchNorm || self == .everything,
      dropout: self == .dropout || self == .everything ? 0.2 : 0, density: self == .dense ? 1 : 0.15)
    if self == .residual {
      let block = Residual([Dense(units: units[2]), Swish()], shortcut: [Dense(units: units[2])])
      network = try Network(
        [Dense(units: units[1]), PRelu(), block, Relu(), Dense(units: 10)], inputShape: [units[0]], seed: 1
      ).sparsified(to: 0.15, distribution: Uniform(), method: RandomPruning(), seed: 1)
    }
    var schedule = Cosine()
    schedule.end = 0.1
    return try TrainingPlan(
      network: network,
      data: .random(1300 / scale, features: 200 / scale, classes: 10, test: 200 / scale),
      optimizer: optimizer, schedule: schedule, batch: 500 / scale, length: length, seed: 11,
      flowInterval: flowInterval)
  }
}

@Suite struct DeterminismTests {
  @Test(arguments: Setup.allCases) func `the same seed gives the same bits twice`(setup: Setup) throws {
    let (first, second) = (Run(try setup.plan()).trained(), Run(try setup.plan()).trained())
    #expect(same(first, second) && first.steps == 10 && first.record.evaluations.count == 4)
  }

  // Where gradients are read all parameters move behind the pass back, else each layer's as soon as theirs are found.
  @Test(arguments: Setup.allCases) func `reading gradient flow changes no bit`(setup: Setup) throws {
    for threads in 1...2 {
      let read = Run(try setup.plan(flowInterval: 1)).trained(threads: threads)
      let unread = Run(try setup.plan(flowInterval: nil)).trained(threads: threads)
      #expect(read.record.flowSteps.count == 10 && unread.record.flowSteps.isEmpty)
      #expect(read.network == unread.network && read.memories == unread.memories)
      #expect(read.record.losses == unread.record.losses && read.evaluation == unread.evaluation)
    }
  }

  @Test(arguments: Setup.allCases) func `the number of threads changes no bit`(setup: Setup) throws {
    let run = Run(try setup.plan())
    let alone = run.trained(threads: 1)
    for threads in 2...4 { #expect(same(run.trained(threads: threads), alone), "\(threads) threads") }
    // And not while a measurement is on.
    let samples = run.plan.data.train
    let gradients = try (1...4).map { threads in
      try alone.network.gradients(
        on: samples, loss: CrossEntropy(), batch: 500, execution: Execution(threads: threads),
        cancellation: Cancellation()
      ).buffers
    }
    #expect(gradients.allSatisfy { $0 == gradients[0] })
    let outputs = try (1...4).map { threads in
      try alone.network.outputs(
        on: samples, execution: Execution(threads: threads), cancellation: Cancellation())
    }
    #expect(outputs.allSatisfy { $0 == outputs[0] })
  }

  @Test(arguments: Setup.allCases, 0..<3)
  func `a run that was paused at random steps ends in the same bits`(setup: Setup, seed: Int) throws {
    let run = Run(try setup.plan(.epochs(9), scale: 5))
    let whole = run.trained()
    let stops = RandomStream(seed: seed, purpose: .search).choose(5, of: whole.steps)
    var paused = run
    for stop in stops {
      paused = paused.trained(to: stop, threads: 1 + stop % 2)
      #expect(paused.steps == stop && paused.status == .paused)
    }
    #expect(same(paused.trained(), whole), "paused at \(stops)")
  }

  @Test(arguments: Setup.allCases)
  func `a run that is held goes on from where it was, as often as one likes`(setup: Setup) throws {
    let run = Run(try setup.plan(.steps(12), scale: 5))
    let held = run.trained(to: 5)
    let (before, steps) = (held.network.parameters.map { $0.values.array }, held.steps)
    let memories = held.memories.map { $0.map(\.array) }
    let (first, second) = (held.trained(), held.trained(threads: 3))
    #expect(same(first, second) && same(first, run.trained()))
    // The value that was held is what it was, and so is the one at the very beginning.
    #expect(held.network.parameters.map { $0.values.array } == before && held.steps == steps)
    #expect(held.memories.map { $0.map(\.array) } == memories && held.record.losses.count == 5)
    #expect(run.steps == 0 && run.network == run.plan.network && run.record == TrainingRecord())
    #expect(first.network != held.network)
  }

  @Test(arguments: Setup.allCases)
  func `a network drawn early trains to the bits of one drawn late`(setup: Setup) throws {
    let plan = try setup.plan(.steps(5), scale: 5)
    #expect(plan.network.parameters.contains { $0.draw != nil })
    let early = try TrainingPlan(
      network: plan.network.drawn, data: plan.data, optimizer: plan.optimizer, schedule: plan.schedule,
      batch: plan.batch, length: .steps(5), seed: plan.seed, flowInterval: 3)
    #expect(same(Run(plan).trained(), Run(early).trained()))
    #expect(plan.network == early.network && early.network == plan.network)
  }

  @Test func `another seed is another order`() throws {
    func losses(_ seed: Int) throws -> [Double] {
      let plan = try TrainingPlan(
        network: .perceptron([8, 3]), data: .random(50, features: 8), batch: 10, length: .epochs(2),
        seed: seed)
      return Run(plan).trained().record.losses
    }
    #expect(try losses(1) == losses(1))
    #expect(try losses(1) != losses(2))
    #expect(try losses(.min) == losses(.min))
  }
}
