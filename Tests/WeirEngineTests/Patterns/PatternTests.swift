import Testing

@testable import WeirEngine

@Suite struct PatternTests {
  private func kept(
    _ count: Int, _ rows: Int, _ scores: [Double], _ pattern: some Pattern, isLast: Bool = false
  ) throws -> [Int] {
    let mask = Mask(fullRows: rows, columns: scores.count / rows)
    let shape = WeightShape(rows: mask.rows, columns: mask.columns)
    let division = try pattern.division(of: shape, keeping: count, isLast: isLast)
    let ranks = division.kept(count, of: mask, by: .scores(scores))
    return scores.indices.map { ranks.contains($0) ? 1 : 0 }
  }

  // jaxpruner keeps the last of equal scores here; see trap 8.
  @Test func `of equal scores in a run the first stay`() throws {
    let equal = [Double](repeating: 1, count: 8)
    #expect(try kept(4, 1, equal, NOfM(2, 4)) == [1, 1, 0, 0, 1, 1, 0, 0])
    #expect(try kept(4, 2, equal, ConstantFanIn()) == [1, 1, 0, 0, 1, 1, 0, 0])
    #expect(try kept(4, 2, equal, Neuron()) == [1, 1, 1, 1, 0, 0, 0, 0])
    #expect(try kept(4, 2, equal, Block(1, 2)) == [1, 1, 1, 1, 0, 0, 0, 0])
  }

  @Test func `n of m stay in every run, of a shorter last one as large a share`() throws {
    let scores: [Double] = [1, 9, 2, 8, 3, 7, 5, 4, 6, 0]
    // Two rows of five: runs of four and of one, which keeps one half rounded up.
    #expect(try kept(5, 2, scores, NOfM(2, 4)) == [0, 1, 0, 1, 1, 1, 0, 0, 1, 1])
    #expect(try kept(10, 2, scores, NOfM(2, 4)) == [Int](repeating: 1, count: 10))
    #expect(throws: ShapeError.self) { try kept(3, 2, scores, NOfM(2, 4)) }
    #expect(throws: ShapeError.self) { try kept(5, 2, scores, NOfM(5, 4)) }
  }

  @Test func `the fan-in is constant: the share of a unit rounded down, but at least one`() throws {
    let scores: [Double] = [1, 9, 2, 8, 3, 7, 5, 4, 6, 0]
    #expect(try kept(5, 2, scores, ConstantFanIn()) == [0, 1, 0, 1, 0, 1, 0, 0, 1, 0])
    #expect(try kept(1, 2, scores, ConstantFanIn()) == [0, 1, 0, 0, 0, 1, 0, 0, 0, 0])
    #expect(try kept(0, 2, scores, ConstantFanIn()) == [Int](repeating: 0, count: 10))
  }

  @Test func `units stay whole, and all outputs stay`() throws {
    let scores: [Double] = [1, 1, 9, 0, 2, 3]
    #expect(try kept(4, 3, scores, Neuron()) == [0, 0, 1, 1, 1, 1])
    var largest = Neuron()
    largest.score = .max
    #expect(try kept(2, 3, scores, largest) == [0, 0, 1, 1, 0, 0])
    #expect(try kept(2, 3, scores, Neuron(), isLast: true) == [0, 0, 1, 0, 0, 1])
  }

  // Blocks of a sparse matrix are ranked by what is active in them.
  @Test func `tiles count active weights alone`() {
    let mask = Mask(rows: 2, columns: 6, positions: [4, 5, 6, 8])
    let tiling = Tiling(mask, rows: 2, columns: 2)
    #expect(tiling.tiles == [2, 2, 0, 1])
    #expect(tiling.sizes == [1, 1, 2])
    #expect(tiling.best(by: [1, 3, 2], fitting: 3) == [1, 2])
    #expect(tiling.best(by: [1, 3, 2], fitting: 2) == [1])
    #expect(tiling.members(of: [0, 2]) == [0, 1, 2])
  }

  // What is drawn of a full mask without looking at it lies in whole tiles; every tile is met sooner or later.
  @Test(arguments: [(4, 6, 2, 3), (5, 7, 2, 3), (3, 3, 3, 3), (5, 1, 2, 1), (2, 9, 5, 2)])
  func `tiles are drawn whole`(rows: Int, columns: Int, height: Int, width: Int) throws {
    let mask = Mask(fullRows: rows, columns: columns)
    let tiling = Tiling(mask, rows: height, columns: width)
    var seen = Set<Int>()
    for count in 0...rows * columns {
      for seed in 1...20 {
        let ranks = Division.tiles(rows: height, columns: width, score: .mean)
          .kept(count, of: mask, by: .chance(Chance(seed: seed, layer: 0)))
        let tiles = Set(ranks.map { tiling.tiles[$0] })
        #expect(ranks == tiling.members(of: tiles.sorted()))
        #expect(ranks.count <= count && ranks.count > count - height * width)
        seen.formUnion(tiles)
      }
    }
    #expect(seen.count == tiling.sizes.count)
  }

  @Test func `a layer that nobody has drawn costs what is kept of it, under every pattern`() throws {
    let huge = try Network([Dense(units: 100_000)], inputShape: [100_000])
    for pattern in [Block(4, 4), Block(3, 7), Neuron(), ConstantFanIn(), Unstructured()] as [any Pattern] {
      let sparse = try huge.sparsified(to: 1e-5, pattern: pattern, seed: 1)
      #expect(sparse.nonzeros <= 100_000 && sparse.nonzeros > 99_900, "\(pattern.identity)")
    }
  }
}
