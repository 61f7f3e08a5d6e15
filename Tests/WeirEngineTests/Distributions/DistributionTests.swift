import Testing

@testable import WeirEngine

/// What published systems and papers say of their own rules; sources stand beside the numbers.
@Suite struct DistributionTests {
  private func shape(_ columns: Int, _ rows: Int, _ kernel: Int...) -> WeightShape {
    WeightShape(rows: rows, columns: columns, kernel: kernel)
  }

  private func expect(
    _ distribution: some ShapeDistribution, _ shapes: [WeightShape], _ sparsity: Double,
    gives expected: [Double],
    within tolerance: Double = 1e-6, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try distribution.sparsities(of: shapes, total: sparsity)
    #expect(found.count == expected.count, sourceLocation: location)
    for (found, expected) in zip(found, expected) {
      #expect(abs(found - expected) < tolerance, "\(sparsity)", sourceLocation: location)
    }
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

  // Erdős–Rényi as RigL's code counts it, on the layers of LeNet-300-100.
  @Test func `the layers of 784-300-100-10`() throws {
    let shapes = [shape(784, 300), shape(300, 100), shape(100, 10)]
    let table: [(Double, [Double], [Int])] = [
      (0.5, [0.565901, 0, 0], [102101, 30000, 1000]),
      (0.8, [0.837759, 0.530638, 0], [38160, 14081, 1000]),
      (0.9, [0.920432, 0.769811, 0], [18715, 6906, 1000]),
      (0.95, [0.961516, 0.888666, 0.081493], [9052, 3341, 919]),
      (0.98, [0.984606, 0.955466, 0.632597], [3621, 1337, 368]),
      (0.99, [0.992303, 0.977733, 0.816299], [1811, 669, 184]),
    ]
    for (sparsity, sparsities, active) in table {
      try expect(ErdosRenyi(), shapes, sparsity, gives: sparsities)
      try expect(ErdosRenyiKernel(), shapes, sparsity, gives: sparsities)
      #expect(try counts(ErdosRenyi(), shapes, sparsity) == active)
      #expect(try counts(ErdosRenyiKernel(), shapes, sparsity) == active)
    }
  }

  @Test func `the layers of LeNet-5, kernels counted and not`() throws {
    let shapes = [shape(1, 6, 5, 5), shape(6, 16, 5, 5), shape(256, 120), shape(120, 84), shape(84, 10)]
    try expect(
      ErdosRenyiKernel(), shapes, 0.9, gives: [0.307303, 0.918506, 0.925191, 0.876304, 0.316034])
    try expect(
      ErdosRenyiKernel(), shapes, 0.95, gives: [0.653573, 0.959244, 0.962587, 0.938138, 0.657940])
    try expect(ErdosRenyi(), shapes, 0.9, gives: [0, 0.200725, 0.957311, 0.929415, 0.609705])
  }

  // STR, budgets/SparsityDistributions_90_ResNet50.csv, before rounding.
  @Test func `the 54 layers of ResNet-50`() throws {
    var shapes = [shape(3, 64, 7, 7)]
    var percents = [57.996]
    let stages: [(width: Int, blocks: Int, inner: [Double])] = [
      // Percent of: 1x1 into the first block, its shortcut, 1x1 into later blocks, 3x3, 1x1 out of a block.
      (64, 3, [0, 4.118, 4.118, 82.266, 4.118]), (128, 4, [42.530, 71.340, 52.208, 91.332, 52.208]),
      (256, 6, [71.340, 85.688, 76.141, 95.715, 76.141]), (512, 3, [85.688, 92.849, 88.080, 97.870, 88.080]),
    ]
    var inputs = 64
    for stage in stages {
      let (width, wide) = (stage.width, 4 * stage.width)
      for block in 0..<stage.blocks {
        shapes += [shape(inputs, width, 1, 1), shape(width, width, 3, 3), shape(width, wide, 1, 1)]
        percents += [stage.inner[block == 0 ? 0 : 2], stage.inner[3], stage.inner[4]]
        if block == 0 {
          shapes.append(shape(inputs, wide, 1, 1))
          percents.append(stage.inner[1])
        }
        inputs = wide
      }
    }
    shapes.append(shape(2048, 1000))
    percents.append(92.739)
    #expect(shapes.count == 54)
    #expect(shapes.reduce(0) { $0 + $1.count } == 25_502_912)
    try expect(ErdosRenyiKernel(), shapes, 0.9, gives: percents.map { $0 / 100 }, within: 6e-6)
  }

  // jaxpruner, sparsity_distributions_test.py; its last two dimensions are inputs and outputs.
  @Test func `jaxpruner's trees`() throws {
    let (a, bc, bd) = (shape(2, 4), shape(6, 7, 3), shape(7, 4))
    try expect(ErdosRenyiKernel(), [a, bc, bd], 0.5, gives: [0, 9.0 / 14, 0])
    try expect(ErdosRenyiKernel(), [a, bc], 0.5, gives: [0, 0.531746])
    let three = [shape(2, 4), shape(3, 6), shape(4, 6, 2)]
    try expect(ErdosRenyiKernel(), three, 0.5, gives: [0, 0.309524, 0.654762])
    try expect(ErdosRenyiKernel(), three, 0.8, gives: [0.555556, 0.703704, 0.851852])
    try expect(ErdosRenyi(), three, 0.5, gives: [0.207143, 0.471429, 0.559524])
  }

  // RigL, sparse_utils_test.py.
  @Test func `RigL's pairs`() throws {
    try expect(ErdosRenyi(), [shape(2, 3), shape(2, 3)], 0.5, gives: [0.5, 0.5])
    try expect(ErdosRenyi(), [shape(8, 6), shape(4, 3)], 0.7, gives: [0.736111, 0.472222])
    try expect(ErdosRenyi(), [shape(80, 4), shape(20, 20)], 0.8, gives: [0.695161, 0.883871])
  }

  // nerva, densities_test.cpp and README. It shares fractions of weights and rounds to the nearest: 133325,
  // 66662, 10240. Here whole zeros are shared and floored, so that a layer may keep one more.
  @Test func `nerva's networks`() throws {
    let first = [shape(3072, 1024), shape(1024, 512), shape(512, 10)]
    try expect(
      ErdosRenyi(), first, 0.95,
      gives: [1, 1, 1].enumerated().map {
        $1 - [0.0412997159, 0.0929243608, 1][$0]
      })
    let second = [shape(3072, 1024), shape(1024, 1024), shape(1024, 10)]
    #expect(try counts(ErdosRenyi(), second, 0.95) == [133326, 66663, 10240])
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

  @Test func `densities by hand are taken as they are, one for each layer`() throws {
    var distribution = PerLayer()
    distribution.densities = [0.5, 1]
    #expect(try counts(distribution, [shape(4, 10), shape(10, 2)], 0) == [20, 20])
    #expect(throws: ShapeError.self) { try distribution.sparsities(of: [self.shape(4, 10)], total: 0.5) }
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
