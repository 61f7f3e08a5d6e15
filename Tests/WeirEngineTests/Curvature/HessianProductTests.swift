import Testing

@testable import WeirEngine

@Suite struct HessianProductTests {
  // L = ½ θᵀAθ - bᵀθ with A = [[2, 1], [1, 3]] and b = (1, 1), at θ = (1, -1). A is the mean of x xᵀ
  // over three samples, b that of x t. The Hessian by the bias is left out, as its direction is zero.
  private func quadratic() throws -> (Network, Samples) {
    let samples = Samples.byHand([[1, 1], [1, -2], [2, 2]], targets: [[1], [0], [1]])
    return (try Network([Dense.byHand([[1, -1]])], inputShape: [2]), samples)
  }

  @Test func `columns of the Hessian by hand, batch by batch`() throws {
    let (network, samples) = try quadratic()
    for (direction, expected) in [([1, 0], [2, 1]), ([0, 1], [1, 3])] as [([Float], [Float])] {
      for batch in 1...3 {
        let product = try network.hessianProduct(
          with: [Buffer(direction), Buffer(count: 0)], on: samples, loss: SquaredError(), batch: batch,
          execution: oneThread, cancellation: Cancellation())
        for (found, expected) in zip(product[0].array, expected) { #expect(abs(found - expected) < 1e-6) }
      }
    }
  }

  @Test(arguments: activationNames)
  func `every activation agrees with differences of gradients`(name: String) throws {
    // With few samples some direction meets no kink.
    let network = try Network.perceptron([5, 7, 6, 3], activation(name), density: 0.8)
    try HessianCheck(network, .random(3, features: 5), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: [0.3, 0.9, 1])
  func `batch norm agrees with differences, its statistics being those of each batch`(density: Double) throws
  {
    // The second batch is of another size.
    let network = try Network.perceptron([6, 9, 7, 3], batchNorm: true, dropout: 0.2, density: density)
    try HessianCheck(network, .random(100, features: 6), CrossEntropy()).expectAgreement()
  }

  @Test func `batch norm and activations may come first`() throws {
    let network = try Network(
      [BatchNorm(), Tanh(), Dense(units: 4), Sigmoid(), Dense(units: 3)], inputShape: [6])
    try HessianCheck(network, .random(70, features: 6), CrossEntropy()).expectAgreement()
  }

  @Test func `batch norm of channels agrees with differences`() throws {
    let network = try Network(
      [BatchNorm(), Tanh(), Residual([BatchNorm(), Swish()]), BatchNorm(), Dense(units: 3)],
      inputShape: [2, 3, 5])
    try HessianCheck(network, .random(70, features: 30), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: ["prelu(per_channel: true)", "srelu()"])
  func `learned activations of channels agree with differences`(name: String) throws {
    let network = try Network([activation(name), Tanh(), Dense(units: 3)], inputShape: [3, 2, 2])
    try HessianCheck(network, .random(3, features: 12), CrossEntropy()).expectAgreement()
  }

  @Test func `residual blocks agree with differences, also in front and in one another`() throws {
    let inner = Residual([Swish(), Dense(units: 6), BatchNorm()])
    let layers: [any Layer] = [
      Residual([Sigmoid()]), Residual([Dense(units: 7), Tanh(), Dense(units: 6)]),
      Residual([inner, Dense(units: 6)]), Tanh(), Dense(units: 3),
    ]
    let network = try Network(layers, inputShape: [6])
    try HessianCheck(network, .random(70, features: 6), CrossEntropy()).expectAgreement()
  }

  @Test func `shortcuts agree with differences`() throws {
    let projection = Residual([Dense(units: 7), Swish()], shortcut: [Dense(units: 7), BatchNorm()])
    let layers: [any Layer] = [projection, Residual([projection], shortcut: [Tanh()]), Dense(units: 3)]
    let network = try Network(layers, inputShape: [6])
    try HessianCheck(network, .random(70, features: 6), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: lossNames, [1, 3] as [Float])
  func `every loss agrees with differences, at any temperature`(name: String, temperature: Float) throws {
    let loss = lossVariant(name)
    let network = try Network.perceptron([5, 7, 3], density: 0.5)
    try HessianCheck(network, .random(40, features: 5), loss, temperature: temperature).expectAgreement()
  }

  @Test func `the Hessian is symmetric`() throws {
    let network = try Network.perceptron([6, 9, 7, 3], Swish(), batchNorm: true, density: 0.4)
    let check = HessianCheck(network, .random(50, features: 6), CrossEntropy())
    let (u, v) = (check.direction(1), check.direction(2))
    func inner(_ a: [Buffer], _ b: [Buffer]) -> Double {
      zip(a, b).reduce(0) { sum, pair in
        sum + (0..<pair.0.count).reduce(0) { $0 + Double(pair.0[$1]) * Double(pair.1[$1]) }
      }
    }
    let (left, right) = (inner(u, try check.product(v)), inner(v, try check.product(u)))
    #expect(abs(left - right) < 1e-5 * (abs(left) + abs(right)))
  }

  @Test(arguments: [2, 5]) func `threads change no bit`(threads: Int) throws {
    let network = try Network.perceptron([40, 60, 30, 3], Tanh(), batchNorm: true, density: 0.3)
    let check = HessianCheck(network, .random(100, features: 40), CrossEntropy())
    let direction = check.direction(1)
    #expect(try check.product(direction, Execution(threads: threads)) == check.product(direction))
  }
}
