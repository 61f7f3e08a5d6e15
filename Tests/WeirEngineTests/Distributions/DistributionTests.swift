import Testing

@testable import WeirEngine

/// What holds for distributions besides the numbers of others, which are golden checks.
@Suite struct DistributionTests {
  private func shape(_ columns: Int, _ rows: Int, _ kernel: Int...) -> WeightShape {
    WeightShape(rows: rows, columns: columns, kernel: kernel)
  }

  private func counts(
    _ distribution: some Distribution, _ shapes: [WeightShape], _ sparsity: Double
  ) throws -> [Int] {
    try distribution.counts(of: shapes, sparsity: sparsity) { k in
      let scores = shapes.enumerated().map { part, shape in
        RandomStream(seed: 1, purpose: .mask, part: part).uniforms(0..<shape.count)
      }
      return Selection.counts(ofLargest: k, of: scores)
    }
  }

  @Test(arguments: distributions.standards.map { $0.identity })
  func `every distribution keeps the total to less than a weight a layer`(name: String) throws {
    let distribution = try #require(distributions.standards.first { $0.identity == name })
    let networks = [
      [shape(784, 300), shape(300, 100), shape(100, 10)], [shape(1, 1)], [shape(3, 1), shape(1, 500)],
      [shape(3, 16, 3, 3), shape(16, 32, 3, 3), shape(32, 10)],
    ]
    for shapes in networks {
      let all = shapes.reduce(0) { $0 + $1.count }
      for percent in 0...100 {
        let sparsity = Double(percent) / 100
        let counts = try counts(distribution, shapes, sparsity)
        #expect(zip(shapes, counts).allSatisfy { (0...$0.count).contains($1) })
        let kept = counts.reduce(0, +)
        // Zeros are floored once to share them, once to count them: at most two weights a layer too many.
        let wanted = Double(all) * (1 - sparsity)
        #expect(Double(kept) > wanted - 1e-6 && Double(kept) < wanted + 2 * Double(shapes.count))
      }
    }
  }

  // Rules that prune in a training ask for many sparsities, and only the first question is asked in front of it.
  @Test func `shapes fit a distribution at every sparsity, or at none`() throws {
    var byHand = PerLayer()
    byHand.densities = [0.5, 1]
    for distribution in distributions.standards + [byHand] {
      for shapes in [
        [], [shape(4, 10)], [shape(4, 10), shape(10, 2)], [shape(1, 1), shape(1, 1), shape(9, 1)],
      ] {
        let fits = (0...50).map { (try? counts(distribution, shapes, Double($0) / 50)) != nil }
        #expect(Set(fits).count == 1, "\(distribution.identity) of \(shapes.count) matrices")
      }
    }
  }

  @Test func `densities by hand are taken as they are, one for each layer`() throws {
    var distribution = PerLayer()
    distribution.densities = [0.5, 1]
    #expect(try counts(distribution, [shape(4, 10), shape(10, 2)], 0) == [20, 20])
    #expect(throws: ShapeError.self) { try distribution.sparsities(of: [self.shape(4, 10)], total: 0.5) }
  }

  // As shares, 2768/3076 of 3072 x 3076 are one more than 3072 x 2768.
  @Test(arguments: [10, 64, 308, 3076]) func `densities that are quotients of widths give whole layers`(
    wide: Int
  ) throws {
    var distribution = PerLayer()
    for narrow in 0...wide {
      let share = Double(narrow) / Double(wide)
      distribution.densities = [share, share * share, share]
      let shapes = [shape(3072, wide), shape(wide, wide), shape(wide, 10)]
      #expect(try counts(distribution, shapes, 0) == [3072 * narrow, narrow * narrow, 10 * narrow])
    }
  }

  // RigL's convention (Evci et al. 2020): the sparsity is that of the other layers, so the total is lower.
  @Test func `a first layer may stay dense, the others being as sparse as told`() throws {
    var distribution = Uniform()
    distribution.firstDense = true
    let shapes = [shape(784, 300), shape(300, 100), shape(100, 10)]
    #expect(try counts(distribution, shapes, 0.9) == [235_200, 3000, 100])
    #expect(try counts(distribution, [], 0.9) == [])
  }

  @Test func `a global ranking gives each layer what it has among the best`() throws {
    let shapes = [shape(2, 2), shape(2, 1), shape(3, 1)]
    let scores: [[Float]] = [[1, 9, 2, 8], [7, 7], [0, 0, 0]]
    func counts(_ sparsity: Double) throws -> [Int] {
      try GlobalRanking().counts(of: shapes, sparsity: sparsity) {
        Selection.counts(ofLargest: $0, of: scores)
      }
    }
    // Of 9 weights 9 - floor(s 9) stay.
    #expect(try counts(0) == [4, 2, 3])
    #expect(try counts(0.3) == [4, 2, 1])
    #expect(try counts(0.5) == [3, 2, 0])
    #expect(try counts(0.7) == [2, 1, 0])
    #expect(try counts(1) == [0, 0, 0])
  }
}
