import Testing

@testable import WeirEngine

/// Steps by hand, in numbers that floats hold exactly, and a published run.
@Suite struct OptimizerTests {
  private func steps(
    _ optimizer: some Optimizer, from start: [Float], along gradient: [Float], rate: Float, count: Int,
    decays: Bool = true
  ) -> [Float] {
    var values = Buffer(start)
    var memory = optimizer.memory(of: start.count)
    for number in 1...count {
      var step = OptimizerStep(number: number, rate: rate)
      step.decays = decays
      optimizer.update(&values, along: Buffer(gradient), &memory, at: step)
    }
    return values.array
  }

  @Test func `plain descent moves by the rate times the gradient`() {
    #expect(steps(SGD(), from: [1, -2], along: [4, 0.5], rate: 0.5, count: 1) == [-1, -2.25])
    #expect(SGD().memories == 0)
  }

  // v = 1, then 0.5 + 1 = 1.5, then 1.75.
  @Test func `momentum keeps a share of the velocity`() {
    var sgd = SGD()
    sgd.momentum = 0.5
    #expect(steps(sgd, from: [0], along: [1], rate: 1, count: 1) == [-1])
    #expect(steps(sgd, from: [0], along: [1], rate: 1, count: 2) == [-2.5])
    #expect(steps(sgd, from: [0], along: [1], rate: 1, count: 3) == [-4.25])
  }

  // g + 0.5 v: 1.5, then 1.75.
  @Test func `Nesterov looks ahead along the velocity`() {
    var sgd = SGD()
    (sgd.momentum, sgd.nesterov) = (0.5, true)
    #expect(steps(sgd, from: [0], along: [1], rate: 1, count: 1) == [-1.5])
    #expect(steps(sgd, from: [0], along: [1], rate: 1, count: 2) == [-3.25])
  }

  // With momentum 0.5 the pull of l2 enters the velocity (first 1 + 0.25 8 = 3), that of decay does not.
  @Test func `l2 joins the gradient, weight decay stands beside it`() {
    var (pulled, decayed) = (SGD(), SGD())
    (pulled.momentum, pulled.l2) = (0.5, 0.25)
    (decayed.momentum, decayed.weightDecay) = (0.5, 0.25)
    #expect(steps(pulled, from: [8], along: [1], rate: 1, count: 1) == [5])
    #expect(steps(decayed, from: [8], along: [1], rate: 1, count: 1) == [5])
    // v = 1.5 + 1 + 0.25 5 = 3.75; against v = 0.5 + 1 = 1.5 and a pull of 1.25.
    #expect(steps(pulled, from: [8], along: [1], rate: 1, count: 2) == [1.25])
    #expect(steps(decayed, from: [8], along: [1], rate: 1, count: 2) == [2.25])
    #expect(steps(pulled, from: [8], along: [1], rate: 1, count: 1, decays: false) == [7])
  }

  // Whatever the gradient, the first step of Adam is the rate; then decay takes off its share.
  @Test func `Adam's first step is the rate in the direction of the sign`() {
    let found = steps(Adam(), from: [1, 1, 1], along: [100, -0.01, 0], rate: 0.125, count: 1)
    // Epsilon 1e-8 shortens a step along 0.01 by a part in a million.
    for (found, expected) in zip(found, [0.875, 1.125, 1] as [Float]) {
      #expect(abs(found - expected) < 1e-6)
    }
    var decayed = Adam()
    decayed.weightDecay = 0.5
    let pulled = steps(decayed, from: [8], along: [0], rate: 0.125, count: 1)
    #expect(pulled == [7.5])
  }

  // swift-apis, OptimizerTests.swift: start 0, gradients -5, 0.1, 0.2, rate 0.001. Adding 0.001 a thousand
  // times in single precision is off by at most half a unit in the last place each time, 3e-5 in all.
  @Test func `a thousand steps along a constant gradient`() {
    func expect(_ optimizer: some Optimizer, _ expected: [Float]) {
      let found = steps(optimizer, from: [0, 0, 0], along: [-5, 0.1, 0.2], rate: 0.001, count: 1000)
      for (found, expected) in zip(found, expected) {
        #expect(abs(found - expected) < 3e-5 * abs(expected), "\(optimizer.identity)")
      }
    }
    expect(SGD(), [5, -0.1, -0.2])
    expect(Adam(), [0.9999906, -0.9999898, -0.9999905])
  }
}
