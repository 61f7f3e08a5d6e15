import Testing
import WeirCatalog

@testable import WeirEngine

@Suite struct ConvTests {
  private func message(_ layer: Conv, _ input: [Int]) -> String? {
    do { _ = try Network([layer], inputShape: input) } catch { return error.message }
    return nil
  }

  private func shape(_ layer: Conv, _ input: [Int]) throws -> [Int] {
    try Network([layer], inputShape: input).outputShape
  }

  // ⌊(side + 2 padding - kernel) / stride⌋ + 1.
  @Test func `sides follow kernel, stride and padding`() throws {
    #expect(try shape(Conv(4), [3, 8, 9]) == [4, 8, 9])
    #expect(try shape(Conv(4, kernel: 5), [3, 8, 9]) == [4, 8, 9])
    #expect(try shape(Conv(4, kernel: 5, padding: .by(0)), [3, 8, 9]) == [4, 4, 5])
    #expect(try shape(Conv(4, stride: 2), [3, 8, 9]) == [4, 4, 5])
    #expect(try shape(Conv(4, kernel: 7, stride: 2, padding: .by(3)), [3, 224, 224]) == [4, 112, 112])
    #expect(try shape(Conv(4, kernel: 2, stride: 3, padding: .by(1)), [3, 4, 5]) == [4, 2, 2])
    #expect(try shape(Conv(4, kernel: 1, stride: 2), [3, 1, 1]) == [4, 1, 1])
  }

  @Test func `weights have a row a filter, and the shape that PyTorch gives them`() throws {
    let network = try Network(
      [Conv(6, kernel: 5, groups: 2), Conv(6, groups: 6, bias: false)], inputShape: [4, 9, 9])
    #expect(network.parameters.map(\.role) == [.weight, .bias, .weight])
    #expect(network.parameters.map(\.shape) == [[6, 2, 5, 5], [6], [6, 1, 3, 3]])
    #expect(network.parameters.map(\.mask.rows) == [6, 6, 6])
    #expect(network.parameters.map(\.mask.columns) == [50, 1, 9])
    #expect(network.weightNames == ["0 5x5 2-6", "1 3x3 1-6"])
    #expect(network.weightShapes[0] == WeightShape(rows: 6, columns: 2, kernel: [5, 5]))
    #expect(network.trainedCount == 300 + 6 + 54)
    #expect(network.weightLayers.map { $0.bias?.shape } == [[6], nil])
    #expect(try network.weightLayers[0].weights.shape == [6, 2, 5, 5])
  }

  // condensed-sparsity, test_utils.py: 3 channels, 32 filters, 3 x 3: 27 and 288. Variance 2 / 27 and 2 / 315.
  @Test func `fan-in and fan-out count the positions of the kernel`() throws {
    func variance(_ initializer: some Initializer) throws -> Double {
      let weights = try Network([Conv(1000)], inputShape: [3, 4, 4], initializer: initializer).drawn
        .parameters[0]
      return weights.values.array.reduce(0) { $0 + Double($1) * Double($1) } / Double(weights.count)
    }
    // The mean of 27,000 squares of normal numbers is within 5 % of theirs.
    #expect(abs(try variance(Kaiming()) / (2.0 / 27) - 1) < 0.05)
    #expect(abs(try variance(Glorot()) / (2.0 / (27 + 9000)) - 1) < 0.05)
  }

  @Test func `what does not fit is refused`() {
    #expect(
      message(Conv(8), [784])
        == "`conv(8)` needs samples of shape [channels, height, width], but they are [784]")
    #expect(
      message(Conv(8, kernel: 4), [3, 8, 8])
        == "`padding: same` needs a kernel with a middle, but that of `conv(8, kernel: 4)` is 4 wide; give the "
        + "padding as a number")
    #expect(
      message(Conv(8, groups: 2), [3, 8, 8])
        == "3 channels cannot be divided evenly into the 2 groups of `conv(8, groups: 2)`")
    #expect(
      message(Conv(1, groups: 3), [3, 8, 8])
        == "1 filter cannot be divided evenly into the 3 groups of `conv(1, groups: 3)`")
    #expect(
      message(Conv(8, kernel: 5, padding: .by(0)), [3, 8, 4])
        == "the kernel of `conv(8, kernel: 5, padding: 0)` is larger than a sample of 8 x 4 with its padding")
  }

  // x = 1...9 in a square, w = [[1, 0], [0, 2]]: y = x[i, j] + 2 x[i + 1, j + 1], and the bias is 1.
  @Test func `a convolution on paper`() throws {
    var network = try Network(
      [Conv(1, kernel: 2, padding: .by(0))], inputShape: [1, 3, 3])
    let mask = Mask(rows: 1, columns: 4, positions: [0, 3])
    network.parameters[0] = Parameter([1, 1, 2, 2], mask: mask, listed: [1, 2])
    network.parameters[1].values[0] = 1
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch([(1...9).map { Float($0) }])
    workspace.forward(network, Pass(mode: .evaluating, execution: oneThread))
    #expect(workspace.outputs.samples == [[12, 15, 21, 24]])
    // L = y²/2 summed over the four: ∂w = Σ y x, ∂b = Σ y.
    let gradients = try network.gradients(
      on: .byHand([(1...9).map { Float($0) }], targets: [[0, 0, 0, 0]]), loss: SquaredError(),
      execution: oneThread, cancellation: Cancellation())
    let expected: [Float] = [12 + 30 + 84 + 120, 0, 0, 60 + 90 + 168 + 216]
    #expect(gradients.numbers(0) == expected)
    #expect(gradients.numbers(1) == [72])
  }
}

/// Convolutions against central differences, over what there is to choose.
@Suite struct ConvGradientTests {
  struct Case: CustomTestStringConvertible {
    let layers: [Conv], input: [Int], density: Double
    var testDescription: String { "\(layers.map { $0.identity }) on \(input) at \(density)" }
  }

  /// Chains of two convolutions of random sides; every third one is depthwise.
  static let cases: [Case] = (0..<24).map { number in
    let stream = RandomStream(seed: number, purpose: .data)
    func draw(_ index: Int, _ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(stream.bits(index) % UInt32(range.count))
    }
    let groups = draw(0, 1...3)
    let channels = groups * draw(1, 1...2)
    let kernel = draw(2, 1...4)
    let first = Conv(
      groups * draw(3, 1...3), kernel: kernel, stride: draw(4, 1...3), padding: .by(draw(5, 0...kernel)),
      groups: groups, bias: number % 2 == 0)
    let second =
      number % 3 == 0
      ? Conv(first.filters, stride: draw(6, 1...2), groups: first.filters, bias: false)
      : Conv(draw(7, 1...4), kernel: 2, padding: .by(1))
    return Case(
      layers: [first, second], input: [channels, draw(8, 4...7), draw(9, 4...7)],
      density: [1, 0.8, 0.4][number % 3])
  }

  private func network(_ test: Case, _ between: [any Layer]) throws -> Network {
    let layers: [any Layer] = [test.layers[0]] + between + [test.layers[1], Dense(units: 3)]
    return try Network(layers, inputShape: test.input, seed: 3).sparsified(to: test.density, seed: 2)
  }

  @Test(arguments: cases) func `gradients agree with differences`(test: Case) throws {
    let network = try network(test, [Tanh()])
    GradientCheck(network, .random(5, features: network.inputs), CrossEntropy()).expectAgreement()
  }

  // The first layer of a residual block needs no gradient of its input, but its shortcut has weights.
  @Test(arguments: [1, 0.4]) func `gradients go through blocks with projections`(density: Double) throws {
    var norm = BatchNorm()
    norm.epsilon = 0.1
    let layers: [any Layer] = [
      Residual(
        [Conv(4, stride: 2), norm, Swish(), Conv(4)],
        shortcut: [Conv(4, kernel: 1, stride: 2, bias: false), norm]),
      Tanh(), Residual([norm, Conv(4, groups: 2), Tanh()]), Flatten(), Dense(units: 3),
    ]
    let network = try Network(layers, inputShape: [2, 5, 6]).sparsified(to: density, seed: 1)
    GradientCheck(network, .random(70, features: 60), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: cases.prefix(12)) func `products with the Hessian agree with differences`(test: Case)
    throws
  {
    let network = try network(test, [BatchNorm(), Sigmoid()])
    try HessianCheck(network, .random(70, features: network.inputs), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: cases) func `gradients of all weights are those of the dense network`(test: Case) throws {
    let sparse = try network(test, [Tanh()]).drawn
    var dense = sparse
    for index in sparse.weightIndices {
      let (parameter, mask) = (sparse.parameters[index], sparse.parameters[index].mask)
      dense.parameters[index] = parameter.masked(by: Mask(fullRows: mask.rows, columns: mask.columns))
    }
    func gradients(_ network: Network) throws -> Gradients {
      try network.gradients(
        on: .random(9, features: network.inputs), loss: CrossEntropy(), dense: true, execution: oneThread,
        cancellation: Cancellation())
    }
    let (found, expected) = (try gradients(sparse), try gradients(dense))
    for index in sparse.weightIndices {
      #expect(distance(found.numbers(index), expected.numbers(index)) < 1e-5)
    }
  }
}
