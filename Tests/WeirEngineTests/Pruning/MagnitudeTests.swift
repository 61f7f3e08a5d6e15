import Testing

@testable import WeirEngine

/// What other systems publish of magnitude pruning; sources stand beside the numbers.
@Suite struct MagnitudeTests {
  private func pruned(_ network: Network, to density: Double) throws -> Network {
    try network.sparsified(
      to: density, distribution: GlobalRanking(), method: MagnitudePruning(), seed: 0)
  }

  // torch, test_pruning.py.
  @Test func `PyTorch's rows, once and again`() throws {
    let network = try Network([Dense.byHand([[1, 2, 3, 4], [-4, -3, -2, -1]])], inputShape: [4])
    let once = try pruned(network, to: 0.75)
    #expect(once.weightLayers[0].dense == [0, 2, 3, 4, -4, -3, -2, 0])
    #expect(try pruned(once, to: 0.5).weightLayers[0].dense == [0, 0, 3, 4, -4, -3, 0, 0])
  }

  // torch, test_pruning.py: four of eleven go, out of both.
  @Test func `PyTorch's two tensors`() throws {
    var second = Dense.byHand([[0], [0.1], [-2]])
    second.units = 3
    let network = try Network(
      [Dense.byHand([[1, 2, 3, 4, -4, -3, -2, -1]]), second], inputShape: [8])
    let sparse = try pruned(network, to: 7.0 / 11)
    #expect(sparse.weightLayers.map(\.dense) == [[0, 2, 3, 4, -4, -3, -2, 0], [0, 0, -2]])
  }

  // jaxpruner, global_pruners_test.py.
  @Test func `jaxpruner's two arrays`() throws {
    let network = try Network(
      [Dense.byHand([[0.1, 0.9, -0.2, 0.5]]), Dense.byHand([[0.7], [0.8]])], inputShape: [4])
    let sparse = try pruned(network, to: 0.5)
    #expect(sparse.weightLayers.map { $0.mask.ones } == [[0, 1, 0, 0], [1, 1]])
  }

  // nerva, regrow_test.cpp: of thirteen weights the five smallest go; 25 places.
  @Test func `nerva's sparse matrix`() throws {
    let rows: [[Float]] = [
      [1, -1, 0, -2, 0], [-2, 5, 0, 0, 0], [0, 0, 4, 6, 4], [-4, 0, 3, 7, 0], [0, 8, 0, 0, -5],
    ]
    let mask = rows.map { $0.map { $0 == 0 ? 0 : 1 as Float } }
    let network = try Network([Dense.byHand(rows, mask: mask)], inputShape: [5])
    let sparse = try pruned(network, to: 8.0 / 25)
    let left: [[Float]] = [
      [0, 0, 0, 0, 0], [0, 5, 0, 0, 0], [0, 0, 4, 6, 4], [-4, 0, 0, 7, 0], [0, 8, 0, 0, -5],
    ]
    #expect(sparse.weightLayers[0].dense == left.flatMap { $0 })
  }

  // open_lth, its tests of pruning: two rounds of a fifth of what is left.
  @Test func `two rounds leave the largest of the largest`() throws {
    let network = try Network.perceptron([784, 300, 100, 10]).drawn
    let once = try pruned(network, to: 0.8)
    let twice = try pruned(once, to: 0.64)
    let sparsity = 1 - twice.density
    #expect(sparsity > 0.36 - 1e-12 && sparsity < 0.3601)
    for (first, second) in zip(once.weightLayers, twice.weightLayers) {
      #expect(zip(first.mask.ones, second.mask.ones).allSatisfy { $0 >= $1 })
    }
    var (least, greatest) = (Float.infinity, -Float.infinity)
    for (first, second) in zip(once.weightLayers, twice.weightLayers) {
      let (before, after) = (first.mask.ones, second.mask.ones)
      for (place, weight) in first.dense.enumerated() where before[place] == 1 {
        if after[place] == 1 {
          least = min(least, abs(weight))
        } else {
          greatest = max(greatest, abs(weight))
        }
      }
    }
    #expect(least > greatest)
  }
}
