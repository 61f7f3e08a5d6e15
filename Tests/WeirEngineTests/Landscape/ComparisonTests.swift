import Testing

@testable import WeirEngine

@Suite struct ComparisonTests {
  private func linear(_ weights: [[Float]]) throws -> Network {
    try Network([Dense.byHand(weights)], inputShape: [weights[0].count])
  }

  @Test func `disagreement counts samples of different classes`() throws {
    let samples = Samples.byHand([[3, 1], [1, 3], [2, 1], [5, 1]], labels: [0, 1, 0, 0])
    let (a, b) = (try linear([[1, 0], [0, 1]]), try linear([[1, 0], [0, 4]]))
    func share(_ a: Network, _ b: Network) throws -> Double {
      try a.disagreement(with: b, on: samples, execution: oneThread, cancellation: Cancellation())
    }
    #expect(try share(a, b) == 0.5 && share(a, a) == 0)
    // An output that is no number agrees with nothing, not even with itself.
    let broken = try linear([[.nan, 0], [0, 1]])
    #expect(try share(broken, broken) == 1)
  }

  // Outputs 2 and 0: p = e² / (e² + 1) = 0.8808 for the first class; 0 and 1: 0.2689. The mean is 0.57487, and
  // -log of it 0.55361.
  @Test func `an ensemble takes the mean of probabilities, not of outputs or votes`() throws {
    let samples = Samples.byHand([[1]], labels: [0])
    let networks = try [linear([[2], [0]]), linear([[0], [1]])]
    let both = try Ensemble(networks, on: samples, execution: oneThread, cancellation: Cancellation())
    #expect(both.accuracies == [1, 0] && both.accuracy == 1 && both.disagreement == 1)
    #expect(abs(both.loss - 0.553612656) < 1e-6)
    let alone = try Ensemble([networks[1]], on: samples, execution: oneThread, cancellation: Cancellation())
    #expect(alone.accuracy == 0 && alone.disagreement == 0)
  }

  @Test func `distances of layers make up that of the whole, and inactive weights count as zero`() throws {
    let a = try Network.perceptron([8, 20, 3], density: 0.2, seed: 1).stirred
    let b = try Network.perceptron([8, 20, 3], seed: 2)
    let distance = try Distance(a, b, execution: oneThread)
    let squares = distance.layers.reduce(0) { $0 + $1.distance * $1.distance }
    #expect(abs(squares - distance.whole * distance.whole) < 1e-9 * squares)
    #expect(distance.layers.map(\.name) == ["0 8-20", "1 20-3", "others"])
    let tensors = try zip(a.weightLayers[0].weights.values, b.weightLayers[0].weights.values)
    let first = tensors.reduce(0.0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
    #expect(abs(distance.layers[0].distance - first.squareRoot()) < 1e-5)
    #expect(try Distance(a, a, execution: oneThread).whole == 0)
  }

  // Losses 1 and 3: mean 2, deviation √2, so the standard error of the mean is 1.
  @Test func `the standard error of a mean loss`() {
    #expect(LossReading(sum: 4, squares: 10, count: 2).standardError == 1)
    #expect(LossReading(sum: 4, squares: 16, count: 1).standardError == 0)
  }
}
