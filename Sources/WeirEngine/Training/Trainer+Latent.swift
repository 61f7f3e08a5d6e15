/// Steps in which more than the active weights is looked at.
extension Trainer {
  /// Asks for the gradients that ordinary steps need, and forgets those of an update.
  mutating func demandForSteps() {
    workspace.flow.demandActive()
    for (index, latent) in run.topology.latents {
      workspace.flow.demand(.under(latent.trained.withoutValues), at: index)
    }
    guard run.plan.sparsity.averaging != nil else { return }
    for index in run.network.weightIndices { workspace.flow.demand(.all, at: index) }
  }

  /// Takes over what the pass back gave beyond the active weights, and leaves their gradients in its place.
  mutating func takeLatentGradients() {
    for (index, latent) in run.topology.latents {
      latentGradients[index] = workspace.gradients[index]
      workspace.gradients[index] = latent.active(of: workspace.gradients[index])
    }
    guard let beta = run.plan.sparsity.averaging else { return }
    for (number, index) in run.network.weightIndices.enumerated() {
      run.topology.averages[number].average(workspace.gradients[index], beta: beta)
      let parameter = run.network.parameters[index]
      workspace.gradients[index] = parameter.gathered(from: workspace.gradients[index])
    }
  }

  /// The gradients of all that a step moves, weights beyond the active ones included.
  var gradients: [Buffer] {
    workspace.gradients.indices.map { index in
      let latent = run.topology.latents[index].flatMap { _ in latentGradients[index] }
      return latent ?? workspace.gradients[index]
    }
  }

  /// Moves all weights of parameter [index] that are trained, and gives [next] the values of the active ones.
  mutating func moveLatent(_ index: Int, _ next: inout ParameterStep) {
    guard var latent = run.topology.latents[index],
      var gradient = latentGradients.removeValue(forKey: index)
    else { return }
    if let latency = run.plan.sparsity.latency {
      latent.pull(&gradient, active: latency.pull, other: latency.inactivePull)
    }
    var values = latent.trained.values
    next.move(&values, of: index, along: &gradient)
    latent.exchange(&values)
    next.latents[index] = latent
    next.parameters[index].values = latent.active(of: latent.trained.values)
  }

  /// The weight matrices; where more is trained than takes part in the network, all of them.
  var wholeWeights: [Parameter] {
    run.network.weightIndices.map { run.topology.latents[$0]?.current ?? run.network.parameters[$0] }
  }

  /// Makes those weights of [view] active that are in [masks], and trains those that would be at the sparsity of [latency].
  mutating func choose(_ masks: [Mask], of view: TopologyView, _ latency: Latency) {
    for (number, index) in run.network.weightIndices.enumerated() {
      let (all, mask) = (view.weights[number], masks[number])
      let wanted = Counting.kept(latency.sparsity, of: all.mask.rows * all.mask.columns)
      let count = min(max(wanted, mask.count), all.count)
      let largest = view.mask(number, without: all.count - count)
      let trained = largest.union(mask)
      let before = run.topology.latents[index]?.trained ?? all
      run.memories[index] =
        before.moved(
          to: trained, run.memories[index], perWeight: run.plan.optimizer.memories
        ).memories
      run.network.parameters[index] = all.moved(to: mask).parameter
      run.topology.latents[index] = Latent(
        all, trained: trained, active: run.network.parameters[index])
    }
    demandForSteps()
  }
}

extension Buffer {
  /// Becomes beta · itself + (1 - beta) · [next].
  fileprivate mutating func average(_ next: Buffer, beta: Float) {
    withMutableSpan { average in
      next.withSpan { next in
        for index in 0..<average.count { average[index] = beta * average[index] + (1 - beta) * next[index] }
      }
    }
  }
}
