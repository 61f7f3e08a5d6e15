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

  @Test func `a channel is dead where it is the same at all positions of all samples`() throws {
    let samples = Samples.byHand(
      [[-1, -2, 1, -1, 3, 3], [-3, -4, -1, -1, 3, 3]], targets: [[0], [0]])
    let network = try Network([Relu(), Dense(units: 1)], inputShape: [3, 1, 2])
    let dead = try network.deadUnits(on: samples, execution: oneThread, cancellation: Cancellation())
    #expect(dead == [DeadUnits(layer: "inputs", units: 3, dead: 2)])
  }

  // Two groups of two filters and two channels. Filter 1 has no weight; of the channels 0 and 3 are looked at, the
  // latter by two filters and at two positions.
  @Test func `a channel is cut off where no filter of its group looks at it`() throws {
    var network = try Network([Conv(4, groups: 2), GlobalAvgPool(), Dense(units: 2)], inputShape: [4, 5, 5])
    let mask = Mask(rows: 4, columns: 18, positions: [0, 2 * 18 + 9 + 3, 3 * 18 + 9 + 1])
    network.parameters[0] = network.parameters[0].masked(by: mask)
    #expect(network.cutUnits.map(\.units) == [4, 2] && network.cutUnits.map(\.withoutFanIn) == [1, 0])
    #expect(network.cutUnits.map(\.inputs) == [4, 4] && network.cutUnits.map(\.withoutFanOut) == [2, 0])
  }

  @Test func `as many samples are looked at together as fit`() throws {
    #expect(try Network.perceptron([784, 1024, 1024, 1024, 10], batchNorm: true).evaluationBatch == 512)
    // 13 numbers at each of 1024 positions and 10 more.
    let wide = try Network(
      [Conv(5), BatchNorm(), GlobalAvgPool(), Dense(units: 5)], inputShape: [3, 32, 32])
    #expect(wide.evaluationBatch == 512)
    #expect(try Network([Conv(200), Relu()], inputShape: [3, 32, 32]).evaluationBatch == 64)
    #expect(try Network([Conv(32), Relu()], inputShape: [3, 64, 64]).evaluationBatch == 64)
    #expect(try Network([Conv(50), Relu()], inputShape: [3, 32, 32]).evaluationBatch == 256)
  }
}
