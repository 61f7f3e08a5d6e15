import Testing
import WeirCatalog

@testable import WeirEngine

@Suite struct LearnedActivationTests {
  private func outputs(_ network: Network, _ rows: [[Float]]) -> [[Float]] {
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch(rows)
    workspace.forward(network, Pass(mode: .evaluating, execution: oneThread))
    return workspace.outputs.samples
  }

  private func gradients(_ network: Network, _ samples: Samples) throws -> Gradients {
    try network.gradients(
      on: samples, loss: SquaredError(), execution: oneThread, cancellation: Cancellation())
  }

  private func each(_ perChannel: Bool) -> PRelu {
    var prelu = PRelu()
    prelu.isPerChannel = perChannel
    return prelu
  }

  // L = (y - t)²/2 summed over features, averaged over two samples: ∂a = mean of (y - t) x where x is below 0.
  @Test func `prelu begins at a quarter, and its slope has the gradient worked out by hand`() throws {
    let samples = Samples.byHand([[-4, 2], [8, -8]], targets: [[1, 0], [0, -3]])
    let one = try Network([PRelu()], inputShape: [2])
    #expect(one.trainedCount == 1 && one.nonzeros == 0 && one.parameters[0].role == .slope)
    #expect(outputs(one, [[-4, 2], [8, -8]]) == [[-1, 2], [8, -2]])
    // (-1 - 1) · -4 / 2 = 4 and (-2 + 3) · -8 / 2 = -4.
    #expect(try gradients(one, samples).numbers(0) == [0])
    let two = try Network([each(true)], inputShape: [2])
    #expect(two.trainedCount == 2)
    #expect(try gradients(two, samples).numbers(0) == [4, -4])
  }

  @Test func `points of a channel share their numbers`() throws {
    var network = try Network([each(true)], inputShape: [2, 1, 3])
    #expect(network.trainedCount == 2)
    (network.parameters[0].values[0], network.parameters[0].values[1]) = (0.5, -1)
    #expect(outputs(network, [[-1, -2, 3, -4, 5, -6]]) == [[-0.5, -1, 3, 4, 5, 6]])
  }

  // l = 0, b = 0.5; r = 2, a = 0.25: right of 2 the function is 2 + 0.25 (x - 2).
  @Test func `srelu by hand`() throws {
    var srelu = SRelu()
    (srelu.leftSlope, srelu.rightThreshold, srelu.rightSlope) = (0.5, 2, 0.25)
    #expect([-2, 0, 1, 2, 6].map(srelu.value) == [-1, 0, 1, 2, 3])
    #expect([-2, 0, 1, 2, 6].map(srelu.slope) == [0.5, 0.5, 1, 1, 0.25])
    #expect(srelu.coefficientSlopes(-2) == [0.5, -2, 0, 0] && srelu.coefficientSlopes(6) == [0, 0, 0.75, 4])
    // Thresholds that have crossed: one point, where nothing jumps.
    srelu.rightThreshold = -3
    #expect([-2, 0, 4].map(srelu.value) == [-1, 0, 1] && srelu.coefficientSlopes(4) == [0.75, 0, 0, 4])
    let network = try Network([SRelu()], inputShape: [5])
    #expect(network.trainedCount == 20 && network.parameters.map(\.role) == SRelu.roles)
  }

  // Of the code of SET: zeros, uniform below 1, uniform below 5, ones.
  @Test func `srelu begins as in the code of SET`() throws {
    let network = try Network([Dense(units: 2000), SRelu()], inputShape: [1], seed: 4)
    let (left, slope) = (network.parameters[2].values.array, network.parameters[3].values.array)
    let (right, outer) = (network.parameters[4].values.array, network.parameters[5].values.array)
    #expect(left.allSatisfy { $0 == 0 } && outer.allSatisfy { $0 == 1 })
    #expect(slope.allSatisfy { (0..<1).contains($0) } && right.allSatisfy { (0..<5).contains($0) })
    // Standard errors of the means are 0.006 and 0.03.
    #expect(abs(slope.reduce(0, +) / 2000 - 0.5) < 0.03 && abs(right.reduce(0, +) / 2000 - 2.5) < 0.15)
    #expect(try network == Network([Dense(units: 2000), SRelu()], inputShape: [1], seed: 4))
  }

  @Test(arguments: ["prelu(per_channel: true)", "srelu()", "prelu()"])
  func `they are trained like biases, in perceptrons and blocks, on any number of threads`(name: String)
    throws
  {
    let activation: any Activation = name == "srelu()" ? SRelu() : each(name == "prelu(per_channel: true)")
    let network = try Network.perceptron(
      [9, 40, 40, 3], activation, batchNorm: true, skip: true, density: 0.3)
    var optimizer = SGD()
    (optimizer.learningRate, optimizer.l2) = (0.1, 0.5)
    let plan = try TrainingPlan(
      network: network, data: .random(200, features: 9), optimizer: optimizer, length: .epochs(5))
    let run = Run(plan).trained()
    #expect(same(run, Run(plan).trained(to: 3, threads: 3).trained(threads: 2)))
    for (before, after) in zip(network.parameters, run.network.parameters)
    where [.slope, .leftSlope, .rightSlope].contains(before.role) {
      #expect(before.values != after.values)
    }
    #expect(run.network.nonzeros == network.nonzeros)
  }

  // A rate of zero for the gradient leaves what decays: weights alone.
  @Test func `their numbers do not decay`() throws {
    let network = try Network([Dense(units: 3), each(true)], inputShape: [2])
    var optimizer = SGD()
    (optimizer.learningRate, optimizer.weightDecay) = (0.5, 0.5)
    let data = try Dataset(
      name: "zeros", shape: [2], classes: nil, train: .byHand([[0, 0]], targets: [[0, 0, 0]]),
      test: .byHand([[0, 0]], targets: [[0, 0, 0]]))
    let run = Run(try TrainingPlan(network: network, data: data, optimizer: optimizer, length: .steps(1)))
      .trained()
    #expect(run.network.parameters[2].values == network.parameters[2].values)
    #expect(run.network.parameters[0].values != network.drawn.parameters[0].values)
  }
}
