import Testing

@testable import WeirEngine

/// Closed forms are among the golden checks, which `GoldenLaws` holds.
@Suite struct HessianTests {
  private func curvature(
    _ network: Network, _ count: Int = 60, layer: Int? = nil, threads: Int = 1
  ) throws -> Curvature {
    let samples = Samples.random(count, features: network.inputs)
    var curvature = try Curvature(of: network, on: samples, loss: CrossEntropy(), layer: layer)
    curvature.execution = Execution(threads: threads)
    return curvature
  }

  @Test(arguments: [0.3, 0.7, 1]) func `columns are products with unit vectors`(density: Double) throws {
    let curvature = try curvature(.perceptron([5, 6, 4, 3], Swish(), batchNorm: true, density: density))
    let hessian = try curvature.hessian()
    #expect(hessian.size == curvature.coordinates.network.trainedCount)
    for column in stride(from: 0, to: hessian.size, by: 7) {
      var unit = [Double](repeating: 0, count: hessian.size)
      unit[column] = 1
      let product = try curvature.product(unit)
      // The mean of an entry and the one across the diagonal, which differ by rounding.
      for row in 0..<hessian.size { #expect(abs(hessian[row, column] - product[row]) < 1e-6) }
    }
  }

  @Test func `eigenvectors are of length one, at right angles, and what the matrix stretches`() throws {
    let hessian = try curvature(.perceptron([3, 5, 3], Tanh())).hessian()
    let vectors = try hessian.vectors()
    let rows = (0..<hessian.size).map { row in
      vectors.values[row * hessian.size..<(row + 1) * hessian.size].map { Double($0) }
    }
    for (number, row) in rows.enumerated() {
      for (other, second) in rows.enumerated() {
        #expect(abs(row.inner(second) - (number == other ? 1 : 0)) < 1e-6)
      }
      for place in row.indices {
        let image = (0..<hessian.size).reduce(0) { $0 + hessian[place, $1] * row[$1] }
        #expect(abs(image - hessian.eigenvalues[number] * row[place]) < 1e-6)
      }
    }
    #expect(abs(hessian.eigenvalues.reduce(0, +) - hessian.trace) < 1e-12)
    #expect(hessian.eigenvalues == hessian.eigenvalues.sorted(by: >))
  }

  @Test func `the block of a layer is what the whole has there`() throws {
    let network = try Network.perceptron([5, 7, 6, 3], Tanh(), batchNorm: true, density: 0.4)
    let whole = try curvature(network).hessian()
    #expect(whole.blocks.map(\.layerNames) == network.weightNames.map { [$0] })
    for (layer, block) in whole.blocks.enumerated() {
      let alone = try curvature(network, layer: layer).hessian()
      #expect(alone.size == block.size && alone.layerNames == block.layerNames)
      #expect(zip(alone.matrix.entries, block.matrix.entries).allSatisfy { abs($0 - $1) < 1e-6 })
    }
    // Gains and shifts belong to no layer.
    #expect(whole.blocks.reduce(0) { $0 + $1.size } < whole.size)
  }

  @Test func `weights outside the mask have no row`() throws {
    let dense = try Network.perceptron([4, 6, 3])
    let sparse = try Network.perceptron([4, 6, 3], density: 0.5)
    #expect(try curvature(sparse).count == dense.trainedCount - 21)
    #expect(try curvature(sparse).hessian().size == sparse.trainedCount)
  }

  @Test(arguments: [EigenvalueSearch.End.largest, .least], [Int?.none, 1])
  func `Lanczos finds what LAPACK finds`(
    end: EigenvalueSearch.End, layer: Int?
  ) throws {
    let curvature = try curvature(.perceptron([5, 9, 4, 3], Tanh(), density: 0.6), layer: layer)
    var search = EigenvalueSearch()
    (search.end, search.top) = (end, 4)
    let all = try curvature.hessian().eigenvalues
    let pairs = try curvature.eigenpairs(search)
    #expect(pairs.count == 4)
    for (pair, expected) in zip(pairs, end == .largest ? all : all.reversed()) {
      #expect(abs(pair.eigenvalue.value - expected) < 1e-5 * (all[0] - all[all.count - 1]))
      let parts = pair.direction.flatMap { $0.weights.values + ($0.bias?.values ?? []) }
      #expect(abs(parts.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    }
  }

  @Test func `where the space of a probe is used up, another one is taken`() throws {
    // Inputs along the axes, of one length: the eigenvalue of every weight is 2, and that of the bias 1.
    let rows = (0..<4).flatMap { place in
      [1, -1].map { sign in (0..<4).map { $0 == place ? Float(sign) * Float(8).squareRoot() : 0 } }
    }
    let samples = Samples.byHand(rows, targets: rows.map { _ in [0] })
    let network = try Network([Dense.byHand([[1, 1, 1, 1]], bias: [0])], inputShape: [4])
    let curvature = try Curvature(of: network, on: samples, loss: SquaredError())
    let values = try curvature.eigenvalues(EigenvalueSearch()).map(\.value)
    #expect(values.count == 5)
    for (value, expected) in zip(values, [2, 2, 2, 2, 1] as [Double]) {
      #expect(abs(value - expected) < 1e-5)
    }
  }

  @Test
  func `eigenvalues take the memory of what is active, eigenpairs that of what is not, and say so before`()
    throws
  {
    // Every direction was made dense, and thrown away by those who asked for values alone.
    let layers = try Network.perceptron([2, 3000, 3000, 3], density: 0.001).layers
    let network = try Network(layers, inputShape: [2], memory: 40 << 20)
      .sparsified(to: 0.001, distribution: Uniform(), method: RandomPruning(), seed: 1)
    var search = EigenvalueSearch()
    (search.top, search.steps) = (2, 10)
    let curvature = try curvature(network, 4)
    #expect(try curvature.eigenvalues(search).count == 2)
    curvature.cancellation.request()
    #expect {
      try curvature.eigenpairs(search)
    } throws: { error in
      (error as? PlanError)?.message.hasSuffix("; a smaller `top` needs less") == true
    }
    search.top = 1000
    #expect {
      try curvature.eigenvalues(search)
    } throws: { error in
      (error as? PlanError)?.message.hasSuffix("; a smaller `top` needs less") == true
    }
    (search.top, search.steps) = (2, 1000)
    #expect {
      try curvature.eigenvalues(search)
    } throws: { error in
      (error as? PlanError)?.message.hasSuffix("; a smaller `steps` needs less") == true
    }
  }

  @Test func `what was good enough for the search is good enough for the note`() throws {
    // The search went by the largest |λ| of the whole spectrum, the note by the largest of those at the end.
    // Two inputs that are the same have an eigenvalue 0, which no error is a small share of.
    let samples = Samples.byHand([[2, 2], [-2, -2]], targets: [[0], [0]])
    let network = try Network([Dense.byHand([[1, 1]], bias: [0])], inputShape: [2])
    var search = EigenvalueSearch()
    (search.end, search.top) = (.least, 1)
    let found = try Curvature(of: network, on: samples, loss: SquaredError()).eigenvalues(search)[0]
    #expect(abs(found.value) < 1e-6 && found.isConverged && found.error > search.tolerance * abs(found.value))
    search.steps = 2
    #expect(try !curvature(.perceptron([5, 9, 4, 3], Tanh())).eigenvalues(search)[0].isConverged)
  }

  @Test func `threads change no bit, and a stop is seen`() throws {
    let network = try Network.perceptron([12, 20, 3], density: 0.2)
    let (one, three) = (try curvature(network), try curvature(network, threads: 3))
    #expect(try one.hessian() == three.hessian())
    #expect(try one.trace(probes: 3, seed: 1) == three.trace(probes: 3, seed: 1))
    let (few, many) = try (one.eigenvalues(EigenvalueSearch()), three.eigenvalues(EigenvalueSearch()))
    #expect(few == many)
    one.cancellation.request()
    #expect(throws: Cancelled.self) { try one.hessian() }
    #expect(throws: Cancelled.self) { try one.trace(probes: 2, seed: 0) }
    #expect(throws: Cancelled.self) { try one.eigenvalues(EigenvalueSearch()) }
  }

  @Test func `a matrix too large is refused before any work, with rows and bytes`() throws {
    let network = try Network.perceptron([784, 8192, 512, 10])
    let curvature = try curvature(network, 2)
    curvature.cancellation.request()
    #expect {
      try curvature.hessian()
    } throws: { error in
      let message = (error as? PlanError)?.message ?? ""
      return message.contains("10,630,666 rows") && message.contains("PB")
    }
    let little = try Network(Network.perceptron([20, 30, 3]).layers, inputShape: [20], memory: 1 << 20)
    #expect(throws: PlanError.self) { try self.curvature(little).hessian() }
    #expect(throws: PlanError.self) { try self.curvature(little, layer: 2) }
    #expect(throws: PlanError.self) { try self.curvature(little, layer: -1) }
  }
}
