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

  // Each comparison had a way of its own with what is not finite: two such networks disagreed everywhere, and as an
  // ensemble nowhere; a line to one had the length 0.
  @Test func `a network with numbers that are not finite is refused, with the first of them`() throws {
    let data = try Dataset.byHand(.byHand([[1, 2]], labels: [0]), classes: 2)
    let (sound, broken) = (try linear([[1, 0], [0, 1]]), try linear([[1, 0], [0, .infinity]]))
    func refusal(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch { return (error as? PlanError)?.message }
    }
    let expected =
      "the network has numbers that are not finite, so nothing can be said of it: in the weights of layer `0 2-2` "
      + "number [1, 1] is inf"
    #expect(refusal { try broken.checkFinite() } == expected)
    #expect(refusal { _ = try Path.open(sound, broken, data) } == expected)
    #expect(refusal { _ = try Path.open(sound, sound, data, bends: 1, inner: [broken]) } == expected)
    #expect(refusal { _ = try Distance(broken, sound, execution: oneThread) } == expected)
    #expect(
      refusal { _ = try Curvature(of: broken, on: data.train, loss: CrossEntropy()) } == expected)
    #expect(refusal { try sound.checkFinite() } == nil)
    let undrawn = try Network([BatchNorm(), Dense(units: 2)], inputShape: [2])
    #expect(refusal { try undrawn.checkFinite() } == nil)
    var odd = undrawn
    odd.parameters[1].values[1] = .nan
    #expect(refusal { try odd.checkFinite() }?.hasSuffix("in `layers.0.bias` number [1] is nan") == true)
  }

  // Outputs beyond what single precision holds: a network with finite weights whose first output is infinite has a class.
  @Test func `an ensemble sees the classes that everybody sees`() throws {
    let samples = Samples.byHand([[3e38], [1]], labels: [0, 0])
    let network = try linear([[2], [1]])
    let alone = try Ensemble(
      [network, network], on: samples, execution: oneThread, cancellation: Cancellation())
    #expect(alone.accuracies == [1, 1] && alone.disagreement == 0)
    #expect(
      try network.disagreement(
        with: network, on: samples, execution: oneThread, cancellation: Cancellation()) == 0)
  }

  // Losses 1 and 3: mean 2, deviation √2, so the standard error of the mean is 1.
  @Test func `the standard error of a mean loss`() {
    #expect(LossReading(sum: 4, squares: 10, count: 2).standardError == 1)
    #expect(LossReading(sum: 4, squares: 16, count: 1).standardError == 0)
  }
}
