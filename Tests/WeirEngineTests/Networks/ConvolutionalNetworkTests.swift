import Testing
import WeirCatalog

@testable import WeirEngine

/// What holds for all methods and measures, on a network with convolutions of all kinds.
@Suite struct ConvolutionalNetworkTests {
  private func network(density: Double = 1, activation: any Activation = Relu()) throws -> Network {
    let layers: [any Layer] = [
      Conv(6, kernel: 5, stride: 2, padding: .by(2)), BatchNorm(), activation,
      Residual(
        [Conv(8, stride: 2, bias: false), BatchNorm(), activation, Conv(8, groups: 2)],
        shortcut: [Conv(8, kernel: 1, stride: 2)]),
      activation, Conv(8, groups: 8), MaxPool(size: 2), Flatten(), Dense(units: 10), activation,
      Dense(units: 3),
    ]
    return try Network(layers, inputShape: [3, 12, 12], seed: 1).sparsified(to: density, seed: 1)
  }

  private func data(_ count: Int = 90) throws -> Dataset { try .random(count, features: 432, test: 20) }

  @Test(arguments: pruningVariants.map { $0.identity }, [0.1, 0.5])
  func `every method keeps what it says, and revives nothing`(method: String, density: Double) throws {
    let (network, data) = (try network(density: density < 0.5 ? 0.8 : 1).drawn, try data())
    let method = try #require(variant(method, of: pruningMethodVariants(on: data)))
    for distribution in distributions.standards where !(distribution is PerLayer) {
      for pattern in patternVariants where pattern is Unstructured || distribution is Uniform {
        var pruning = Pruning(density: pattern.density ?? density, seed: 5)
        (pruning.distribution, pruning.pattern, pruning.method) = (distribution, pattern, method)
        let what = Comment("\(distribution.identity), \(pattern.identity)")
        let sparse = try network.pruned(pruning)
        for (before, after) in zip(network.weightLayers, sparse.weightLayers) {
          #expect(after.shape == before.shape)
          #expect(zip(before.mask.ones, after.mask.ones).allSatisfy { $0 >= $1 }, what)
          #expect(after.dense == zip(before.dense, after.mask.ones).map { $0 * $1 }, what)
        }
        guard pattern is Unstructured else { continue }
        let counts = try distribution.counts(of: network.weightShapes, sparsity: 1 - density) { k in
          [k] + [Int](repeating: 0, count: network.weightShapes.count - 1)
        }
        #expect(sparse.nonzeros == counts.reduce(0, +), what)
        #expect(try network.pruned(pruning) == sparse, what)
      }
    }
  }

  @Test func `growth by gradient finds the largest gradients of inactive weights`() throws {
    let network = try network(density: 0.3).drawn
    let samples = try data().train
    var workspace = Workspace(for: network)
    let places = (0..<Int32(samples.count)).map { $0 }[...]
    for index in network.weightIndices {
      workspace.flow.demand(.largest(count: 5, outside: network.parameters[index].mask), at: index)
    }
    let pass = Pass(mode: .measuring, execution: Execution(threads: 2))
    pass.execution.load(samples, at: places, into: &workspace.batches[0])
    workspace.forward(network, pass)
    _ = CrossEntropy().evaluate(
      workspace.outputs, samples.answers(at: places), factor: 1 / 90, into: &workspace.flow.gradient)
    workspace.backward(network, pass)
    let dense = try network.gradients(
      on: samples, loss: CrossEntropy(), dense: true, batch: 90, execution: oneThread,
      cancellation: Cancellation())
    for index in network.weightIndices {
      let (found, numbers) = (workspace.flow.largest(at: index), dense.numbers(index).map(abs))
      let ones = network.parameters[index].mask.ones
      let outside = numbers.indices.filter { ones[$0] == 0 }.map { numbers[$0] }.sorted(by: >)
      #expect(found.count == 5 && found.allSatisfy { ones[$0] == 0 })
      for (found, expected) in zip(found.map { numbers[$0] }.sorted(by: >), outside) {
        #expect(abs(found - expected) < 1e-6)
      }
    }
  }

  @Test(arguments: topologyRules.entries.map(\.name))
  func `every rule trains convolutions, to the same bits after a pause and on more threads`(name: String)
    throws
  {
    let entry = try #require(topologyRules.entries.first { $0.name == name })
    let names = entry.settings.map(\.name)
    let wanted = [Given("every", .integer(4)), Given("to", .number(0.8))]
    let rule = try #require(
      try entry.make(wanted.filter { names.contains($0.label ?? "") }) as? any TopologyRule)
    let dense = try network()
    let start = rule.objection(to: dense, over: 1000) == nil ? dense : try network(density: 0.3)
    let plan = try TrainingPlan(
      network: start, data: data(), optimizer: Adam(), sparsity: rule, batch: 40, length: .steps(24), seed: 4,
      flowInterval: 5)
    let whole = Run(plan).trained()
    #expect(whole.status == .finished)
    #expect(same(Run(plan).trained(to: 9, threads: 3).trained(), whole))
    for layer in whole.network.weightLayers {
      #expect(zip(layer.dense, layer.mask.ones).allSatisfy { $1 == 1 || $0 == 0 })
    }
    let flows = whole.egf().values
    #expect(whole.flow().layers.count == 7)
    #expect(flows.allSatisfy { $0.isFinite && $0 > 0 })
  }

  @Test func `training learns, dense and sparse`() throws {
    var adam = Adam()
    adam.learningRate = 0.01
    for density in [1, 0.5] {
      let plan = try TrainingPlan(
        network: network(density: density), data: data(), optimizer: adam, batch: 30, length: .epochs(25),
        seed: 1)
      let losses = Run(plan).trained(threads: 2).record.losses
      let (first, last) = (losses.prefix(3).reduce(0, +), losses.suffix(3).reduce(0, +))
      #expect(last < 0.7 * first)
    }
  }

  @Test func `a lottery leaves ever fewer weights of each filter, and hits its end`() throws {
    let plan = try TrainingPlan(
      network: network(), data: data(), optimizer: Adam(), batch: 40, length: .steps(6), seed: 1)
    var lottery = try Lottery(plan)
    lottery.target.sparsity = 0.5
    let start = Run(plan).trained(to: 2)
    var (last, masks) = (start.trained(), plan.network.weightLayers.map(\.mask))
    for sparsity in lottery.levels.dropFirst() {
      let next = lottery.masks(behind: last, sparsity: sparsity)
      #expect(zip(masks, next).allSatisfy { $1.shared(with: $0) == $1.count })
      (last, masks) = (start.rewound(under: next).trained(), next)
    }
    #expect(last.network.nonzeros == Counting.kept(0.5, of: plan.network.weightCount))
  }

  // 64 channels of 512 x 512 behind each of two convolutions with their rectifiers, and twice on the way back: about 4 GB
  // a tile of 64 samples.
  @Test func `what convolutions make counts as memory, and too much is refused with both numbers of bytes`()
    throws
  {
    let layers: [any Layer] = [Conv(64), Relu(), Conv(64), Relu(), GlobalAvgPool(), Dense(units: 3)]
    func message(memory: Int, _ body: (Network) throws -> Void) -> String? {
      do { try body(try Network(layers, inputShape: [3, 512, 512], memory: memory)) } catch let error
        as ShapeError
      {
        return error.message
      } catch let error as PlanError { return error.message } catch {}
      return nil
    }
    #expect(message(memory: 1_000_000_000) { _ in }?.hasSuffix("but there are 1.0 GB") == true)
    let network = try Network(layers, inputShape: [3, 512, 512])
    let needed = network.bytes(for: .training(batch: 192, memories: 1))
    let batches = 4.0 * 192 * 64 * 512 * 512 * 4
    #expect(needed > batches)
    let refusal = message(memory: 40_000_000_000) {
      try $0.check(memoryFor: .training(batch: 192, memories: 1))
    }
    let expected: String =
      "training in batches of 192 needs about \(Notation.bytes(needed)) of memory for this network, but there are "
      + "40.0 GB"
    #expect(refusal == expected)
  }
}
