import Testing
import WeirCatalog

@testable import WeirEngine

@Suite struct StretchTests {
  private var leaky: LeakyRelu {
    var leaky = LeakyRelu()
    leaky.leak = 0.2
    return leaky
  }

  /// Outputs and gradients of a pass forward and back, which may ask for more of parameter 2.
  private func pass(
    _ network: Network, _ samples: Samples, _ mode: Pass.Mode, threads: Int = 1, demand: GradientDemand? = nil
  ) -> (batches: [TiledBatch], outputs: Buffer, gradients: [Buffer]) {
    let execution = Execution(threads: threads)
    var workspace = Workspace(for: network)
    execution.load(samples, at: Array(0..<Int32(samples.count))[...], into: &workspace.batches[0])
    if let demand { workspace.flow.demand(demand, at: 2) }
    workspace.forward(network, Pass(mode: mode, execution: execution))
    _ = CrossEntropy().evaluate(
      workspace.outputs, samples.answers(at: Array(0..<Int32(samples.count))[...]), factor: 1,
      into: &workspace.flow.gradient)
    workspace.backward(network, Pass(mode: mode, execution: execution))
    return (workspace.batches, workspace.outputs.buffer, workspace.gradients)
  }

  // Measuring is training without dropout, and there every layer writes its own batch.
  @Test(arguments: [1, 64, 100])
  func `what is done in one pass has the bits of one layer after the other`(batch: Int) throws {
    let block = Residual(
      [Dense(units: 12), BatchNorm(), leaky, Dense(units: 12), BatchNorm()],
      shortcut: [Dense(units: 12), BatchNorm(), Relu()])
    let layers: [any Layer] = [
      BatchNorm(), Relu(), Dense(units: 12), BatchNorm(), leaky, block, Relu(), Residual([Tanh()]), Relu(),
      Residual([BatchNorm(), Relu(), Dense(units: 12)]), leaky, Dense(units: 3),
    ]
    for shape in [[3, 5, 7], [105]] {
      let network = try Network(layers, inputShape: shape).drawn.stirred
      let samples = Samples.random(batch, features: 105)
      let (apart, together) = (pass(network, samples, .measuring), pass(network, samples, .training))
      #expect(apart.outputs == together.outputs)
      #expect(apart.gradients == together.gradients && apart.gradients.contains { $0.count > 0 })
      for threads in 2...4 {
        let shared = pass(network, samples, .training, threads: threads)
        #expect(shared.outputs == together.outputs && shared.gradients == together.gradients)
      }
    }
  }

  @Test func `so it is among convolutions and windows`() throws {
    let block = Residual(
      [Conv(6, stride: 2, bias: false), BatchNorm(), leaky, Conv(6, bias: false), BatchNorm()],
      shortcut: [Conv(6, kernel: 1, stride: 2, bias: false), BatchNorm()])
    let layers: [any Layer] = [
      Conv(4), BatchNorm(), Relu(), MaxPool(size: 3, stride: 2, padding: 1), block, Relu(), Conv(6), leaky,
      Residual([Conv(6, bias: false), Relu(), Conv(6), BatchNorm()]), Relu(), AvgPool(size: 2),
      GlobalAvgPool(),
      Dense(units: 3),
    ]
    let network = try Network(layers, inputShape: [3, 17, 16]).sparsified(
      to: 0.4, distribution: Uniform(), method: RandomPruning(), seed: 1
    ).drawn.stirred
    let samples = Samples.random(70, features: 816)
    let (apart, together) = (pass(network, samples, .measuring), pass(network, samples, .training))
    #expect(apart.outputs == together.outputs && apart.gradients == together.gradients)
    for threads in 2...4 {
      let shared = pass(network, samples, .training, threads: threads)
      #expect(shared.outputs == together.outputs && shared.gradients == together.gradients)
    }
  }

  @Test func `the batch between is never there in training, and counted nowhere`() throws {
    let network = try Network([BatchNorm(), Relu(), Dense(units: 3)], inputShape: [2, 4, 4]).drawn
    let samples = Samples.random(64, features: 32)
    #expect(pass(network, samples, .training).batches.map(\.features) == [32, 0, 32, 3])
    #expect(pass(network, samples, .measuring).batches.map(\.features) == [32, 32, 32, 3])
    let tile = 4.0 * 64
    let numbers = Double(network.parameters.reduce(0) { $0 + $1.storedCount })
    // Input, output of the rectifier, outputs; two batches of the largest size for the gradient. Beside each value
    // a gradient and a momentum.
    #expect(
      network.bytes(for: .training(batch: 64, memories: 1)) == 12 * numbers + tile * (32 + 32 + 3 + 64))
    #expect(
      network.bytes(for: .measuring(batch: 64, dense: false)) == 20 * numbers + tile * (3 * 32 + 3 + 64))
  }

  @Test func `only rectifiers are done on the way, and only by layers that can`() throws {
    for entry in activations.entries {
      guard let next = try? entry.make([]) as? any Activation else { continue }
      let isRectifier = next is Relu || next is LeakyRelu
      #expect((next.rectifierLeak != nil) == isRectifier, "\(entry.name)")
      let layers: [any Layer] = [
        Conv(1), next, BatchNorm(), next, Residual([Tanh()]), next, Dropout(), next, Flatten(), next,
        Dense(units: 1), next, next,
      ]
      let stretches = try Network(layers, inputShape: [1, 2, 2]).places.stretches(.training)
      let joined = [0, 2, 4, 10].map { $0..<$0 + 2 }
      #expect(stretches.map(\.places).filter { $0.count > 1 } == (isRectifier ? joined : []), "\(entry.name)")
    }
    #expect(BatchNorm().rectifierLeak == nil && leaky.rectifierLeak == 0.2)
  }

  // A rectifier can be done by the last block of columns, by the only one, or behind a matrix that is stored whole.
  @Test(arguments: [0.02, 0.1, 0.4, 1])
  func `a dense layer and its rectifier have the bits of one after the other`(density: Double) throws {
    let layers: [any Layer] = [
      Dense(units: 90), leaky, Dense(units: 70), leaky, Dense(units: 40), Tanh(), Relu(), BatchNorm(), leaky,
      Dense(units: 30), Relu(), Residual([Tanh()]), leaky, Dense(units: 3), Relu(),
    ]
    let network = try Network(layers, inputShape: [500]).sparsified(
      to: density, distribution: Uniform(), method: RandomPruning(), seed: 1
    ).drawn.stirred
    for batch in [1, 64, 100, 200] {
      let samples = Samples.random(batch, features: 500)
      let apart = pass(network, samples, .measuring)
      #expect(apart.gradients.contains { !$0.array.allSatisfy { $0 == 0 } })
      for threads in 1...3 {
        let together = pass(network, samples, .training, threads: threads)
        #expect(together.outputs == apart.outputs && together.gradients == apart.gradients)
        #expect(
          together.batches.map(\.features) == [500, 0, 90, 0, 70, 40, 40, 40, 0, 40, 0, 30, 0, 30, 0, 3])
      }
      let second = network.parameters[2]
      let demands: [GradientDemand] = [.all, .under(second), .largest(count: 3, outside: second.mask)]
      for demand in demands {
        let (apart, together) = (
          pass(network, samples, .measuring, demand: demand),
          pass(network, samples, .training, demand: demand)
        )
        #expect(together.gradients == apart.gradients)
      }
    }
  }
}
