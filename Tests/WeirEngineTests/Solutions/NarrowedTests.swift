import Testing

@testable import WeirEngine

@Suite struct NarrowedTests {
  private func widths(_ network: Network) -> [Int] { network.weightShapes.map(\.rows) }

  @Test func `a perceptron of the same depth has as nearly as many weights as its widths allow`() throws {
    let network = try Network.perceptron([784, 300, 100, 10])
    // 98 % leave 5324 weights.
    let narrow = try network.narrowed(to: 5324, seed: 1)
    #expect(widths(narrow).count == 3 && narrow.density == 1 && narrow.outputs == 10)
    // Of the two neighbours of each width none comes nearer.
    let miss = abs(narrow.weightCount - 5324)
    for hidden in [[6, 3], [6, 4], [7, 3], [7, 4]] {
      let other = 784 * hidden[0] + hidden[0] * hidden[1] + 10 * hidden[1]
      #expect(abs(other - 5324) >= miss)
    }
  }

  @Test func `LeNet-5 keeps its layers, and about a twentieth of its weights`() throws {
    let network = try Network(Network.leNet5(classes: 10), inputShape: [1, 28, 28])
    let narrow = try network.narrowed(to: 2210, seed: 1)
    #expect(narrow.layers.count == network.layers.count && narrow.outputs == 10)
    #expect(abs(narrow.weightCount - 2210) < 40, "\(widths(narrow)), \(narrow.weightCount)")
    // Others chose 3, 3, 27, 20 by hand (rigl).
    #expect(zip(widths(narrow), [3, 3, 27, 20, 10]).allSatisfy { abs($0 - $1) <= 2 }, "\(widths(narrow))")
  }

  @Test func `all weights leave the widths as they are, and one weight leaves one unit a layer`() throws {
    for network in try [
      Network.perceptron([20, 30, 12, 3]), Network(Network.leNet5(classes: 10), inputShape: [1, 28, 28]),
      Network(Network.resNet(8, classes: 10), inputShape: [3, 16, 16]),
    ] {
      #expect(widths(try network.narrowed(to: network.weightCount, seed: 1)) == widths(network))
      #expect(widths(try network.narrowed(to: 1, seed: 1)).dropLast().allSatisfy { $0 == 1 })
    }
  }

  @Test func `what residual blocks add keeps one shape`() throws {
    let network = try Network(Network.resNet(8, classes: 10), inputShape: [3, 16, 16])
    let narrow = try network.narrowed(to: network.weightCount / 10, seed: 1)
    #expect(abs(Double(narrow.weightCount) / Double(network.weightCount) - 0.1) < 0.02)
    #expect(narrow.outputs == 10)
  }

  @Test func `more weights never make it narrower`() throws {
    let network = try Network.perceptron([10, 40, 20, 5])
    var last = 0
    for weights in stride(from: 10, through: network.weightCount, by: 37) {
      let found = try network.narrowed(to: weights, seed: 1).weightCount
      #expect(found >= last)
      last = found
    }
  }

  @Test func `convolutions in groups are refused`() throws {
    let layers: [any Layer] = [Conv(4, groups: 2), Dense(units: 3)]
    #expect(throws: ShapeError.self) {
      try Network(layers, inputShape: [2, 6, 6]).narrowed(to: 20, seed: 1)
    }
  }
}
