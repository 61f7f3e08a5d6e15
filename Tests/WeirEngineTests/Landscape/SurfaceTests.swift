import Testing

@testable import WeirEngine

@Suite struct SurfaceTests {
  @Test func `each unit of a direction is as long as its weights, and nothing else moves`() throws {
    let network = try Network.perceptron([6, 12, 3], batchNorm: true, density: 0.3).drawn
    let direction = network.direction(number: 0, seed: 5)
    #expect(direction != network.direction(number: 1, seed: 5))
    for (index, parameter) in network.parameters.enumerated() {
      guard parameter.role == .weight else {
        #expect(direction[index].count == 0)
        continue
      }
      #expect(direction[index].count == parameter.mask.count)
      let (own, weights) = (parameter.listed(direction[index]), parameter.listed(parameter.values))
      for row in 0..<parameter.mask.rows {
        func length(_ list: [Float]) -> Float {
          parameter.mask.ranks(ofRow: row).reduce(0) { $0 + list[$1] * list[$1] }
        }
        #expect(abs(length(own) - length(weights)) < 1e-4 * length(weights) + 1e-9)
      }
    }
  }

  // y = w x with loss (w x)² / 2 at x = 1 and w = 2: on the line w + s d with |d| = 2 it is 2 (1 ± s)².
  @Test func `the middle is the network, and the way from it is known`() throws {
    let data = try Dataset.byHand(.byHand([[1]], targets: [[0]]))
    var choices = Surface.Choices()
    choices.points = 3
    let surface = try Surface(
      .unit([2]), on: data, loss: SquaredError(), choices, execution: oneThread, cancellation: Cancellation())
    #expect(surface.places == [-1, 0, 1] && surface.losses[1][1] == 2)
    for line in [surface.losses[1], surface.losses.map { $0[1] }] {
      #expect(zip(line.sorted(), [0, 2, 8]).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test func `a network whose units are scaled has the same surface`() throws {
    let data = try Dataset.random(50, features: 6)
    let network = try Network.perceptron([6, 12, 3], Relu(), density: 0.4).drawn
    var scaled = network
    let indices = network.weightIndices
    for (index, factor) in [(indices[0], Float(4)), (indices[1], 0.25)] {
      scaled.parameters[index].values = Buffer(network.parameters[index].values.array.map { factor * $0 })
    }
    var choices = Surface.Choices()
    choices.points = 5
    let surfaces = try [network, scaled].map {
      try Surface(
        $0, on: data, loss: CrossEntropy(), choices, execution: oneThread, cancellation: Cancellation())
    }
    #expect(try surfaces[0].losses[2][2] == network.loss(data.train))
    let pairs = zip(surfaces[0].losses.joined(), surfaces[1].losses.joined())
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-4 })
  }
}
