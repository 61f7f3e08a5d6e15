import Testing
import WeirCatalog

@testable import WeirEngine

@Suite struct ResidualTests {
  private func outputs(_ network: Network, _ rows: [[Float]], _ mode: Pass.Mode = .evaluating) -> [[Float]] {
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch(rows)
    // Twice, for the second pass finds the memory of the first.
    for _ in 0..<2 { workspace.forward(network, Pass(mode: mode, execution: oneThread)) }
    return workspace.outputs.samples
  }

  // By hand: W = [[1, 2], [0, -1]] of (3, 1) is (5, -1), rectified (5, 0), and (3, 1) beside it.
  @Test func `what goes in is added to what the layers make of it`() throws {
    let network = try Network(
      [Residual([Dense.byHand([[1, 2], [0, -1]]), Relu()])], inputShape: [2])
    #expect(outputs(network, [[3, 1]]) == [[8, 1]])
    let nested = try Network(
      [Residual([Residual([Dense.byHand([[1, 2], [0, -1]])]), Relu()])], inputShape: [2])
    #expect(outputs(nested, [[3, 1], [0, 0]]) == [[11, 1], [0, 0]])
  }

  // By hand: f(x) = relu(3 + 2, -1) = (5, 0), s(x) = (3 - 1, 3 + 1).
  @Test func `layers on the shortcut make of the input what is added`() throws {
    let network = try Network(
      [
        Residual(
          [Dense.byHand([[1, 2], [0, -1]]), Relu()], shortcut: [Dense.byHand([[1, -1], [1, 1]])])
      ],
      inputShape: [2])
    #expect(outputs(network, [[3, 1], [0, 0]]) == [[7, 4], [0, 0]])
    #expect(
      network.layers[0].identity == "residual([dense(2), relu()], shortcut: [dense(2)])")
  }

  // L = y²/2 with y = v · (x + W x), v = (1, 2), W = [[0, 1], [3, 0]], x = (1, 1): y = (1 + 1) + 2 (1 + 3) = 10.
  // ∂v = y (2, 4); ∂W = y v xᵀ, the first row y, the second 2 y.
  @Test func `gradients on paper`() throws {
    let network = try Network(
      [Residual([Dense.byHand([[0, 1], [3, 0]])]), Dense.byHand([[1, 2]])], inputShape: [2])
    let gradients = try network.gradients(
      on: .byHand([[1, 1]], targets: [[0]]), loss: SquaredError(), execution: oneThread,
      cancellation: Cancellation())
    #expect(gradients.numbers(0) == [10, 10, 20, 20] && gradients.numbers(1) == [10, 20])
    #expect(gradients.numbers(2) == [20, 40] && gradients.numbers(3) == [10])
  }

  @Test func `parameters inside join the network's list, in order`() throws {
    let network = try Network(
      [
        Dense(units: 4), Residual([BatchNorm(), Residual([Tanh(), Dense(units: 4)]), Dense(units: 4)]),
        Dense(units: 2),
      ],
      inputShape: [3])
    #expect(
      network.parameters.map(\.role) == [
        .weight, .bias, .gain, .shift, .runningMean, .runningVariance, .weight, .bias, .weight, .bias,
        .weight, .bias,
      ])
    #expect(network.weightNames == ["0 3-4", "1 4-4", "2 4-4", "3 4-2"])
    #expect(network.places.map(\.parameters) == [0..<2, 2..<10, 10..<12])
    #expect(network.places[1].inner.map(\.parameters) == [2..<6, 6..<8, 8..<10])
    #expect(network.trainedCount == 16 + 8 + 20 + 20 + 10)
  }

  @Test func `parameters of a shortcut follow those inside`() throws {
    let network = try Network(
      [
        Residual([Dense(units: 4), Dense(units: 5)], shortcut: [Dense(units: 5), BatchNorm()]),
        Dense(units: 2),
      ],
      inputShape: [3])
    #expect(network.weightNames == ["0 3-4", "1 4-5", "2 3-5", "3 5-2"])
    #expect(network.places[0].inner.map(\.parameters) == [0..<2, 2..<4])
    #expect(network.places[0].shortcut.map(\.parameters) == [4..<6, 6..<10])
    #expect(network.places[0].all.map(\.part) == [0, 1, 2, 3, 0])
  }

  // The connections change what is computed, and neither weights nor their draws.
  @Test func `a perceptron with skip connections has the parameters of the one without`() throws {
    let sizes = [6, 8, 8, 8, 5, 5, 3, 3]
    let plain = try Network.perceptron(sizes, batchNorm: true, dropout: 0.1, density: 0.5)
    let skipping = try Network.perceptron(sizes, batchNorm: true, dropout: 0.1, skip: true, density: 0.5)
    #expect(plain.parameters == skipping.parameters && plain != skipping)
    // 8-8, 8-8 and 5-5, but not 3-3, which gives the outputs.
    #expect(skipping.layers.count { $0 is Residual } == 3)
    #expect(skipping.layers.last is Dense)
    #expect(
      skipping.layers[1].identity == "residual([batch_norm(), tanh(), dropout(0.1), dense(8)])")
  }

  // Dropout draws by the number of its layer: two in one block must not drop the same.
  @Test func `layers inside draw numbers of their own`() throws {
    let network = try Network(
      [Residual([Dropout(rate: 0.5), Dropout(rate: 0.5)]), Dropout(rate: 0.5)], inputShape: [400])
    var pass = Pass(mode: .training, execution: oneThread)
    pass.seed = 3
    #expect(network.places.flatMap(\.all).map(\.part) == [0, 1, 0, 2])
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch([[Float](repeating: 1, count: 400)])
    workspace.forward(network, pass)
    // y is 0, 1 or 5 in front of the last layer, and what stays is doubled: 1 + 4 only if both kept it.
    let shares = [0, 2, 10].map { value in workspace.outputs.samples[0].count { $0 == Float(value) } }
    #expect(shares.reduce(0, +) == 400)
    // Kept by three independent coins with probability 1/8: 50, give or take 7.
    #expect((22...78).contains(shares[2]))
  }

  @Test func `running averages inside follow the batches`() throws {
    let network = try Network([Residual([BatchNorm()])], inputShape: [1])
    let data = try Dataset(
      name: "two", shape: [1], classes: nil, train: .byHand([[1], [3]], targets: [[0], [0]]),
      test: .byHand([[0]], targets: [[0]]))
    let run = Run(try TrainingPlan(network: network, data: data, batch: 2, length: .steps(1))).trained()
    #expect(abs(run.network.parameters[2].values[0] - 0.2) < 1e-6)
    #expect(abs(run.network.parameters[3].values[0] - 1.1) < 1e-6)
  }

  @Test(arguments: [1, 2, 3]) func `the same bits on any number of threads, and after a pause`(threads: Int)
    throws
  {
    let network = try Network.perceptron(
      [20, 64, 64, 64, 3], batchNorm: true, dropout: 0.1, skip: true, density: 0.3)
    let plan = try TrainingPlan(
      network: network, data: .random(300, features: 20, test: 50), length: .epochs(4))
    let whole = Run(plan).trained()
    #expect(same(whole, Run(plan).trained(to: 5, threads: threads).trained(threads: threads)))
    #expect(whole.record.losses[0] > whole.record.losses[whole.record.losses.count - 1])
  }

  @Test func `shapes that differ are refused`() {
    func message(_ layers: [any Layer]) -> String? {
      do { _ = try Network(layers, inputShape: [4]) } catch { return error.message }
      return nil
    }
    #expect(
      message([Residual([Dense(units: 8)])])
        == "`residual` adds its input to what its layers make of it, so both must have one shape, but [4] goes in "
        + "and [8] comes out")
    #expect(message([Residual([Dense(units: 8), Relu(), Dense(units: 4)])]) == nil)
    #expect(message([Residual([Residual([Dense(units: 3)])])])?.contains("[3] comes out") == true)
    #expect(
      message([Residual([Dense(units: 8)], shortcut: [Dense(units: 7)])])
        == "`residual` adds what its layers and its shortcut make of one input, so both must have one shape, but "
        + "[8] comes out of the layers and [7] out of the shortcut")
    #expect(message([Residual([Dense(units: 8)], shortcut: [Dense(units: 8)])]) == nil)
  }

  @Test func `memory inside counts`() throws {
    let stage: [any Layer] = [Dense(units: 1000), Tanh(), Dense(units: 50)]
    let (plain, block) = (
      try Network(stage, inputShape: [50]), try Network([Residual(stage)], inputShape: [50])
    )
    // Batches inside count as outside; the sum and the kept gradient come on top.
    let more =
      block.bytes(for: .measuring(batch: 64, dense: false))
      - plain.bytes(for: .measuring(batch: 64, dense: false))
    #expect(more == 2 * 4 * 64 * 50)
    #expect(
      block.bytes(for: .evaluating(batch: 64)) - plain.bytes(for: .evaluating(batch: 64)) == 4 * 64 * 50)
  }

  @Test func `which sizes can have skip connections`() {
    #expect(Network.objectionToSkips([2, 8, 8, 2]) == nil)
    #expect(
      Network.objectionToSkips([8, 8, 4, 4])
        == "skip connections need two neighbouring hidden layers of one size, but the hidden sizes are [8, 4]"
    )
    #expect(
      Network.objectionToSkips([8, 8])
        == "skip connections need two neighbouring hidden layers of one size, but there is no hidden layer")
  }
}
