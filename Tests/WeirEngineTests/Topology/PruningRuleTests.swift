import Testing

@testable import WeirEngine

@Suite struct PruningRuleTests {
  private func gradual(_ from: Double, _ to: Double, _ begin: Int, _ end: Int, every: Int) -> GradualPruning {
    var rule = GradualPruning()
    (rule.from, rule.target.sparsity, rule.every) = (from, to, every)
    (rule.begin, rule.end) = (.step(begin), .step(end))
    return rule
  }

  // Values at 100, 102, 105 and 110: the test of tensorflow/model-optimization; the others from the formula. The
  // step is used as it is; jaxpruner looks one step ahead, and would have 0.4375 where this is 0.416.
  @Test func `the cubic of Zhu and Gupta`() {
    let short = gradual(0.2, 0.8, 100, 110, every: 1)
    for (step, expected) in [
      (100, 0.2), (102, 0.4928), (104, 0.6704), (105, 0.725), (106, 0.7616), (108, 0.7952), (110, 0.8),
    ] {
      #expect(abs(short.sparsity(at: step, of: 1000) - expected) < 1e-12, "step \(step)")
    }
    let long = gradual(0, 0.95, 3000, 7000, every: 100)
    for (step, expected) in [
      (3100, 0.06948359375), (4000, 0.54921875), (5000, 0.83125), (6000, 0.93515625), (7000, 0.95),
      (9000, 0.95),
    ] { #expect(abs(long.sparsity(at: step, of: 12_000) - expected) < 1e-9, "step \(step)") }
    #expect(abs(gradual(0, 0.5, 0, 20, every: 1).sparsity(at: 9, of: 20) - 0.4168125) < 1e-12)
    #expect(abs(gradual(0, 0.5, 0, 20, every: 1).sparsity(at: 10, of: 20) - 0.4375) < 1e-12)
  }

  // An accelerated cubic that divides by the wrong span ends at 0.8998 in place of 0.9 (sparsimony).
  @Test func `trap 3: gradual pruning ends where it says, whatever the interval`() {
    for every in 1...23 {
      let rule = gradual(0, 0.9, 7, 100, every: every)
      let due = (0...200).filter { rule.isDue(at: $0, of: 200) }
      #expect(due.first == 7 && due.last == 100 && due.count == 1 + (93 + every - 1) / every)
      #expect(rule.sparsity(at: 100, of: 200) == 0.9)
    }
  }

  // golden: the density sequence of AC/DC in jaxpruner's tests.
  @Test func `sparse and dense phases take turns`() throws {
    var rule = ACDC()
    (rule.target.sparsity, rule.begin, rule.until) = (0.5, .step(10), .step(50))
    let plan = try TrainingPlan(
      network: .perceptron([6, 10, 2]), data: .random(20, features: 6, classes: 2), sparsity: rule, batch: 20,
      length: .steps(60))
    let run = Run(plan).trained()
    #expect(run.record.changes.map(\.step) == [10, 20, 30, 40, 50])
    #expect(run.record.changes.map(\.active) == [40, 80, 40, 80, 40])
    #expect(plan.network.density == 1)
  }

  @Test func `iterative pruning takes the same share in each round`() {
    var rule = IterativePruning()
    (rule.rounds, rule.begin, rule.end, rule.target.sparsity) = (3, .step(10), .step(30), 0.875)
    #expect((0...50).filter { rule.isDue(at: $0, of: 50) } == [10, 20, 30])
    let weights = [Parameter(mask: Mask(fullRows: 10, columns: 80)) { Float($0 * 80 + $1) }]
    let counts = [10, 20, 30].map { step in
      rule.change(TopologyView(step: step, total: 50, weights: weights)).masks[0].count
    }
    #expect(counts == [400, 200, 100])
  }

  @Test func `a global choice looks at all layers together`() {
    var target = PruningTarget()
    target.distribution = GlobalRanking()
    let weights = [
      Parameter(mask: Mask(fullRows: 2, columns: 2)) { [0.1, -0.9, 0.2, -0.3][$0 * 2 + $1] },
      Parameter(mask: Mask(fullRows: 1, columns: 4)) { [0.8, 0.3, 0.3, 0.05][$0 * 4 + $1] },
    ]
    let masks = target.masks(TopologyView(step: 0, total: 1, weights: weights), sparsity: 0.5)
    // Of three equal ones, the first two in order.
    #expect(masks.map(\.ones) == [[0, 1, 0, 1], [1, 1, 0, 0]])
  }
}
