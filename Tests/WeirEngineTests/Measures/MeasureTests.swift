import Testing

@testable import WeirEngine

@Suite struct MeasureTests {
  private func gradients(
    _ network: Network, _ samples: Samples, _ loss: some Loss, dense: Bool = false, batch: Int = 128
  ) throws -> Gradients {
    try network.gradients(
      on: samples, loss: loss, dense: dense, batch: batch, execution: oneThread,
      cancellation: Cancellation())
  }

  /// x = (1, 2), one hidden layer of two rectifiers, output y with L = ½ y², as one works it out on paper:
  /// h = (1, 1), y = 1, ∂W₁ = [[2, 4], [-1, -2]], ∂W₂ = [1, 1].
  private func toy(mask: [[Float]]?) throws -> Network {
    try Network(
      [Dense.byHand([[0.5, 0.25], [1, 0]], mask: mask), Relu(), Dense.byHand([[2, -1]])], inputShape: [2])
  }
  private let toySamples = Samples.byHand([[1, 2]], targets: [[0]])

  @Test func `effective gradient flow of a toy on paper`() throws {
    let network = try toy(mask: [[1, 1], [1, 0]])
    let masked = try gradients(network, toySamples, SquaredError())
    #expect(masked.numbers(0) == [2, 4, -1, 0] && masked.numbers(2) == [1, 1])
    #expect(masked.numbers(1) == [2, -1] && masked.numbers(3) == [1])
    let flow = masked.flow
    #expect(abs(GradientFlow.effective(flow, .one) - 4.5) < 1e-6)
    #expect(abs(GradientFlow.effective(flow, .two) - 2.99839463) < 1e-6)
    #expect(abs(GradientFlow.concatenated(flow, .one) - 9) < 1e-6)
    #expect(abs(GradientFlow.concatenated(flow, .two) - 4.79583152) < 1e-6)
    let dense = try gradients(network, toySamples, SquaredError(), dense: true)
    #expect(dense.numbers(0) == [2, 4, -1, -2] && dense.isDense)
    #expect(abs(GradientFlow.concatenated(dense.flow, .one) - 11) < 1e-6)
    #expect(abs(GradientFlow.concatenated(dense.flow, .two) - 5.19615242) < 1e-6)
    let loss = try network.evaluate(
      on: toySamples, loss: SquaredError(), execution: oneThread, cancellation: Cancellation())
    #expect(loss.mean == 0.5)
  }

  // Stored sparse, nearly dense and full, the gradients of active weights are the same numbers.
  @Test(arguments: [0.1, 0.5, 0.8, 1])
  func `dense gradients hold the masked ones and no others there`(density: Double) throws {
    let network = try Network.perceptron([40, 30, 3], density: density)
    let samples = Samples.random(100, features: 40)
    let masked = try gradients(network, samples, CrossEntropy())
    let dense = try gradients(network, samples, CrossEntropy(), dense: true)
    for (index, layer) in zip(network.weightIndices, network.weightLayers) {
      let mask = layer.mask.ones
      let (inside, all) = (masked.numbers(index), dense.numbers(index))
      for place in mask.indices {
        #expect(abs(inside[place] - mask[place] * all[place]) < 1e-6)
      }
      let outside = mask.indices.filter { mask[$0] == 0 }
      #expect(outside.isEmpty || outside.contains { all[$0] != 0 })
    }
  }

  @Test(arguments: FlowNorm.allCases) func `the two flows of a dense network rank alike`(norm: FlowNorm)
    throws
  {
    let network = try Network.perceptron([20, 10, 10, 3])
    let flow = try gradients(network, .random(50, features: 20), CrossEntropy()).flow
    #expect(flow.count == 3)
    // EGF₁ is ‖g‖₁ / L always.
    let ratio = GradientFlow.effective(flow, .one) / GradientFlow.concatenated(flow, .one)
    #expect(abs(ratio - 1.0 / 3) < 1e-12)
    let norms = flow.map { $0.norm(norm) }
    #expect(abs(GradientFlow.effective(flow, norm) - norms.reduce(0, +) / 3) < 1e-12)
  }

  // ShrinkBench divides averages twice, and counts samples of a short last batch more than others.
  @Test(arguments: lossNames, [1, 511, 512, 513, 700])
  func `trap 17: the loss over unequal batches is that over all samples`(name: String, count: Int) throws {
    let loss = lossVariant(name)
    let network = try Network.perceptron([10, 8, 3], batchNorm: true, dropout: 0.5, density: 0.5)
    let samples = Samples.random(count, features: 10)
    let all = try network.evaluate(
      on: samples, loss: loss, execution: oneThread, cancellation: Cancellation())
    var sum = 0.0
    var correct = 0
    for sample in 0..<count {
      let one = try network.evaluate(
        on: samples[sample..<sample + 1], loss: loss, execution: oneThread, cancellation: Cancellation())
      sum += one.sum
      correct += one.correct ?? 0
    }
    #expect(all.count == count && all.correct == correct)
    // Each of the sums is of the same floats; only doubles are added in another order.
    #expect(abs(all.sum - sum) <= 1e-12 * Double(count) * max(1, sum))
  }

  // Single precision sums within batches differ in the last bits; 700 terms of order one.
  @Test(arguments: [1, 64, 100, 512]) func `trap 17: so are gradients, without batch norm`(batch: Int) throws
  {
    let network = try Network.perceptron([10, 8, 3], density: 0.5)
    let samples = Samples.random(700, features: 10)
    let whole = try gradients(network, samples, CrossEntropy(), batch: 700)
    let parts = try gradients(network, samples, CrossEntropy(), batch: batch)
    for index in network.parameters.indices {
      for (a, b) in zip(whole.numbers(index), parts.numbers(index)) {
        #expect(abs(a - b) < 1e-6)
      }
    }
  }

  @Test(arguments: [1, 63, 64, 65, 600]) func `outputs and predictions are those of each sample`(count: Int)
    throws
  {
    let network = try Network.perceptron([10, 8, 3], batchNorm: true, density: 0.5)
    let samples = Samples.random(count, features: 10)
    let outputs = try network.outputs(on: samples, execution: oneThread, cancellation: Cancellation())
    #expect(outputs.shape == [count, 3])
    let predictions = try network.predictions(
      on: samples, execution: oneThread, cancellation: Cancellation())
    for sample in 0..<count {
      let row = outputs.values[(sample * 3)..<(sample * 3 + 3)]
      #expect(row.firstIndex(of: row.max() ?? .nan) == sample * 3 + predictions[sample])
      let alone = try network.outputs(
        on: samples[sample..<sample + 1], execution: oneThread, cancellation: Cancellation())
      #expect(alone.values == Array(row))
    }
  }

  @Test func `a wish to stop ends a measurement`() throws {
    let network = try Network.perceptron([4, 3])
    let cancellation = Cancellation()
    cancellation.request()
    let samples = Samples.random(5, features: 4)
    #expect(throws: Cancelled.self) {
      try network.evaluate(
        on: samples, loss: CrossEntropy(), execution: oneThread, cancellation: cancellation)
    }
    #expect(throws: Cancelled.self) {
      try network.gradients(
        on: samples, loss: CrossEntropy(), execution: oneThread, cancellation: cancellation)
    }
    cancellation.reset()
    #expect(try network.predictions(on: samples, execution: oneThread, cancellation: cancellation).count == 5)
  }

  @Test func `an empty layer has no flow and a network without weights none at all`() throws {
    let empty = try Network.perceptron([4, 3, 3]).sparsified(
      to: 0, distribution: Uniform(), method: RandomPruning(), seed: 1)
    let found = try gradients(empty, .random(70, features: 4), CrossEntropy())
    #expect(GradientFlow.effective(found.flow, .two) == 0)
    #expect(found.numbers(0) == [Float](repeating: 0, count: 12))
    let plain = try Network([Tanh()], inputShape: [3])
    let none = try gradients(plain, .random(5, features: 3), CrossEntropy())
    #expect(none.flow.isEmpty && GradientFlow.effective(none.flow, .one).isNaN)
  }
}
