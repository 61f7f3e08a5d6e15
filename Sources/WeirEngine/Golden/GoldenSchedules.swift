extension GoldenSection {
  /// What changes with the step.
  static let schedules = GoldenSection(
    "schedules",
    [
      GoldenCheck(
        "cubic from 20% to 80%", source: "tensorflow/model-optimization, pruning_schedule_test.py",
        [0.2, 0.4928, 0.725, 0.8], within: .double
      ) {
        let rule = gradual(0.2, 0.8, 100...110)
        return [100, 102, 105, 110].map { rule.sparsity(at: $0, of: 1000) }
      },
      GoldenCheck(
        "cubic from 20%, other steps", source: "Zhu and Gupta 2018, formula", [0.6704, 0.7616, 0.7952],
        within: .double
      ) {
        let rule = gradual(0.2, 0.8, 100...110)
        return [104, 106, 108].map { rule.sparsity(at: $0, of: 1000) }
      },
      GoldenCheck(
        "cubic to 95%, steps 3000-7000", source: "Zhu and Gupta 2018, formula",
        [0.06948359, 0.54921875, 0.83125, 0.93515625, 0.95, 0.95], within: .decimals(8)
      ) {
        let rule = gradual(0, 0.95, 3000...7000)
        return [3100, 4000, 5000, 6000, 7000, 9000].map { rule.sparsity(at: $0, of: 12_000) }
      },
      // It looks one step ahead: this is its step 9.
      GoldenCheck("cubic to 50%, step 10 of 20", source: "jaxpruner, sparsity_schedules_test.py", [0.4375]) {
        [gradual(0, 0.5, 0...20).sparsity(at: 10, of: 20)]
      },
      GoldenCheck(
        "drop of 50%, cosine, constant", source: "sparsimony, test_schedulers.py", [0.452254249, 0.5],
        within: .decimals(9)
      ) { [0.5 * Cosine().factor(step: 2, of: 10), 0.5 * Constant().factor(step: 2, of: 10)] },
      GoldenCheck(
        "drop by cosine from 30%", source: "Evci et al. 2020, formula",
        [0.3, 0.292658, 0.256066, 0.15, 0.043934, 0], within: .decimals(6)
      ) {
        [0, 2500, 6250, 12_500, 18_750, 25_000].map { 0.3 * Cosine().factor(step: $0, of: 25_000) }
      },
      GoldenCheck(
        "weights dropped of a million", source: "Evci et al. 2020, formula",
        [300_000, 292_658, 256_066, 150_000, 43_933, 0]
      ) {
        var rewiring = Rewiring()
        (rewiring.drop, rewiring.until, rewiring.decay) = (0.3, .step(25_000), Cosine())
        return [0, 2500, 6250, 12_500, 18_750, 25_000].map {
          Double(rewiring.dropped(of: 1_000_000, at: $0, of: 32_000))
        }
      },
      GoldenCheck(
        "warm-up over 20 steps", source: "open_lth, test_lr_scheduler.py",
        (0..<20).map { Double($0) / 20 * 0.1 } + [0.1, 0.1], within: .double
      ) {
        var warmup = Warmup()
        warmup.steps = .step(20)
        return (Array(0...20) + [120]).map { 0.1 * warmup.factor(step: $0, of: 1600) }
      },
      GoldenCheck(
        "falls at steps 20, 40, 70, 80", source: "open_lth, test_lr_scheduler.py",
        [0.1, 0.1, 1e-2, 1e-2, 1e-3, 1e-3, 1e-4, 1e-4, 1e-5, 1e-5], within: .double
      ) {
        var decay = StepDecay()
        decay.at = [20, 40, 70, 80].map { .step($0) }
        return [0, 19, 20, 39, 40, 69, 70, 79, 80, 180].map { 0.1 * decay.factor(step: $0, of: 1600) }
      },
      GoldenCheck(
        "one cycle of ten steps", source: "PyTorch 2.13, OneCycleLR",
        [
          0.04, 0.52, 1, 0.950484632, 0.8117456539, 0.6112620219, 0.3887419781, 0.1882583461, 0.049519368,
          4e-6,
        ],
        within: .decimals(9)
      ) { (0..<10).map { OneCycle().factor(step: $0, of: 10) } },
      GoldenCheck(
        "densities of AC/DC", source: "jaxpruner, extensions_test.py", [1, 0.5, 1, 0.5, 1, 0.5]
      ) {
        var rule = ACDC()
        (rule.target.sparsity, rule.phases, rule.begin, rule.until) = (0.5, 3, .step(1), .step(5))
        let network = try Network([Dense.byHand([[0.1, 0.9], [0.2, 0.5]])], inputShape: [2])
        let plan = try TrainingPlan(
          network: network, data: .byHand(.byHand([[5, 1]], targets: [[0, 0]])), sparsity: rule,
          length: .steps(6))
        let start = Run(plan)
        return (1...6).map { start.continued(to: $0, execution: .oneThread).network.density }
      },
    ])

  private static func gradual(_ from: Double, _ to: Double, _ steps: ClosedRange<Int>) -> GradualPruning {
    var rule = GradualPruning()
    (rule.from, rule.target.sparsity) = (from, to)
    (rule.begin, rule.end) = (.step(steps.lowerBound), .step(steps.upperBound))
    return rule
  }
}
