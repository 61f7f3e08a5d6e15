import Testing

@testable import WeirEngine

@Suite struct ZeroedTests {
  @Test(arguments: [0, 0.25, 0.9, 1], [1, 0.4]) func `so many weights are zero, and all are still active`(
    share: Double, density: Double
  ) throws {
    let network = try Network.perceptron([10, 20, 5], density: density)
    let pruning = Pruning(density: (1 - share) * density, seed: 3)
    let zeroed = try network.zeroed(pruning)
    let sparse = try network.pruned(pruning)
    #expect(zeroed.nonzeros == network.nonzeros)
    for index in network.weightIndices {
      let all = zeroed.parameters[index].activeValues
      #expect(all.count { $0 != 0 } == sparse.parameters[index].count)
      #expect(zeroed.parameters[index].mask == network.parameters[index].mask)
    }
    // Zeros are added up too, so sums come in another order.
    let samples = Samples.random(20, features: 10)
    let outputs = try [zeroed, sparse].map {
      try $0.outputs(on: samples, execution: oneThread, cancellation: Cancellation()).values
    }
    #expect(distance(outputs[0], outputs[1]) < 1e-6)
  }

  @Test func `training moves what was set to zero`() throws {
    let network = try Network.perceptron([10, 20, 5]).zeroed(Pruning(density: 0.1, seed: 1))
    let plan = try TrainingPlan(
      network: network, data: .random(60, features: 10, classes: 5), length: .steps(3))
    let after = Run(plan).continued(execution: oneThread).network
    // A unit without a way to the outputs has no gradient; more ways come with every step.
    #expect(after.parameters[0].activeValues.count { $0 != 0 } > 150)
  }
}
