import Testing

@testable import WeirEngine

/// Steps by hand, in numbers that floats hold exactly.
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

  // Sums of squares 16, 32, ... 4^2 k: the steps are 1 / sqrt(k), halved by the second decay of the rate.
  @Test func `Adagrad divides by the root of the sum of squares`() {
    var adagrad = Adagrad()
    adagrad.epsilon = 1e-30
    #expect(steps(adagrad, from: [2, 2], along: [4, -4], rate: 1, count: 1) == [1, 3])
    let four = steps(adagrad, from: [0], along: [4], rate: 1, count: 4)
    #expect(abs(four[0] + (1 + 1 / 2.0.squareRoot() + 1 / 3.0.squareRoot() + 0.5).single) < 1e-6)
    adagrad.rateDecay = 1
    let slower = steps(adagrad, from: [0], along: [4], rate: 1, count: 2)
    #expect(abs(slower[0] + (1 + 0.5 / 2.0.squareRoot()).single) < 1e-6)
    // Beginning at 9, the first sum is 25.
    (adagrad.initial, adagrad.rateDecay) = (9, 0)
    #expect(steps(adagrad, from: [1], along: [4], rate: 5, count: 1) == [-3])
  }

  // s = 3/4 4^2 = 12 of forgetting 1/4; then 15, 15.75: u = g / √s.
  @Test func `RMSprop divides by the root of the average square`() {
    var rms = RMSprop()
    (rms.alpha, rms.epsilon) = (0.25, 1e-30)
    let u = [12.0, 15, 15.75].map { (4 / $0.squareRoot()).single }
    #expect(abs(steps(rms, from: [0], along: [4], rate: 1, count: 3)[0] + u[0] + u[1] + u[2]) < 1e-6)
    // With momentum ½: velocities u₁, then u₁ / 2 + u₂, then u₁ / 4 + u₂ / 2 + u₃.
    rms.momentum = 0.5
    let found = steps(rms, from: [0], along: [4], rate: 1, count: 3)[0]
    #expect(abs(found + 1.75 * u[0] + 1.5 * u[1] + u[2]) < 2e-6)
    #expect(rms.memories == 2)
  }

  // m = 3 and s = 12 leave a variance of 3; then 15 - 3.75² = 0.9375.
  @Test func `centered, RMSprop divides by the deviation`() {
    var rms = RMSprop()
    (rms.alpha, rms.epsilon, rms.centered) = (0.25, 1e-30, true)
    let u = [3, 0.9375].map { (4 / $0.squareRoot()).single }
    #expect(abs(steps(rms, from: [0], along: [4], rate: 1, count: 2)[0] + u[0] + u[1]) < 1e-5)
    #expect(rms.memories == 2)
    // A gradient that never changes has no variance, and rounding may leave less than none of it.
    rms = RMSprop()
    rms.centered = true
    for size in [1e-4, 0.3, 5, 777] as [Float] {
      #expect(steps(rms, from: [0], along: [size], rate: 1e-3, count: 3000)[0].isFinite)
    }
  }

  @Test func `AdamW is Adam with a pull beside it`() {
    var adam = Adam()
    #expect(AdamW().weightDecay == 0.01 && adam.weightDecay == 0)
    adam.weightDecay = 0.01
    let start: [Float] = [1, -2, 0.5]
    let expected = steps(adam, from: start, along: [0.1, 0.2, -4], rate: 0.01, count: 10)
    #expect(steps(AdamW(), from: start, along: [0.1, 0.2, -4], rate: 0.01, count: 10) == expected)
  }

  // Without decay of the momentum μ = β₁ / 2 = ¼, so Π = ¼, 1/16. A constant gradient g and v / (1 - β₂ᵗ) = g²
  // make steps of (1 - ¼) / (1 - Π) + ¼ (1 - ½ᵗ) / (1 - ¼ Π): 1 + 2/15, then 4/5 + 4/21.
  @Test func `NAdam's product of momenta goes on from step to step`() {
    var nadam = NAdam()
    (nadam.beta1, nadam.momentumDecay, nadam.epsilon) = (0.5, 0, 1e-30)
    let (first, second) = ((1 + 2 / 15.0).single, (4 / 5.0 + 4 / 21.0).single)
    for gradient in [3, 0.01] as [Float] {
      #expect(abs(steps(nadam, from: [0], along: [gradient], rate: 1, count: 1)[0] + first) < 1e-6)
      #expect(abs(steps(nadam, from: [0], along: [gradient], rate: 1, count: 2)[0] + first + second) < 2e-6)
    }
  }

  // m / (1 - ½ᵗ) = 4 for a constant gradient of 4, and its largest size is 4.
  @Test func `AdaMax divides by the largest gradient of late`() {
    var adamax = AdaMax()
    (adamax.beta1, adamax.beta2, adamax.epsilon) = (0.5, 0.5, 1e-30)
    #expect(steps(adamax, from: [0, 9], along: [4, -4], rate: 1, count: 3) == [-3, 12])
    // A gradient of 1 behind one of 4: m = 2, then 1.5, of which ¾ is reached; s = 4, then 2.
    var (values, memory) = (Buffer([0]), adamax.memory(of: 1))
    adamax.update(&values, along: Buffer([4]), &memory, at: OptimizerStep(number: 1, rate: 1))
    adamax.update(&values, along: Buffer([1]), &memory, at: OptimizerStep(number: 2, rate: 1))
    #expect(values[0] == -2 && memory[0][0] == 1.5 && memory[1][0] == 2)
  }

  // PyTorch 2.13, torch.optim, with nothing set.
  @Test func `defaults are PyTorch's`() {
    let rates = optimizers.standards.map { $0.learningRate }
    #expect(rates == [0.001, 0.01, 0.01, 0.001, 0.001, 0.002, 0.002])
    #expect(optimizers.standards.map { $0.weightDecay } == [0, 0, 0, 0, 0.01, 0, 0])
    #expect(optimizers.standards.allSatisfy { $0.l2 == 0 })
  }
}

extension Double {
  /// Rounded to single precision.
  fileprivate var single: Float { Float(self) }
}
