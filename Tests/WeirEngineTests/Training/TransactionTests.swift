import Testing
import WeirCatalog

@testable import WeirEngine

@Suite struct TransactionTests {
  /// Settings under which training cannot but fail, sooner or later.
  enum Ruin: String, CaseIterable, CustomTestStringConvertible {
    case hugeRate, infiniteRate, noRate, hugePull, hugeDecay, hugeTargets, batchNorm, adam
    case rewired, straightThrough, topKAST

    var testDescription: String { rawValue }

    /// How masks change; before each step where they do.
    private var sparsity: any TopologyRule {
      switch self {
      case .rewired:
        var rule = RigL()
        (rule.rewiring.every, rule.rewiring.until) = (1, .share(1))
        return rule
      case .straightThrough: return StraightThrough()
      case .topKAST: return TopKAST()
      default: return FixedMasks()
      }
    }

    func plan(steps: Int = 200, flowInterval: Int? = 1) throws -> TrainingPlan {
      var sgd = SGD()
      sgd.learningRate = 1000
      var optimizer: any Optimizer = sgd
      switch self {
      case .hugeRate, .hugeTargets, .rewired, .straightThrough, .topKAST: break
      case .infiniteRate: sgd.learningRate = .infinity
      case .noRate: sgd.learningRate = .nan
      case .hugePull: (sgd.learningRate, sgd.l2, sgd.momentum) = (1, 1e4, 0.9)
      case .hugeDecay: (sgd.learningRate, sgd.weightDecay) = (1, 1e30)
      case .batchNorm: (sgd.learningRate, sgd.weightDecay) = (1000, 100)
      case .adam: break
      }
      optimizer = sgd
      if self == .adam {
        var adam = Adam()
        (adam.learningRate, adam.weightDecay) = (1000, 1000)
        optimizer = adam
      }
      let network = try Network.perceptron(
        [20, 30, 10, 3], Relu(), batchNorm: self == .batchNorm, density: 0.4)
      let scale: Float = self == .hugeTargets ? 1e15 : 1
      let targets = (0..<100).map { scale * Float($0 % 7 - 3) }
      let inputs = Samples.random(100, features: 20, classes: nil, width: 3)
      guard case .floats(let numbers) = inputs.storage else { preconditionFailure("floats are floats") }
      let samples = Samples(
        .floats(numbers), features: 20,
        answers: .targets(targets.flatMap { [$0, -$0, 2 * $0] }, width: 3))
      let data = try Dataset(
        name: "ruin", shape: [20], classes: nil, train: samples, test: samples[0..<10])
      return try TrainingPlan(
        network: network, data: data, optimizer: optimizer, sparsity: sparsity, batch: 32,
        length: .steps(steps),
        flowInterval: flowInterval)
    }
  }

  // Where the loss was finite still, a step could leave weights that were not, and they were kept.
  // Parameters move behind the pass back where gradients are read, and during it where they are not.
  @Test(arguments: Ruin.allCases, [1, nil])
  func `a run that diverges is what it was before the step that failed`(
    ruin: Ruin, flowInterval: Int?
  ) throws {
    let run = Run(try ruin.plan(flowInterval: flowInterval)).trained()
    guard case .diverged(let step) = run.status else {
      Issue.record("\(ruin) did not diverge in \(run.steps) steps")
      return
    }
    #expect(run.steps == step && run.record.losses.count == step)
    #expect(run.record.losses.allSatisfy { $0.isFinite })
    #expect(run.record.flowSteps.allSatisfy { $0 < step })
    for parameter in run.network.parameters {
      #expect(parameter.values.array.allSatisfy { $0.isFinite }, "\(parameter.role)")
    }
    let before = Run(try ruin.plan(flowInterval: flowInterval)).trained(to: step)
    #expect(before.network == run.network && before.record == run.record && before.topology == run.topology)
    #expect(run.evaluation == before.evaluation)
    // It does not go on.
    let after = run.trained(threads: 2)
    #expect(after.status == run.status && after.network == run.network && after.steps == step)
  }

  @Test(arguments: Ruin.allCases) func `where it diverges does not depend on threads`(ruin: Ruin) throws {
    let (one, two) = (Run(try ruin.plan()).trained(), Run(try ruin.plan()).trained(threads: 2))
    #expect(one.status == two.status && one.network == two.network && one.record == two.record)
  }

  @Test func `a loss that is no number from the start leaves the run at step 0`() throws {
    var network = try Network.perceptron([4, 3]).drawn
    network.parameters[1].values[0] = .nan
    let plan = try TrainingPlan(network: network, data: .random(10, features: 4), length: .steps(5))
    let run = Run(plan).trained()
    #expect(run.status == .diverged(step: 0) && run.steps == 0 && run.network == network)
  }

  @Test func `a wish to stop is seen between two steps`() throws {
    let plan = try Setup.everything.plan(.steps(12), scale: 5)
    let whole = Run(plan).trained()
    for stop in [1, 4, 11] {
      let cancellation = Cancellation()
      var seen: [Int] = []
      let paused = Run(plan).continued(execution: oneThread, cancellation: cancellation) { progress in
        seen.append(progress.step)
        if progress.step == stop { cancellation.request() }
      }
      #expect(seen == Array(1...stop) && paused.steps == stop && paused.status == .paused)
      // While the flag is up nothing moves; once it is down the run goes on.
      let stuck = paused.continued(execution: oneThread, cancellation: cancellation)
      #expect(same(stuck, paused))
      cancellation.reset()
      #expect(same(paused.continued(execution: oneThread, cancellation: cancellation), whole))
    }
  }

  @Test func `whoever watches is told what the record says`() throws {
    let plan = try Setup.plain.plan(.steps(7), scale: 5)
    var losses: [Double] = []
    var last: TrainingProgress?
    let run = Run(plan).continued(execution: oneThread) { progress in
      losses.append(progress.loss)
      last = progress
    }
    #expect(losses == run.record.losses && last?.total == 7 && last?.batch == plan.batch)
    #expect(last?.accuracy == run.accuracy)
    #expect(last?.egf == run.record.flows.last.map { GradientFlow.effective($0, .two) })
  }

  // Readings at 0, 3, 6 and the last step; evaluations after each epoch of 3 steps and at the end.
  @Test func `readings come at their steps`() throws {
    let run = Run(try Setup.batchNorm.plan(.steps(8), scale: 5)).trained()
    #expect(run.record.flowSteps == [0, 3, 6, 7])
    #expect(run.record.evaluations.map(\.step) == [3, 6, 8])
    #expect(run.evaluation == run.record.evaluations.last && run.accuracy != nil)
    let flow = run.flow()
    #expect(flow.layers == ["0 40-30", "1 30-20", "2 20-10"] && flow.steps == [0, 3, 6, 7])
    #expect(run.egf().values == run.record.flows.map { GradientFlow.effective($0, .two) })
    #expect(run.egf(.one).values == run.record.flows.map { GradientFlow.effective($0, .one) })
    let quiet = try TrainingPlan(
      network: run.plan.network, data: run.plan.data, length: .steps(3), flowInterval: nil)
    #expect(Run(quiet).trained().record.flows.isEmpty)
  }

  // The gradient on the way is that of the measure on the same batch: nothing of the optimizer is in it.
  @Test func `a reading is the gradient flow of the step's batch`() throws {
    let network = try Network.perceptron([12, 9, 3], density: 0.4)
    let data = try Dataset.random(40, features: 12)
    var sgd = SGD()
    (sgd.l2, sgd.weightDecay) = (0.5, 0.5)
    let plan = try TrainingPlan(
      network: network, data: data, optimizer: sgd, batch: 40, length: .steps(1), shuffles: false,
      flowInterval: 1)
    let measured = try network.gradients(
      on: data.train, loss: CrossEntropy(), execution: oneThread, cancellation: Cancellation())
    #expect(Run(plan).trained().record.flows == [measured.flow])
  }
}
