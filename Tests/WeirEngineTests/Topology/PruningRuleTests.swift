import Testing

@testable import WeirEngine

@Suite struct PruningRuleTests {
  private func gradual(_ from: Double, _ to: Double, _ begin: Int, _ end: Int, every: Int) -> GradualPruning {
    var rule = GradualPruning()
    (rule.from, rule.target.sparsity, rule.every) = (from, to, every)
    (rule.begin, rule.end) = (.step(begin), .step(end))
    return rule
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

  // Training for 40 steps with `end: 500` ended at 17.5 % in place of 80 %, and nobody was told.
  @Test func `times that cannot be, and networks that are sparser already, are refused`() throws {
    let network = try Network.perceptron([6, 12, 3])
    func objection(_ begin: Int, _ end: Int, to other: Network? = nil) -> String? {
      gradual(0, 0.8, begin, end, every: 5).objection(to: other ?? network, over: 40)
    }
    #expect(
      objection(0, 500)
        == "`end` is step 500, but the training ends at step 40, so `to` would not be reached")
    #expect(objection(500, 500)?.hasPrefix("`end` is step 500") == true)
    #expect(objection(30, 10) == "`begin` must be at most `end`, step 10, but is step 30")
    #expect(objection(10, 10) == nil && objection(0, 40) == nil)
    #expect(
      try objection(0, 40, to: .perceptron([6, 12, 3], density: 0.1))?.hasPrefix(
        "`to` is 0.8, but the network is sparser already, at 0.") == true)
    #expect(try objection(0, 40, to: .perceptron([6, 12, 3], density: 0.2)) == nil)
    var once = OneShotPruning()
    once.step = .step(41)
    #expect(once.objection(to: network, over: 40)?.hasPrefix("`at` is step 41") == true)
    var rounds = IterativePruning()
    rounds.end = .step(41)
    #expect(rounds.objection(to: network, over: 40)?.hasPrefix("`end` is step 41") == true)
    let defaults = GradualPruning()
    for steps in 0...20 { #expect(defaults.objection(to: network, over: steps) == nil) }
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
