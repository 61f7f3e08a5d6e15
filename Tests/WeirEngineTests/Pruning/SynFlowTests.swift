import Testing

@testable import WeirEngine

@Suite struct SynFlowTests {
  // x = (1, 1), W = [[0, -1], [3, 0]], v = (1, 2): behind the block (1 + 1, 1 + 3), so R = 2 + 8 = 10. Of it 1
  // goes through the first weight of W and 6 through the other; through v all.
  @Test func `a residual block lets flow through and around`() throws {
    let network = try Network(
      [
        Residual([Relu(), Dense.byHand([[0, -1], [3, 0]], mask: [[0, 1], [1, 0]])]), Dense.byHand([[1, 2]]),
      ],
      inputShape: [2])
    let flow = SynapticFlow(network)
    let unit = Double(sign: .plus, exponent: flow.exponent, significand: 1)
    #expect(flow.total * unit == 10)
    #expect(flow.scores.map { $0.map { $0 * unit } } == [[1, 6], [2, 8]])
  }

  // x = (1, 1), W = [[0, -1], [3, 0]], S = [[1, 0], [-1, 2]], v = (1, 2): W gives (1, 3), S gives (1, 3), so R = 2 + 12.
  @Test func `a shortcut lets flow through its own weights`() throws {
    let network = try Network(
      [
        Residual(
          [Dense.byHand([[0, -1], [3, 0]])], shortcut: [Dense.byHand([[1, 0], [-1, 2]]), Relu()]),
        Dense.byHand([[1, 2]]),
      ],
      inputShape: [2])
    let flow = SynapticFlow(network)
    let unit = Double(sign: .plus, exponent: flow.exponent, significand: 1)
    #expect(flow.total * unit == 14)
    #expect(flow.scores.map { $0.map { $0 * unit } } == [[0, 1, 6, 0], [1, 0, 2, 4], [2, 12]])
  }

  // Every path crosses each of the layers, so all sum to R.
  @Test func `every convolution's scores sum to the same, with norms and blocks between`() throws {
    let layers: [any Layer] = [
      Conv(6, bias: false), BatchNorm(), Relu(),
      Residual([Conv(8, stride: 2)], shortcut: [Conv(8, kernel: 1, stride: 2), BatchNorm()]),
      Conv(8, groups: 4), Dense(units: 5), Dense(units: 3),
    ]
    let network = try Network(layers, inputShape: [3, 9, 7]).sparsified(to: 0.5, seed: 1).drawn
    let flow = SynapticFlow(network, execution: Execution(threads: 2))
    let sums = flow.scores.map { $0.reduce(0, +) / flow.total }
    // The block is crossed by one of two ways.
    for sum in [sums[0], sums[1] + sums[2]] + sums[3...] { #expect(abs(sum - 1) < 1e-9) }
  }

  /// The definition in plain double precision: products of matrices of absolute values.
  private func plain(_ matrices: [[[Double]]]) -> [[Double]] {
    var inputs = [[Double](repeating: 1, count: matrices[0][0].count)]
    for matrix in matrices {
      inputs.append(matrix.map { row in zip(row, inputs[inputs.count - 1]).reduce(0) { $0 + $1.0 * $1.1 } })
    }
    var d = [Double](repeating: 1, count: matrices[matrices.count - 1].count)
    var scores: [[Double]] = []
    for (matrix, x) in zip(matrices, inputs).reversed() {
      scores.insert(zip(matrix, d).flatMap { row, d in zip(row, x).map { $0 * d * $1 } }, at: 0)
      d = x.indices.map { column in zip(matrix, d).reduce(0) { $0 + $1.0[column] * $1.1 } }
    }
    return scores
  }

  @Test(arguments: [1, 2, 3]) func `the ranking is that of the definition, layers together`(seed: Int) throws
  {
    let sizes = [7, 9, 8, 6, 5]
    let network = try Network.perceptron(sizes, seed: seed).drawn
    let matrices = network.weightLayers.map { layer in
      (0..<layer.mask.rows).map { row in
        (0..<layer.mask.columns).map { Double(abs(layer.dense[row * layer.mask.columns + $0])) }
      }
    }
    let found = SynapticFlow(network).scores
    let expected = plain(matrices)
    for k in 0...network.nonzeros {
      #expect(Selection.largest(k, of: found) == Selection.largest(k, of: expected))
    }
  }

  // Synaptic-Flow's own code runs in single precision, where R is infinite after about forty such layers. Here
  // it is about 10³⁷⁰, beyond double precision too.
  @Test func `trap 1: deep networks stay finite, and each layer's scores sum to the same`() throws {
    let network = try Network.perceptron([30] + [Int](repeating: 64, count: 400) + [10], Relu()).drawn
    let flow = SynapticFlow(network)
    #expect(flow.exponent > 1100 && flow.total >= 0.5 && flow.total < 2)
    for scores in flow.scores {
      #expect(scores.allSatisfy { $0.isFinite && $0 >= 0 })
      #expect(abs(scores.reduce(0, +) / flow.total - 1) < 1e-9)
    }
  }

  @Test func `batch norm multiplies by what it would in evaluation, and biases have no part`() throws {
    var network = try Network(
      [Dense.byHand([[1, 2], [3, 4]], bias: [100, -100]), BatchNorm(), Dense.byHand([[1, 1]])],
      inputShape: [2])
    // Gain, shift, running mean and variance, as if learnt; the variance with ε is 4 and 1/4.
    let epsilon = BatchNorm().epsilon
    for (place, numbers) in [[-2, 1], [5, 5], [7, 7], [4 - epsilon, 0.25 - epsilon]].enumerated() {
      network.parameters[2 + place].values = Buffer(numbers)
    }
    let flow = SynapticFlow(network)
    let unit = Double(sign: .plus, exponent: flow.exponent, significand: 1)
    let expected: [[Double]] = [[1, 2, 6, 8], [3, 14]]
    for (found, expected) in zip(flow.scores.joined(), expected.joined()) {
      #expect(abs(found * unit / expected - 1) < 1e-6)
    }
  }

  // Deviations 1 and 1/2 of the channels, so factors 1 and 2 at each of their two positions.
  @Test func `batch norm has one factor a channel`() throws {
    var network = try Network([BatchNorm(), Dense.byHand([[1, 2, 3, 4]])], inputShape: [2, 1, 2])
    let epsilon = BatchNorm().epsilon
    network.parameters[3].values = Buffer([1 - epsilon, 0.25 - epsilon])
    let flow = SynapticFlow(network)
    let unit = Double(sign: .plus, exponent: flow.exponent, significand: 1)
    for (found, expected) in zip(flow.scores[0], [1.0, 2, 6, 8]) {
      #expect(abs(found * unit / expected - 1) < 1e-6)
    }
  }

  @Test func `dead ends and empty layers have no flow, and nothing is infinite`() throws {
    let network = try Network(
      [Dense.byHand([[1, 1], [1, 1]]), Dense.byHand([[0, 1], [0, 0]]), Dense.byHand([[0, 1]])],
      inputShape: [2])
    let flow = SynapticFlow(network)
    #expect(flow.total == 0 && flow.scores.joined().allSatisfy { $0 == 0 })
  }

  // Tanaka et al. 2020: with many rounds a layer is emptied only when all are.
  @Test func `every layer lives where magnitude leaves one without weights`() throws {
    var sizes = [Int](repeating: 100, count: 8)
    sizes[4] = 2000
    let network = try Network.perceptron([50] + sizes + [10], Relu())
    func layers(_ method: some PruningMethod) throws -> [Int] {
      let sparse = try network.sparsified(
        to: 0.002, distribution: GlobalRanking(), method: method, seed: 1)
      #expect(sparse.nonzeros == Counting.kept(0.998, of: network.weightCount))
      return sparse.weightLayers.map { $0.mask.count }
    }
    #expect(try layers(MagnitudePruning()).contains(0))
    #expect(try layers(SynFlow()).allSatisfy { $0 > 0 })
  }
}
