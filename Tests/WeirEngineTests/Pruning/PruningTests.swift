import Testing

@testable import WeirEngine

@Suite struct PruningTests {
  @Test(arguments: pruningMethods.standards.map { $0.identity }, [0, 0.005, 0.3, 0.6, 0.95, 1])
  func `every method keeps exact counts, and the values of what it keeps`(
    name: String, density: Double
  ) throws {
    let method = try #require(pruningMethods.standards.first { $0.identity == name })
    let dense = try Network.perceptron([30, 20, 10]).drawn
    let sparse = try dense.sparsified(to: density, distribution: Uniform(), method: method, seed: 3)
    for (before, after) in zip(dense.weightLayers, sparse.weightLayers) {
      let all = before.mask.count
      #expect(after.mask.count == all - Counting.zeros(1 - density, of: all))
      let kept = zip(before.dense, after.mask.ones).map { $0 * $1 }
      #expect(after.dense == kept)
      #expect(before.bias == after.bias)
    }
    let again = try dense.sparsified(to: density, distribution: Uniform(), method: method, seed: 3)
    #expect(again == sparse)
  }

  @Test(arguments: [0, 0.1, 0.7, 1])
  func `pruning before or after the weights are drawn comes to the same bits`(density: Double) throws {
    let network = try Network.perceptron([50, 40, 10])
    func pruned(_ network: Network) throws -> Network {
      try network.sparsified(
        to: density, distribution: ErdosRenyi(), method: RandomPruning(), seed: 2)
    }
    let (late, early) = (try pruned(network), try pruned(network.drawn))
    #expect(late.parameters.contains { $0.draw != nil } && early.parameters.allSatisfy { $0.draw == nil })
    #expect(late == early && late.drawn.weightLayers == early.weightLayers)
  }

  // It once chose among all weights, so that a second pruning revived what the first had dropped.
  @Test(arguments: [(0.8, false), (0.8, true), (0.5, false), (0.5, true)], [0.4, 0.1, 0])
  func `pruning again chooses among what is active`(first: (Double, drawn: Bool), second: Double) throws {
    let dense = try Network.perceptron([30, 20, 10])
    var sparse = try dense.sparsified(
      to: first.0, distribution: Uniform(), method: RandomPruning(), seed: 1)
    if first.drawn { sparse = sparse.drawn }
    let sparser = try sparse.sparsified(
      to: second, distribution: Uniform(), method: RandomPruning(), seed: 1)
    for (before, after) in zip(sparse.weightLayers, sparser.weightLayers) {
      let all = before.mask.rows * before.mask.columns
      #expect(after.mask.count == all - Counting.zeros(1 - second, of: all))
      #expect(zip(before.mask.ones, after.mask.ones).allSatisfy { $0 >= $1 })
      #expect(
        after.dense == zip(before.dense, after.mask.ones).map { $0 * $1 })
    }
  }

  @Test func `more than is active cannot be kept`() throws {
    let sparse = try Network.perceptron([30, 20, 10], density: 0.1)
    let error = ShapeError(
      message: "layer 0 30-20 should keep 120 weights, but only 60 are active, and those gone do not return")
    #expect(throws: error) {
      try sparse.sparsified(to: 0.2, distribution: Uniform(), method: RandomPruning(), seed: 1)
    }
    let altogether = ShapeError(
      message: "the network should keep 160 weights, but only 80 are active, and those gone do not return")
    #expect(throws: altogether) { try sparse.sparsified(to: 0.2, distribution: GlobalRanking(), seed: 1) }
    // As many as are active are all kept.
    #expect(
      try sparse.sparsified(to: 0.1, distribution: Uniform(), method: RandomPruning(), seed: 9) == sparse)
  }

  // SET's implementation draws edges with replacement, and gets fewer than asked.
  @Test(arguments: [0.001, 0.1, 0.5, 0.9])
  func `trap 13: random masks have exactly as many weights as asked, each once`(density: Double) throws {
    for seed in 0..<20 {
      let network = try Network.perceptron([100, 50, 10]).sparsified(to: density, seed: seed)
      for layer in network.weightLayers {
        let all = layer.mask.rows * layer.mask.columns
        #expect(layer.mask.ones.reduce(0, +) == Float(Counting.kept(1 - density, of: all)))
      }
    }
  }

  @Test(arguments: [-0.1, 1.5, .nan, .infinity, -.infinity])
  func `a density is a share`(density: Double) throws {
    let network = try Network.perceptron([3, 2])
    #expect(throws: ShapeError.self) {
      try network.sparsified(to: density, distribution: Uniform(), method: RandomPruning(), seed: 1)
    }
  }

  @Test(arguments: distributions.standards.map { $0.identity })
  func `nothing may be kept, and there may be nothing to prune`(name: String) throws {
    let distribution = try #require(distributions.standards.first { $0.identity == name })
    let empty = try Network.perceptron([5, 4, 3]).sparsified(
      to: 0, distribution: distribution, method: RandomPruning(), seed: 1)
    #expect(empty.nonzeros == 0 && empty.density == 0)
    let plain = try Network([Relu()], inputShape: [3])
    #expect(
      try plain.sparsified(to: 0.1, distribution: distribution, method: RandomPruning(), seed: 1) == plain)
    #expect(plain.density == 1)
  }

  @Test func `kept weights can be drawn anew, by the inputs that are left`() throws {
    var initializer = Kaiming()
    initializer.fan = .unit
    let network = try Network.perceptron([400, 300]).sparsified(
      to: 0.25, distribution: Uniform(), method: RandomPruning(), initializer: initializer, seed: 4)
    let layer = try #require(network.weightLayers.first)
    // Variance 2 / 100 but for the scatter of fan-ins; 30,000 draws give it to 1 %, here three times that.
    let squares = layer.dense.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(squares / Double(layer.mask.count) / 0.02 - 1) < 0.03)
  }
}
