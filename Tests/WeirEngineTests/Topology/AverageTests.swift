import Foundation
import Testing

@testable import WeirEngine

@Suite struct AverageTests {
  // m₀ = 0 and constant gradient c give m_k = c (1 - βᵏ): rigl's test of SNFS. A learning rate of zero keeps the
  // gradient constant.
  @Test func `the average of a constant gradient`() throws {
    var (rule, sgd) = (SNFS(), SGD())
    rule.rewiring.every = 1000
    sgd.learningRate = 0
    let plan = try TrainingPlan(
      network: .perceptron([7, 6, 3], density: 0.4), data: .random(12, features: 7), optimizer: sgd,
      sparsity: rule, batch: 12, length: .steps(9), shuffles: false)
    let dense = try plan.network.gradients(
      on: plan.data.train, loss: CrossEntropy(), dense: true, execution: oneThread,
      cancellation: Cancellation())
    for steps in [1, 2, 5, 9] {
      let run = Run(plan).trained(to: steps)
      for (number, index) in plan.network.weightIndices.enumerated() {
        let factor = Float(1 - pow(0.9, Double(steps)))
        let (average, gradient) = (run.topology.averages[number].array, dense.buffers[index].array)
        #expect(distance(average, gradient.map { factor * $0 }) < 1e-6)
      }
    }
  }

  @Test func `places are dealt out by share, exactly, and never beyond the room`() {
    #expect(SparseMomentum.dealt(10, by: [1, 1, 2], room: [9, 9, 9]) == [3, 2, 5])
    #expect(SparseMomentum.dealt(10, by: [1, 1, 8], room: [9, 9, 4]) == [3, 3, 4])
    #expect(SparseMomentum.dealt(10, by: [0, 0, 0], room: [9, 9, 9]) == [4, 3, 3])
    #expect(SparseMomentum.dealt(10, by: [0, 1], room: [9, 4]) == [6, 4])
    #expect(SparseMomentum.dealt(10, by: [5, 1], room: [2, 3]) == [2, 3])
    for total in 0...40 {
      let dealt = SparseMomentum.dealt(total, by: [0.3, 2, 0.01, 7], room: [5, 20, 3, 12])
      #expect(dealt.reduce(0, +) == min(total, 40))
      #expect((0..<4).allSatisfy { dealt[$0] <= [5, 20, 3, 12][$0] })
    }
  }
}
