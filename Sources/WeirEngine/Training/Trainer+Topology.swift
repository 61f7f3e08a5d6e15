/// Updates of the masks, between two steps.
extension Trainer {
  /// Whether an update is due now and has not been done yet.
  var isTopologyDue: Bool {
    run.plan.sparsity.isDue(at: run.steps, of: run.plan.steps) && run.topology.lastUpdate != run.steps
  }

  /// Changes the masks as the rule wishes, looking at the batch in place, whose samples are [indices].
  mutating func updateTopology(_ indices: ArraySlice<Int32>) {
    let old = masks
    let view = TopologyView(
      step: run.steps, total: run.plan.steps, weights: wholeWeights, averages: run.topology.averages)
    let wish = run.plan.sparsity.change(view)
    if let latency = run.plan.sparsity.latency {
      choose(wish.masks, of: view, latency)
      return record(from: old, shared: zip(old, masks).map { $0.shared(with: $1) }, before: nil)
    }
    guard wish.masks != old || wish.grown.contains(where: { $0 > 0 }) else { return }
    guard let before = lookAtGradients(for: wish, indices) else { return }
    var shared: [Int] = []
    for (index, mask) in zip(run.network.weightIndices, grow(wish)) {
      let moved = run.network.parameters[index].moved(
        to: mask, run.memories[index], perWeight: run.plan.optimizer.memories, execution: execution)
      (run.network.parameters[index], run.memories[index]) = (moved.parameter, moved.memories)
      shared.append(moved.shared)
    }
    record(from: old, shared: shared, before: readsFlow ? before : nil)
  }

  /// What an update of the masks changes of the run, to be put back if the step behind it does not count.
  var masked: Masked {
    get {
      Masked(
        network: run.network, memories: run.memories, topology: run.topology,
        changes: run.record.changes.count)
    }
    set {
      (run.network, run.memories, run.topology) = (newValue.network, newValue.memories, newValue.topology)
      run.record.changes.removeLast(run.record.changes.count - newValue.changes)
    }
  }

  /// The masks of the weight matrices.
  private var masks: [Mask] { run.network.weightIndices.map { run.network.parameters[$0].mask } }

  /// Notes what has become of the [old] masks, with which the new ones have [shared] active weights in common.
  private mutating func record(from old: [Mask], shared: [Int], before: [LayerFlow]?) {
    run.topology.lastUpdate = run.steps
    let new = masks
    let layers = new.indices.map {
      TopologyChange.Layer(from: old[$0].count, to: new[$0].count, shared: shared[$0])
    }
    let change = TopologyChange(step: run.steps, layers: layers, before: before)
    guard change.dropped + change.grown > 0 else { return }
    if run.topology.explored.isEmpty { run.topology.explored = old.map(WeightSet.init) }
    for (place, mask) in new.enumerated() where layers[place].grown > 0 {
      run.topology.explored[place].insert(mask)
    }
    run.record.changes.append(change)
  }

  /// A pass forward and back under the old masks, if anybody needs it: the rule for its growth, or the record.
  /// Returns the norms of the gradients; nil if the loss is not finite, so that nothing can be said.
  private mutating func lookAtGradients(
    for wish: TopologyWish, _ indices: ArraySlice<Int32>
  ) -> [LayerFlow]? {
    let byGradient = if case .gradient = wish.growth { true } else { false }
    guard byGradient || readsFlow else { return [] }
    workspace.flow.demandActive()
    if byGradient {
      for (number, index) in run.network.weightIndices.enumerated() where wish.grown[number] > 0 {
        workspace.flow.demand(.largest(count: wish.grown[number], outside: wish.masks[number]), at: index)
      }
    }
    guard differentiate(indices).isFinite else {
      demandForSteps()
      return nil
    }
    return flows
  }

  /// The masks with what grows.
  private mutating func grow(_ wish: TopologyWish) -> [Mask] {
    defer { demandForSteps() }
    return run.network.weightIndices.enumerated().map { number, index in
      let kept = wish.masks[number]
      let inactive = kept.rows * kept.columns - kept.count
      let count = min(wish.grown[number], inactive)
      switch wish.growth {
      case .random:
        let stream = RandomStream(seed: run.plan.seed, purpose: .growth, step: run.steps, part: number)
        return kept.adding(kept.inactivePositions(stream.choose(count, of: inactive)))
      case .gradient:
        return kept.adding(workspace.flow.largest(at: index))
      case .average:
        return kept.adding(kept.largest(count, of: run.topology.averages[number]))
      }
    }
  }
}

/// A network with its masks, and what a run knows of both.
struct Masked {
  let network: Network
  let memories: [[Buffer]]
  let topology: TopologyState
  /// How many changes of the masks are on record.
  let changes: Int
}
