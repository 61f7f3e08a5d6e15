import Foundation

extension GoldenSection {
  /// Masks that change while a network is trained.
  static let topology = GoldenSection(
    "updates of masks",
    [
      GoldenCheck("updates of SET", source: "rigl, sparse_optimizers_test.py", [1, 3]) {
        (0...20).filter { rewiring(1, 4, every: 2).isDue(at: $0, of: 20) }.map(Double.init)
      },
      // A step is 1, an update of the masks 0.
      GoldenCheck(
        "steps and updates of RigL", source: "rigl, sparse_optimizers_test.py",
        [
          1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1,
        ]
      ) {
        [rewiring(3, 7, every: 2), rewiring(1, 5, every: 3), rewiring(0, 4, every: 1)].flatMap { rewiring in
          (0..<20).flatMap { rewiring.isDue(at: $0, of: 20) ? [0, 1] : [1] }.prefix(11)
        }
      },
      // Its drop score is the weight, its growth score the size of it.
      GoldenCheck(
        "drop and growth of RigL", source: "jaxpruner, sparse_trainers_test.py",
        [
          0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1,
          0,
          1, 0, 1, 1, 0, 0,
        ]
      ) {
        let (weights, active): ([Float], _) = ([-9, 1, 4, -1, 5, 8, -2, 3], [1, 3, 5, 6])
        let mask = Mask(rows: 1, columns: 8, positions: active)
        return (0...4).flatMap { dropped in
          let kept = mask.keeping(Selection.largest(4 - dropped, of: active.map { weights[$0] }))
          return kept.adding(kept.largest(dropped, of: Buffer(weights))).ones.doubles
        }
      },
      // Updates that change something with a drop of zero, and how far the ones drift with one of a half.
      GoldenCheck("drop of nothing, and of half", source: "rigl, sparse_optimizers_test.py", [0, 0]) {
        let still = try trained(rewiring(0, 4, every: 1, drop: 0))
        let run = try trained(rewiring(0, 4, every: 1))
        return [Double(still.record.changes.count), Double(run.network.nonzeros - run.plan.network.nonzeros)]
      },
      GoldenCheck("weights and memory that grow", source: "rigl, sparse_optimizers_test.py", [0, 0, 0]) {
        // Behind the last step, so that they have not moved yet.
        let run = try trained(rewiring(10, 10, every: 1))
        let index = run.network.weightIndices[0]
        let (old, new) = (run.plan.network.parameters[index].mask.ones, run.network.parameters[index])
        return ([new.values] + run.memories[index]).map { numbers in
          zip(old, new.tensor(of: numbers).values).reduce(0) { $1.0 == 1 ? $0 : max($0, Double(abs($1.1))) }
        }
      },
      GoldenCheck(
        "average of a constant gradient", source: "rigl, sparse_optimizers_test.py",
        [1, 2, 5, 9].map { 1 - pow(0.9, $0) }, within: .single
      ) {
        // A learning rate of zero keeps the gradient constant.
        var (rule, sgd) = (SNFS(), SGD())
        (rule.rewiring.every, sgd.learningRate) = (1000, 0)
        let start = Run(try plan(rule, sgd))
        let gradient = try start.network.gradients(
          on: start.plan.data.train, loss: SquaredError(), dense: true, execution: .oneThread,
          cancellation: Cancellation())
        let index = start.network.weightIndices[0]
        let size = Updates.norms(of: gradient.buffers[index]).absolute
        return [1, 2, 5, 9].map { step in
          let run = start.continued(to: step, execution: .oneThread)
          return Updates.norms(of: run.topology.averages[0]).absolute / size
        }
      },
      // (3 S t + 2 S + D) / ((t + 1) 3 D) for t = 100 steps between updates, S and D multiply-adds of a pass.
      GoldenCheck(
        "RigL, share of dense training", source: "Evci et al. 2020, appendix H", [0.202640, 0.102970],
        within: .decimals(6)
      ) {
        let network = try Network.plain(100, 100, 100)
        func cost(_ network: Network) -> Double { Double(network.ledger.reduce(0) { $0 + $1.multiplyAdds }) }
        return try [0.2, 0.1].map { density in
          let (sparse, dense) = (cost(try network.sparsified(to: density, seed: 1)), cost(network))
          return (3 * sparse * 100 + 2 * sparse + dense) / (101 * 3 * dense)
        }
      },
      GoldenCheck(
        "densities of tickets", source: "Frankle and Carbin 2019, 20% a level",
        [1, 0.8, 0.64, 0.512, 0.4096],
        within: .absolute(1e-5, since: "of 266,200 weights whole ones go")
      ) {
        let samples = Samples.byHand([[Float](repeating: 0, count: 784)], labels: [0])
        var lottery = try Lottery(
          TrainingPlan(
            network: .plain(784, 300, 100, 10), data: .byHand(samples, classes: 10), length: .steps(1)))
        lottery.target.sparsity = 1 - 0.4096
        return lottery.levels.map { 1 - $0 }
      },
    ])

  private static func rewiring(_ begin: Int, _ end: Int, every: Int, drop: Double = 0.5) -> Rewiring {
    var rewiring = Rewiring()
    (rewiring.begin, rewiring.until) = (.step(begin), .step(end))
    (rewiring.every, rewiring.drop) = (every, drop)
    return rewiring
  }

  /// Ten steps of a small sparse network.
  private static func plan(_ rule: some TopologyRule, _ optimizer: some Optimizer) throws -> TrainingPlan {
    let stream = RandomStream(seed: 1, purpose: .data)
    let rows = (0..<8).map { row in stream.normals(15 * row..<15 * (row + 1)) }
    return try TrainingPlan(
      network: Network.plain(15, 25, 2).sparsified(to: 0.5, seed: 1),
      data: .byHand(.byHand(rows, targets: rows.map { [$0[0], $0[1]] })), optimizer: optimizer,
      sparsity: rule,
      length: .steps(10))
  }

  /// The network behind ten steps of Adam and the updates of SET.
  private static func trained(_ rewiring: Rewiring) throws -> Run {
    var rule = SparseEvolution()
    rule.rewiring = rewiring
    return Run(try plan(rule, Adam())).continued(execution: .oneThread)
  }
}
