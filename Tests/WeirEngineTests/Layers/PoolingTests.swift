import Testing

@testable import WeirEngine

@Suite struct PoolingTests {
  private func outputs(_ layer: any Layer, _ shape: [Int], _ rows: [[Float]]) throws -> [[Float]] {
    let network = try Network([layer], inputShape: shape)
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch(rows)
    workspace.forward(network, Pass(mode: .evaluating, execution: oneThread))
    return workspace.outputs.samples
  }

  // 1 2 3
  // 4 5 6
  // 7 8 9, and the same times -1.
  private let picture: [Float] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
  private var both: [Float] { picture + picture.map { -$0 } }

  @Test func `the largest by hand, also where windows stand out`() throws {
    #expect(try outputs(MaxPool(size: 2, stride: 1), [2, 3, 3], [both]) == [[5, 6, 8, 9, -1, -2, -4, -5]])
    // Windows of 3 around the corners: nothing outside is larger than -1.
    #expect(
      try outputs(MaxPool(size: 3, stride: 2, padding: 1), [2, 3, 3], [both]) == [
        [5, 6, 8, 9, -1, -2, -4, -5]
      ])
    // A row and a column too few for another window are left out.
    #expect(try outputs(MaxPool(size: 2), [2, 3, 3], [both]) == [[5, -1]])
  }

  @Test func `means by hand, zeros around counting`() throws {
    #expect(try outputs(AvgPool(size: 2, stride: 1), [1, 3, 3], [picture]) == [[3, 4, 6, 7]])
    // Corners: (1 + 2 + 4 + 5) / 9 and so on.
    let found = try outputs(AvgPool(size: 3, stride: 2, padding: 1), [1, 3, 3], [picture])[0]
    #expect(distance(found, [12 / 9, 16 / 9, 24 / 9, 28 / 9]) < 1e-6)
    #expect(try outputs(GlobalAvgPool(), [2, 3, 3], [both, both.reversed()]) == [[5, -5], [-5, 5]])
  }

  @Test func `sides behind are rounded down, and a global mean is a vector`() throws {
    #expect(try MaxPool(size: 3, stride: 2, padding: 1).outputShape(for: [64, 112, 111]) == [64, 56, 56])
    #expect(try AvgPool(size: 8).outputShape(for: [64, 8, 23]) == [64, 1, 2])
    #expect(try GlobalAvgPool().outputShape(for: [512, 7, 7]) == [512])
  }

  @Test func `windows that do not fit are refused`() {
    func expect(_ message: String, _ layer: any Layer, _ shape: [Int]) {
      #expect(throws: ShapeError(message: message)) { try layer.outputShape(for: shape) }
    }
    expect(
      "`global_avg_pool` needs samples of shape [channels, height, width], but they are [8, 8]",
      GlobalAvgPool(), [8, 8])
    expect(
      "a window of 5 x 5 of `avg_pool` does not fit into samples of shape [1, 4, 8]", AvgPool(size: 5),
      [1, 4, 8])
    expect(
      "a window of 7 x 7 of `max_pool` does not fit into samples of shape [1, 4, 8] with a padding of 1",
      MaxPool(size: 7, padding: 1), [1, 4, 8])
    expect(
      "the padding of `max_pool` can be at most half its size of 3, but is 2", MaxPool(size: 3, padding: 2),
      [1, 8, 8])
    expect(
      "`max_pool` needs a size and a stride of 1 to 10000, and no negative padding", MaxPool(size: .max),
      [1, 8, 8])
  }

  @Test(arguments: [1, 5, 64, 70])
  func `gradients agree with differences`(batch: Int) throws {
    var norm = BatchNorm()
    norm.epsilon = 0.1
    let layers: [any Layer] = [
      norm, AvgPool(size: 3, stride: 2, padding: 1), Swish(), norm, Tanh(), AvgPool(size: 2), Tanh(),
      GlobalAvgPool(), Dense(units: 3),
    ]
    let network = try Network(layers, inputShape: [3, 9, 8])
    GradientCheck(network, .random(batch, features: 216), CrossEntropy()).expectAgreement()
  }

  // Of numbers some way apart, so that no step of a difference makes another the largest.
  private func apart(_ count: Int, features: Int) -> Samples {
    let orders = (0..<count).map { sample in
      RandomStream(seed: 3, purpose: .data, part: sample).permutation(of: features).map { Float($0) / 8 - 3 }
    }
    return Samples(
      .floats(orders.flatMap { $0 }), features: features,
      answers: .labels((0..<count).map { Int32($0 % 3) }))
  }

  @Test(arguments: [1, 5, 64, 70])
  func `the gradient of the largest agrees with differences, windows overlapping or not`(batch: Int) throws {
    for pool in [MaxPool(size: 2), MaxPool(size: 3, stride: 2, padding: 1), MaxPool(size: 3, stride: 1)] {
      // The activation learns, so what comes through the windows is needed.
      var prelu = PRelu()
      prelu.isPerChannel = true
      let network = try Network([prelu, pool, Tanh(), Dense(units: 3)], inputShape: [2, 4, 6])
      GradientCheck(network, apart(batch, features: 48), CrossEntropy()).expectAgreement()
    }
  }

  @Test func `products with the Hessian agree with differences`() throws {
    for pool in [MaxPool(size: 3, stride: 2, padding: 1), AvgPool(size: 3, stride: 2, padding: 1)]
      as [any Layer]
    {
      let network = try Network(
        [BatchNorm(), Swish(), pool, Residual([BatchNorm(), Tanh()]), GlobalAvgPool(), Dense(units: 3)],
        inputShape: [3, 5, 4])
      try HessianCheck(network, .random(20, features: 60), CrossEntropy()).expectAgreement()
    }
  }

  // Ones in a plane of 2 x 2, windows of 2 x 2 standing out: a quarter at corners, a half between them, 1 inside.
  @Test func `flow passes the mean, or the largest`() throws {
    func scores(_ pool: any Layer) throws -> [Double] {
      let network = try Network([pool, Dense.byHand([[1, 2, 3, 4, 5, 6, 7, 8, 9]])], inputShape: [1, 2, 2])
      let flow = SynapticFlow(network)
      let unit = Double(sign: .plus, exponent: flow.exponent, significand: 1)
      return flow.scores[0].map { $0 * unit }
    }
    #expect(
      try scores(AvgPool(size: 2, stride: 1, padding: 1)) == [0.25, 1, 0.75, 2, 5, 3, 1.75, 4, 2.25])
    #expect(try scores(MaxPool(size: 2, stride: 1, padding: 1)) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  // A filter of one weight, 2, on ones; then 5.
  @Test func `flow comes back through windows`() throws {
    for pool in [AvgPool(size: 2), MaxPool(size: 2), GlobalAvgPool()] as [any Layer] {
      var network = try Network(
        [Conv(1, kernel: 1, bias: false), pool, Dense.byHand([[5]])], inputShape: [1, 2, 2]
      ).drawn
      network.parameters[0].values = Buffer([2])
      let flow = SynapticFlow(network)
      let unit = Double(sign: .plus, exponent: flow.exponent, significand: 1)
      #expect(flow.scores.map { $0.map { $0 * unit } } == [[10], [10]])
    }
  }

  // Of 3 1 / 4 4 the first of the fours passes.
  @Test func `what flow gets back is spread, or goes where the largest was`() throws {
    let window = try AvgPool(size: 2, stride: 1).window(over: [1, 2, 2])
    func numbers(_ vector: ScaledVector) -> [Double] {
      vector.values.map { $0 * Double(sign: .plus, exponent: vector.exponent, significand: 1) }
    }
    #expect(numbers(ScaledVector([8]).spread(over: window)) == [2, 2, 2, 2])
    let rows = try MaxPool(size: 1, stride: 1).window(over: [1, 2, 2])
    #expect(rows.winners(of: [3, 1, 4, 4]) == [0, 1, 2, 3] && window.winners(of: [3, 1, 4, 4]) == [2])
    #expect(numbers(ScaledVector([8]).moved(to: [2], of: window)) == [0, 0, 8, 0])
  }

  @Test func `threads change no bit`() throws {
    let network = try Network(
      [
        BatchNorm(), Relu(), MaxPool(size: 3, stride: 2, padding: 1), AvgPool(size: 2), GlobalAvgPool(),
        Dense(units: 3),
      ],
      inputShape: [5, 24, 24])
    let samples = Samples.random(130, features: 2880)
    let found = try (1...4).map { threads in
      try network.gradients(
        on: samples, loss: CrossEntropy(), execution: Execution(threads: threads),
        cancellation: Cancellation()
      ).buffers
    }
    #expect(found.allSatisfy { $0 == found[0] })
  }
}
