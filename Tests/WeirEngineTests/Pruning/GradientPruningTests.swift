import Testing

@testable import WeirEngine

/// SNIP and GraSP beyond their scores by hand, which are golden checks.
@Suite struct GradientPruningTests {
  private func data(_ inputs: [[Float]], _ targets: [[Float]]) throws -> Dataset {
    try .byHand(.byHand(inputs, targets: targets))
  }

  private func scores(_ method: some PruningMethod, _ network: Network, seed: Int = 0) throws -> [[Double]] {
    guard case .scores(let scores) = try method.ranking(of: network, PruningRound(seed: seed)) else {
      return []
    }
    return scores
  }

  // g = (0, -3), H g = (-3, -9), so -w (H g) = (3, -9) and the first weight goes.
  @Test func `GraSP removes what scores highest`() throws {
    let network = try Network([Dense.byHand([[1, -1]])], inputShape: [2])
    var grasp = GraSP()
    grasp.source.data = try data([[1, 1], [1, -2], [2, 2]], [[1], [0], [1]])
    grasp.temperature = 1
    var pruning = Pruning(density: 0.5)
    pruning.method = grasp
    #expect(try network.pruned(pruning).weightLayers[0].dense == [0, -1])
    pruning.isInverted = true
    #expect(try network.pruned(pruning).weightLayers[0].dense == [1, 0])
  }

  // What a weight's shrinking does to half the squared norm of the gradient: its score, negated.
  @Test func `GraSP says how the gradient's norm changes`() throws {
    let network = try Network.perceptron([5, 6, 3], batchNorm: true, density: 0.6).drawn.stirred
    var grasp = GraSP()
    grasp.source.data = try Dataset.random(40, features: 5)
    (grasp.temperature, grasp.samples) = (3, 1000)
    let found = try scores(grasp, network)
    func half(_ layer: Int, _ rank: Int, _ share: Float) throws -> Double {
      var moved = network
      let index = network.weightIndices[layer]
      var place = 0
      var count = 0
      network.parameters[index].mask.forEach { row, column in
        if count == rank { place = network.parameters[index].place(row, column) }
        count += 1
      }
      moved.parameters[index].values[place] *= 1 - share
      let gradients = try moved.gradients(
        on: grasp.source.data.train, loss: CrossEntropy(), temperature: 3, execution: oneThread,
        cancellation: Cancellation())
      return moved.weightIndices.reduce(0) { sum, index in
        sum + gradients.buffers[index].array.reduce(0.0) { $0 + Double($1) * Double($1) } / 2
      }
    }
    let largest = try #require(found.joined().map(abs).max())
    for (layer, rank) in [(0, 0), (0, 7), (0, 17), (1, 2), (1, 10)] {
      let h: Float = 0x1p-5
      let (near, far) = try (
        half(layer, rank, h) - half(layer, rank, -h), half(layer, rank, 2 * h) - half(layer, rank, -2 * h)
      )
      let change = (8 * near - far) / (12 * Double(h))
      #expect(abs(-found[layer][rank] - change) < 2e-3 * largest, "layer \(layer), weight \(rank)")
    }
  }

  @Test func `samples are drawn by the seed, and of each class as many`() throws {
    var source = GradientSource()
    source.data = try Dataset.random(200, features: 2, classes: 4)
    let some = source.samples(perClass: 5, seed: 3)
    #expect((0..<4).map { label in (0..<20).filter { some.label($0) == label }.count } == [5, 5, 5, 5])
    #expect(some.count == 20 && some == source.samples(perClass: 5, seed: 3))
    #expect(some != source.samples(perClass: 5, seed: 4))
    #expect(source.samples(30, seed: 1).count == 30)
    #expect(source.samples(nil, seed: 1) == source.data.train)
    #expect(source.samples(perClass: 1000, seed: 1).count == 200)
    source.data = try data([[1], [2], [3]], [[1], [2], [3]])
    #expect(source.samples(perClass: 2, seed: 1).count == 2)
  }

  @Test func `data that do not fit are refused`() throws {
    let network = try Network.perceptron([5, 3])
    var pruning = Pruning(density: 0.5)
    var snip = SNIP()
    snip.source.data = try Dataset.random(10, features: 6)
    pruning.method = snip
    #expect(
      throws: PlanError(message: "the network takes 5 inputs, but the data have 6 a sample")
    ) { try network.pruned(pruning) }
  }

  @Test func `rounds look again`() throws {
    let network = try Network.perceptron([6, 20, 20, 3])
    var snip = SNIP()
    snip.source.data = try Dataset.random(100, features: 6)
    var pruning = Pruning(density: 0.1)
    pruning.method = snip
    let once = try network.pruned(pruning)
    snip.rounds = 20
    pruning.method = snip
    let often = try network.pruned(pruning)
    #expect(once.nonzeros == often.nonzeros && once != often)
  }
}

extension Parameter {
  /// Where an active weight stands in memory.
  fileprivate func place(_ row: Int, _ column: Int) -> Int {
    var place = 0
    forEachActive { index, r, c in if r == row, c == column { place = index } }
    return place
  }
}
