import Foundation
import Testing

@testable import WeirEngine

@Suite struct ControlTests {
  // Synaptic-Flow's shuffle changes nothing (Pruners/pruners.py): it shuffles a copy.
  @Test(arguments: [0.1, 0.5, 0.9], [false, true])
  func `trap 1: shuffling changes places and keeps counts and values`(density: Double, drawn: Bool) throws {
    var network = try Network.perceptron([30, 20, 10], density: density, seed: 4)
    if drawn { network = network.drawn }
    let shuffled = try network.shuffled(seed: 4)
    for (before, after) in zip(network.weightLayers, shuffled.weightLayers) {
      #expect(before.mask.count == after.mask.count)
      #expect(before.mask != after.mask)
      #expect(before.dense.filter { $0 != 0 }.sorted() == after.dense.filter { $0 != 0 }.sorted())
      #expect(before.bias == after.bias)
    }
    #expect(try network.shuffled(seed: 4) == shuffled)
    #expect(try network.shuffled(seed: 5) != shuffled)
  }

  @Test func `shuffled places are spread evenly, and values come in another order`() throws {
    let ones = [[Float]](repeating: [1, 2, 0, 0], count: 1)
    let network = try Network([Dense.byHand(ones, mask: [[1, 1, 0, 0]])], inputShape: [4])
    var counts: [[Float]: Int] = [:]
    for seed in 0..<1200 { counts[try network.shuffled(seed: seed).weightLayers[0].dense, default: 0] += 1 }
    // Twelve arrangements of two values in four places, a hundred of each: four deviations are forty.
    #expect(counts.count == 12)
    #expect(counts.values.allSatisfy { abs($0 - 100) < 40 })
  }

  // Synaptic-Flow inverts scores by 1 / s, which divides by zero (Pruners/pruners.py).
  @Test func `trap 1: inverted rankings keep the lowest, zeros among them`() throws {
    let network = try Network([Dense.byHand([[0, 3, -1, 0, 2]])], inputShape: [5])
    var pruning = Pruning(density: 0.6)
    (pruning.method, pruning.isInverted) = (MagnitudePruning(), true)
    #expect(try network.pruned(pruning).weightLayers[0].mask.ones == [1, 0, 1, 1, 0])
    for method in pruningVariants {
      pruning.method = method
      let found = try Network.perceptron([6, 11, 8, 3]).pruned(pruning)
      #expect(found.parameters.allSatisfy { $0.drawn.activeValues.allSatisfy(\.isFinite) })
    }
  }

  @Test func `re-initialized networks keep their masks and begin anew`() throws {
    let network = try Network.perceptron([30, 20, 10], batchNorm: true, density: 0.3, seed: 2)
    let trained = network.drawn.stirred
    let fresh = try trained.reinitialized(seed: 2)
    #expect(fresh == network)
    let other = try trained.reinitialized(seed: 3)
    #expect(other.weightLayers.map(\.mask) == network.weightLayers.map(\.mask))
    #expect(other != fresh && other.weightLayers.map(\.bias) == network.weightLayers.map(\.bias))
  }

  @Test func `weights drawn anew are a function of seed, layer and place`() throws {
    let dense = try Network.perceptron([30, 20, 10], seed: 2)
    let sparse = try dense.sparsified(to: 0.3, initializer: Kaiming(), seed: 2)
    #expect(sparse == (try dense.sparsified(to: 0.3, seed: 2)))
  }

  @Test func `a network says how its weights were drawn`() throws {
    let dense = try Network.perceptron([8, 8])
    #expect(
      dense.initialization?.summary == "kaiming() at density 1, by all inputs of a layer, as if it were dense"
    )
    var initializer = Kaiming()
    initializer.fan = .layer
    let sparse = try dense.sparsified(to: 0.25, seed: 1)
    #expect(sparse.initialization?.density == 1)
    let redrawn = try sparse.reinitialized(by: initializer, seed: 1)
    #expect(
      redrawn.initialization?.summary
        == "kaiming(fan: layer) at density 0.25, by the mean number of active inputs of a layer's units")
    #expect(try Network([Dense.byHand([[1]])], inputShape: [1]).initialization == nil)
  }

  @Test func `layers without active weights are named`() throws {
    let network = try Network.perceptron([6, 5, 4, 3])
    var densities = PerLayer()
    densities.densities = [0.5, 0, 1]
    #expect(network.collapsedLayers == [])
    #expect(try network.sparsified(to: 1, distribution: densities, seed: 1).collapsedLayers == ["1 5-4"])
  }

  @Test func `more weights than fit into memory are not shuffled`() throws {
    let network = try Network([Dense(units: 100_000)], inputShape: [100_000], memory: 1 << 30)
    #expect(throws: ShapeError.self) { try network.shuffled(seed: 1) }
  }
}

@Suite struct SparseInitializationTests {
  private func kaiming(_ fan: Fan) -> Kaiming {
    var initializer = Kaiming()
    initializer.fan = fan
    return initializer
  }

  // condensed-sparsity, its tests: linear 9216 -> 128, and a row with three ones.
  @Test func `fan-ins by hand`() {
    let mask = Mask(fullRows: 128, columns: 9216)
    #expect(mask.fanIn(ofRow: 5) == 9216 && mask.rows == 128)
    #expect(Mask(rows: 1, columns: 6, positions: [0, 1, 2]).fanIn(ofRow: 0) == 3)
  }

  // Evci et al. 2020: the logits of a sparse network drawn as if it were dense die away with its depth.
  @Test(arguments: [0.23, 0.09, 0.02])
  func `drawn by their own inputs, units pass at least ten times the signal`(density: Double) throws {
    let network = try Network.perceptron([784] + [Int](repeating: 200, count: 4) + [10], Relu())
    let samples = Samples.random(64, features: 784)
    func deviation(_ fan: Fan) throws -> Double {
      let sparse = try network.sparsified(
        to: density, distribution: ErdosRenyi(), initializer: kaiming(fan), seed: 1)
      let logits = try sparse.outputs(on: samples, execution: oneThread, cancellation: Cancellation()).values
      let mean = logits.reduce(0) { $0 + Double($1) } / Double(logits.count)
      return (logits.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(logits.count))
        .squareRoot()
    }
    let (dense, layer, unit) = try (deviation(.dense), deviation(.layer), deviation(.unit))
    #expect(unit >= 10 * dense, "\(unit) against \(dense)")
    #expect(layer >= 10 * dense && unit < 10)
  }
}
