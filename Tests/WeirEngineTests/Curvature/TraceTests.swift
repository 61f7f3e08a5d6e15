import Testing

@testable import WeirEngine

@Suite struct TraceTests {
  private func curvature(_ network: Network) throws -> Curvature {
    try Curvature(of: network, on: .random(50, features: network.inputs), loss: CrossEntropy())
  }

  // hessian-eigenthings: Hutchinson's estimate lies within three standard errors.
  @Test(arguments: 1...4) func `the estimate lies within three standard errors, layer by layer`(seed: Int)
    throws
  {
    let curvature = try curvature(.perceptron([5, 8, 3], Tanh(), density: 0.7))
    let found = try curvature.trace(probes: 60, seed: seed)
    let exact = try curvature.hessian()
    #expect(abs(found.value - exact.trace) < 3 * found.error)
    // What spreads vᵀ H v is 2 Σ Hᵢⱼ² beside the diagonal; of sixty samples the deviation is known to a tenth or so.
    let squares = exact.matrix.entries.reduce(0) { $0 + $1 * $1 }
    let diagonal = (0..<exact.size).reduce(0) { $0 + exact[$1, $1] * exact[$1, $1] }
    let expected = (2 * (squares - diagonal) / 60).squareRoot()
    #expect(found.error / expected > 0.6 && found.error / expected < 1.5)
    #expect(found.layers.count == 2 && found.samples.count == 60)
    for (layer, block) in zip(found.layers, exact.blocks) {
      #expect(abs(layer.value - block.trace) < 3 * layer.error)
    }
    // Without batch norm, all coordinates belong to a layer.
    let parts = found.layers.reduce(0) { $0 + $1.value }
    #expect(abs(parts - found.value) < 1e-9)
  }

  // hessian-eigenthings: Hutch++ lies within five percent.
  @Test(arguments: 1...4) func `Hutch++ lies within five percent, and nearer than Hutchinson`(seed: Int)
    throws
  {
    let curvature = try curvature(.perceptron([8, 12, 3], Tanh(), density: 0.7))
    let exact = try curvature.hessian()
    let found = try curvature.trace(probes: 180, seed: seed, method: .hutchPlus)
    #expect(abs(found.value - exact.trace) < 0.05 * exact.trace)
    let plain = try curvature.trace(probes: 180, seed: seed)
    #expect(found.samples.count == 60 && found.error < plain.error)
    for (layer, block) in zip(found.layers, exact.blocks) {
      #expect(abs(layer.value - block.trace) < 0.05 * exact.trace)
    }
    // As many directions as coordinates leave nothing to chance.
    let all = try curvature.trace(probes: 3 * curvature.count, seed: seed, method: .hutchPlus)
    #expect(abs(all.value - exact.trace) < 1e-5 * exact.trace && all.error < 1e-5 * exact.trace)
    // Where there are too few products for directions it is Hutchinson's.
    #expect(
      try curvature.trace(probes: 3, seed: seed, method: .hutchPlus) == curvature.trace(probes: 3, seed: seed)
    )
  }

  // Signs see the diagonal exactly, so nothing but entries beside it spreads them.
  @Test func `a diagonal Hessian has no error`() throws {
    let samples = Samples.byHand([[2, 0], [-2, 0], [0, 4], [0, -4]], targets: [[0], [0], [0], [0]])
    let network = try Network([Dense.byHand([[1, 1]], bias: [0])], inputShape: [2])
    let found = try Curvature(of: network, on: samples, loss: SquaredError()).trace(probes: 5, seed: 1)
    #expect(found.samples == [11, 11, 11, 11, 11] && found.value == 11 && found.error == 0)
  }

  @Test func `the mean of the spectrum is the same trace`() throws {
    let curvature = try curvature(.perceptron([5, 8, 3], Tanh()))
    var estimate = SpectrumEstimate()
    (estimate.probes, estimate.seed) = (4, 7)
    let mean = try curvature.spectrum(estimate).mean
    let trace = try curvature.trace(probes: 4, seed: 7).value
    #expect(abs(mean * Double(curvature.count) - trace) < 1e-5 * abs(trace))
  }

  @Test func `a network whose outputs are too large for single precision has no curvature`() throws {
    var network = try Network.perceptron([4, 5, 3], Relu()).drawn
    for place in 0..<20 { network.parameters[0].values[place] = 3e38 }
    let curvature = try curvature(network)
    #expect(throws: PlanError.self) { try curvature.trace(probes: 2, seed: 0) }
    #expect(throws: PlanError.self) { try curvature.hessian() }
    #expect(throws: PlanError.self) { try curvature.eigenvalues(EigenvalueSearch()) }
  }
}
