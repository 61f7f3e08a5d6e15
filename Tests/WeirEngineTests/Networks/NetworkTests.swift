import Testing

@testable import WeirEngine

@Suite struct NetworkTests {
  private func message(_ body: () throws -> Network) -> String? {
    do { _ = try body() } catch let error as ShapeError { return error.message } catch {}
    return nil
  }

  @Test func `a network knows its shapes, its weights and its names`() throws {
    let network = try Network.perceptron([784, 300, 100, 10], batchNorm: true, dropout: 0.1)
    #expect(network.inputs == 784 && network.outputs == 10)
    #expect(network.layers.count == 9 && network.shapes.map { $0[0] }.suffix(2) == [100, 10])
    #expect(network.weightNames == ["0 784-300", "1 300-100", "2 100-10"])
    #expect(network.weightLayers.map(\.number) == [0, 1, 2])
    #expect(network.trainedCount == 266_610 + 2 * 400)
    let empty = try Network([], inputShape: [2, 3])
    #expect(empty.outputShape == [2, 3] && empty.parameters.isEmpty && empty.weightNames.isEmpty)
  }

  @Test func `biases belong to their layer, also where batch norm follows`() throws {
    let network = try Network.perceptron([3, 4, 2], batchNorm: true)
    #expect(network.weightLayers.map { $0.bias?.values.count } == [4, 2])
  }

  @Test func `networks are equal bit for bit`() throws {
    let network = try Network.perceptron([5, 4, 3])
    #expect(network == network.drawn)
    #expect(try network == Network.perceptron([5, 4, 3]))
    #expect(try network != Network.perceptron([5, 4, 3], seed: 2))
    #expect(try network != Network.perceptron([5, 4, 3], Relu()))
    #expect(try network != Network.perceptron([5, 4, 3], density: 0.5))
    var other = network.drawn
    other.parameters[1].values[0] = -0.0
    #expect(other != network)
    var odd = network.drawn
    odd.parameters[0].values[0] = .nan
    #expect(odd == odd && odd != network)
  }

  @Test(arguments: [[0], [-1], [3, 0], [2, -2, -2]]) func `a sample has sides of at least one`(shape: [Int]) {
    #expect(message { try Network([Relu()], inputShape: shape) }?.contains("cannot have a side of") == true)
  }

  @Test(arguments: [0, -1, .min]) func `a layer has at least one unit`(units: Int) {
    #expect(
      message { try Network([Dense(units: units)], inputShape: [3]) }
        == "dense(\(units)) must have at least one unit")
  }

  // Counts whose products do not fit 64 bits, with and without a limit of memory.
  @Test(arguments: [1 << 32, 1 << 40, .max], [1 << 34, .max])
  func `sizes no array can hold are refused, not multiplied`(size: Int, memory: Int) {
    let layers: [[any Layer]] = [
      [Dense(units: size)], [Dense(units: 3), Dense(units: size)], [BatchNorm()], [Dense(units: 1)],
    ]
    for (layers, shape) in zip(layers, [[3], [3], [size], [size, size]]) {
      #expect(message { try Network(layers, inputShape: shape, memory: memory) } != nil)
    }
    #expect(message { try Network([Relu()], inputShape: [size, size, size]) } != nil)
  }

  @Test func `what does not fit into memory is refused with both numbers of bytes`() {
    let wide = Network.perceptron([784, 1_000_000_000], activation: Relu(), batchNorm: false, dropout: 0)
    #expect(
      message { try Network(wide, inputShape: [784], memory: 16_000_000_000) }
        == "the network needs 528 GB for one batch of 64 samples, but there are 16.0 GB")
  }

  // 40 GB if it were dense: it may be made, since most weights may be gone before they are needed.
  @Test func `a network larger than memory can be made, but not used before it is sparse`() throws {
    let memory = 2_000_000_000
    let layers = Network.perceptron([100_000, 100_000], activation: Relu(), batchNorm: false, dropout: 0)
    let dense = try Network(layers, inputShape: [100_000], memory: memory)
    #expect(dense.nonzeros == 10_000_000_000)
    let data = try Dataset.random(2, features: 100_000)
    let samples = data.train
    func refusal(_ body: () throws -> Void) -> String? {
      do { try body() } catch let error as PlanError { return error.message } catch let error as ShapeError {
        return error.message
      } catch {}
      return nil
    }
    #expect(
      refusal { try samples.check(fits: dense, CrossEntropy(), classes: 3) }?.contains("2.0 GB") == true)
    #expect(
      refusal { _ = try TrainingPlan(network: dense, data: data, length: .steps(1)) }?.contains("40")
        == true)
    #expect(
      refusal { _ = try dense.weightLayers[0].weights }
        == "a matrix of 100,000 x 100,000 is too large to be looked at as a whole: that would take 40.0 GB")
    #expect(refusal { _ = try dense.weightLayers[0].mask.tensor } != nil)
    #expect(
      refusal {
        _ = try dense.sparsified(to: 0.5, distribution: Uniform(), method: RandomPruning(), seed: 1)
      }?.contains("160 GB") == true)
    // Neither are they drawn to be compared.
    #expect(try dense == Network(layers, inputShape: [100_000], memory: memory))
    #expect(try dense != Network(layers, inputShape: [100_000], seed: 2, memory: memory))
    let sparse = try dense.sparsified(
      to: 1e-6, distribution: Uniform(), method: RandomPruning(), seed: 1)
    #expect(sparse.nonzeros == 10_000)
    #expect(refusal { try samples.check(fits: sparse, CrossEntropy(), classes: 3) } == nil)
    #expect(sparse == sparse.drawn)
  }

  @Test func `training a network without weights, or without layers, changes nothing`() throws {
    for layers in [[], [Tanh()], [Dropout(rate: 0.5), Relu()]] as [[any Layer]] {
      let network = try Network(layers, inputShape: [3])
      let plan = try TrainingPlan(
        network: network, data: .random(10, features: 3), batch: 4, length: .epochs(2), flowInterval: 1)
      let run = Run(plan).trained()
      #expect(run.status == .finished && run.network == network && run.record.losses.count == 6)
      #expect(run.flow().layers.isEmpty && run.egf().values.allSatisfy { $0.isNaN })
    }
  }

  @Test(arguments: [false, true]) func `a network with nothing left trains its biases`(batchNorm: Bool) throws
  {
    let network = try Network.perceptron([4, 5, 3], batchNorm: batchNorm, density: 0)
    let plan = try TrainingPlan(network: network, data: .random(30, features: 4), length: .steps(20))
    let run = Run(plan).trained(threads: 2)
    #expect(run.status == .finished && run.network.nonzeros == 0)
    #expect(run.network.weightLayers[1].bias?.values != [0, 0, 0])
    #expect((run.record.losses.last ?? 9) < run.record.losses[0])
  }
}
