import Testing
import WeirCatalog

@testable import WeirEngine

/// What holds for every method under every distribution and pattern, whoever adds one.
@Suite struct PruningLawTests {
  private func prunings(_ method: String, density: Double) -> [Pruning] {
    distributionVariants.flatMap { distribution in
      patternVariants.map { pattern in
        var pruning = Pruning(density: density, seed: 5)
        (pruning.distribution, pruning.pattern) = (distribution, pattern)
        pruning.method = variant(method, of: pruningVariants) ?? pruning.method
        return pruning
      }
    }
  }

  /// Whether [kept] of [count] weights asked for is what the pattern allows nearest below, in a full matrix.
  private func fits(_ kept: Int, _ count: Int, _ division: Division, _ shape: WeightShape) -> Bool {
    switch division {
    case .tiles(let rows, let columns, _): return kept <= count && kept > count - rows * columns
    case .runs(let width, let keeping):
      let (runs, rest) = shape.columns.quotientAndRemainder(dividingBy: width)
      return kept == shape.rows * (runs * keeping + (keeping * rest + width - 1) / width)
    }
  }

  @Test(arguments: pruningVariants.map { $0.identity }, [0, 0.04, 0.5, 0.9, 1])
  func `counts are exact, or what the pattern allows`(method: String, density: Double) throws {
    let network = try Network.perceptron([6, 11, 8, 3]).drawn
    var succeeded = 0
    for pruning in prunings(method, density: density) {
      let distribution = try #require(pruning.distribution)
      let what = Comment("\(distribution.identity), \(pruning.pattern.identity)")
      let sparse: Network
      do { sparse = try network.pruned(pruning) } catch let error as ShapeError {
        // A pattern with a density of its own refuses others.
        #expect(pruning.pattern.density != nil, "\(what): \(error.message)")
        continue
      }
      succeeded += 1
      let shapes = network.weightShapes
      let found = sparse.weightLayers.map { $0.mask.count }
      let total = shapes.reduce(0) { $0 + $1.count }
      var wanted = [Int](repeating: 0, count: 3)
      var asked = 0
      wanted = try distribution.counts(of: shapes, sparsity: 1 - density) { k in
        asked = k
        return k == total ? shapes.map(\.count) : found.dropLast() + [k - found.dropLast().reduce(0, +)]
      }
      // A ranking of all layers has a total only, and that is exact where weights go one by one.
      if asked > 0, pruning.pattern is Unstructured { #expect(found.reduce(0, +) == asked, what) }
      for (layer, shape) in shapes.enumerated() where asked == 0 {
        let division = try pruning.pattern.division(
          of: shape, keeping: wanted[layer], isLast: layer == shapes.count - 1)
        #expect(
          fits(found[layer], wanted[layer], division, shape), "layer \(layer): \(found[layer]), \(what)")
      }
    }
    #expect(succeeded > 20)
  }

  @Test(arguments: pruningVariants.map { $0.identity })
  func `nothing is revived, what stays keeps its value, and the same seed gives the same bits`(
    method: String
  ) throws {
    let network = try Network.perceptron([6, 11, 8, 3], density: 0.8).drawn
    for pruning in prunings(method, density: 0.3) {
      guard let sparse = try? network.pruned(pruning) else { continue }
      let what = Comment("\(pruning.distribution?.identity ?? ""), \(pruning.pattern.identity)")
      for (before, after) in zip(network.weightLayers, sparse.weightLayers) {
        #expect(zip(before.mask.ones, after.mask.ones).allSatisfy { $0 >= $1 }, what)
        #expect(after.dense == zip(before.dense, after.mask.ones).map { $0 * $1 }, what)
        #expect(before.bias == after.bias, what)
      }
      #expect(try network.pruned(pruning) == sparse, what)
    }
  }

  // Weights that nobody can tell apart: chance aside, the first ones stay.
  @Test(arguments: pruningVariants.map { $0.identity }, [false, true])
  func `ties go to the lower index`(method: String, inverted: Bool) throws {
    let ones = [[Float]](repeating: [Float](repeating: 1, count: 6), count: 3)
    let network = try Network([Dense.byHand(ones)], inputShape: [6])
    var pruning = Pruning(density: 0.5)
    pruning.method = variant(method, of: pruningVariants) ?? pruning.method
    guard case .scores(let scores) = try pruning.method.ranking(of: network, pruning.round) else { return }
    pruning.isInverted = inverted
    let mask = try network.pruned(pruning).weightLayers[0].mask
    let all = scores[0].map { inverted ? -$0 : $0 }
    let order = all.indices.sorted { all[$0] == all[$1] ? $0 < $1 : all[$0] > all[$1] }
    #expect(mask.ones.indices.filter { mask.ones[$0] == 1 } == order.prefix(9).sorted())
  }
}
