import Testing

@testable import WeirEngine

@Suite struct DenseTests {
  private func outputs(_ network: Network, _ rows: [[Float]]) -> [[Float]] {
    var workspace = Workspace(for: network.drawn)
    workspace.batches[0] = TiledBatch(rows)
    workspace.forward(network.drawn, Pass(mode: .evaluating, execution: oneThread))
    return workspace.outputs.samples
  }

  @Test func `a layer by hand computes W x + b on its mask`() throws {
    let dense = Dense.byHand([[2, 3], [5, 7]], bias: [0.5, -1], mask: [[1, 0], [1, 1]])
    let network = try Network([dense], inputShape: [2])
    #expect(outputs(network, [[1, 10], [-1, 2]]) == [[2.5, 74], [-1.5, 8]])
    #expect(network.weightLayers[0].dense == [2, 0, 5, 7])
    #expect(network.weightLayers[0].bias?.values == [0.5, -1])
    #expect(network.nonzeros == 3 && network.density == 0.75 && network.trainedCount == 5)
  }

  // All masks of 2 x 3, so that both ways of storing and every empty row and column occur.
  @Test func `all small masks compute what a loop computes`() throws {
    let weights: [[Float]] = [[1, 2, 4], [8, 16, 32]]
    for mask in masks(2, 3) {
      let ones = mask.ones
      let dense = Dense.byHand(weights, bias: [0.25, 0.5], mask: [Array(ones[0..<3]), Array(ones[3...])])
      let network = try Network([dense], inputShape: [3])
      let found = outputs(network, [[1, 1, 1], [1, -1, 3]])
      for (row, input) in zip(found, [[1, 1, 1], [1, -1, 3]] as [[Float]]) {
        for unit in 0..<2 {
          let expected = (0..<3).reduce([0.25, 0.5][unit] as Float) {
            $0 + ones[unit * 3 + $1] * weights[unit][$1] * input[$1]
          }
          #expect(row[unit] == expected)
        }
      }
    }
  }

  @Test func `a picture counts as one vector`() throws {
    let network = try Network([Dense(units: 4)], inputShape: [1, 28, 28])
    #expect(network.inputs == 784 && network.outputShape == [4] && network.nonzeros == 3136)
  }

  @Test func `what does not fit is refused with both sizes`() {
    func message(_ dense: Dense, _ input: [Int] = [2]) -> String? {
      do { _ = try Network([dense], inputShape: input) } catch { return error.message }
      return nil
    }
    #expect(message(.byHand([[1, 2], [3, 4]])) == nil)
    #expect(
      message(.byHand([[1, 2], [3]]))
        == "`weights` of dense(2) must have 2 columns, one an input, but row 1 has 1")
    #expect(
      message(.byHand([[1, 2]], bias: [1, 2])) == "`bias` of dense(1) must have 1 numbers, but has 2")
    #expect(message(.byHand([[1, 2]], mask: [[1, 0.5]])) == "`mask` of dense(1) must be of ones and zeros")
    #expect(
      message(.byHand([[1, 2]], mask: [[1, 0], [1, 1]]))
        == "`mask` of dense(1) must have 1 rows, one a unit, but has 2")
  }
}
