import WeirCatalog

/// The search for a lottery ticket: train, prune the smallest weights, set the others back to an early step of
/// the dense training, and again (Frankle and Carbin 2019; Frankle et al. 2020).
public struct Lottery: Sendable {
  /// The training of the dense network, and of each level.
  public let plan: TrainingPlan
  /// The sparsity that is reached, and how layers share it.
  public var target = PruningTarget()
  /// Share of the weights left that goes at each level.
  public var share = 0.2
  /// A search with the given training, which must leave masks as they are.
  ///
  /// Errors: another rule for masks; a distribution that does not fit the network.
  public init(_ plan: TrainingPlan) throws(PlanError) {
    self.plan = plan
    target.distribution = GlobalRanking()
    guard plan.sparsity is FixedMasks else {
      throw PlanError(
        message: "`lottery` prunes between trainings, so `sparsity` must be `fixed`, "
          + "but is `\(plan.sparsity.identity)`")
    }
  }

  /// The sparsity of each level, the dense one first: n - ⌈share n⌉ of the n weights left stay, until the last
  /// level reaches the sparsity asked for.
  public var levels: [Double] {
    let all = plan.network.weightCount
    let least = Counting.kept(target.sparsity, of: all)
    var left = plan.network.nonzeros
    var levels: [Double] = [Double(all - left) / Double(max(1, all))]
    while left > least {
      left = max(least, left - max(1, Int((share * Double(left) - 1e-9).rounded(.up))))
      levels.append(left == least ? target.sparsity : Double(all - left) / Double(all))
    }
    return levels
  }

  /// The masks that the trained network [run] leaves at [sparsity]: those of the largest |w|.
  public func masks(behind run: Run, sparsity: Double) -> [Mask] {
    let weights = run.network.weightIndices.map { run.network.parameters[$0] }
    return target.masks(
      TopologyView(step: run.steps, total: plan.steps, weights: weights), sparsity: sparsity)
  }

  /// Why the search cannot be; nil if it can.
  public var objection: String? { target.objection(to: plan.network) }
}

extension Run {
  /// The run as it is, with the weights under [masks] alone and their optimizer memory: a start of its own, from
  /// which the plan goes on, and to which `restarted` returns. What was read before is forgotten.
  public func rewound(under masks: [Mask]) -> Run {
    var run = self
    for (index, mask) in zip(network.weightIndices, masks) {
      let moved = network.parameters[index].moved(
        to: mask, memories[index], perWeight: plan.optimizer.memories)
      (run.network.parameters[index], run.memories[index]) = (moved.parameter, moved.memories)
    }
    run.evaluation = nil
    run.begin(optimizerStart: optimizerStart)
    return run
  }

  /// Masks with as many active weights as each of [masks], drawn at random by the seed of the plan.
  public func randomMasks(like masks: [Mask]) -> [Mask] {
    zip(network.weightIndices, masks).enumerated().map { number, pair in
      let all = network.parameters[pair.0].mask
      let stream = RandomStream(seed: plan.seed, purpose: .mask, part: number)
      return all.keeping(stream.choose(pair.1.count, of: all.count))
    }
  }

  /// A training of its own from step 0 by the same plan: the masks of this run's network, and weights drawn anew.
  ///
  /// Errors: more weights than there is memory for.
  public func reinitialized() throws(ShapeError) -> Run {
    // A seed that is nobody else's: that of the network would give the weights that it began with.
    let seed = Int(RandomStream(seed: plan.seed, purpose: .rearrangement, step: 2).bits(0))
    var plan = plan
    plan.network = try network.reinitialized(seed: seed)
    return Run(plan)
  }
}
