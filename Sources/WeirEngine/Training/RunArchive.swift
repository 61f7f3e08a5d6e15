extension Run {
  /// Exchanges with [archive] all that the run is besides its plan: the one list of it, for writing and reading.
  mutating func exchange(with archive: inout some StateArchive & ~Copyable) throws(DataError) {
    network = try archive.network(network)
    steps = try archive.integers("steps", [steps], [1])[0]
    divergence = try archive.integers("diverged", divergence.map { [$0] } ?? [], [nil]).first
    try topology.exchange(with: &archive, "topology.", network)
    memories = try plan.optimizer.exchange(
      memories, of: trainedParameters, "optimizer.", network, with: &archive)
    try exchangeBeginning(with: &archive)
    try exchangeLengthenings(with: &archive)
    guard (firstStep...plan.steps).contains(steps) else {
      throw archive.refusal(
        "steps", expected: "an integer in \(firstStep)...\(plan.steps)", found: "\(steps)")
    }
    try record.exchange(
      with: &archive, steps: firstStep...steps, layers: network.weightIndices.count,
      divergent: divergence != nil)
    evaluation = try archive.evaluations("now", evaluation.map { [$0] } ?? [], in: firstStep...steps).first
  }

  private mutating func exchangeBeginning(with archive: inout some StateArchive & ~Copyable) throws(DataError)
  {
    let known = beginning.map { [$0.steps, $0.optimizerStart] } ?? []
    let places = try archive.integers("beginning", known, [nil])
    guard let first = places.first else { return }
    guard (0...plan.steps).contains(first), places.count == 2, (0...first).contains(places[1]) else {
      throw archive.refusal(
        "beginning", expected: "two integers in 0...\(plan.steps), the second no larger", found: "\(places)")
    }
    var start = beginning?.network ?? network
    for (index, name) in zip(start.parameters.indices, start.parameterNames) {
      let own = start.parameters[index]
      start.parameters[index] =
        own.role == .weight
        ? try archive.matrix("beginning." + name, own)
        : Parameter(own.role, try archive.array("beginning." + name, own.values, like: own).array)
    }
    var state = beginning?.topology ?? TopologyState(averages: topology.averages)
    try state.exchange(with: &archive, "beginning.topology.", start)
    let trained = start.parameters.enumerated().map { state.latents[$0]?.trained ?? $1 }
    let memories = try plan.optimizer.exchange(
      beginning?.memories ?? memories, of: trained, "beginning.optimizer.", start, with: &archive)
    beginning = Beginning(
      network: start, memories: memories, topology: state, steps: first, optimizerStart: places[1])
  }

  private mutating func exchangeLengthenings(
    with archive: inout some StateArchive & ~Copyable
  ) throws(DataError) {
    let numbers = try archive.integers("lengthenings", lengthenings.flatMap { [$0.planned, $0.done] }, [nil])
    let pairs = stride(from: 0, to: numbers.count - 1, by: 2).map {
      Lengthening(planned: numbers[$0], done: numbers[$0 + 1])
    }
    let places = [firstStep] + pairs.map(\.done) + [steps]
    let lengths = [0] + pairs.map(\.planned) + [plan.steps]
    guard numbers.count % 2 == 0, zip(places, places.dropFirst()).allSatisfy({ $0 <= $1 }),
      zip(lengths, lengths.dropFirst()).allSatisfy({ $0 <= $1 }), pairs.allSatisfy({ $0.done <= $0.planned })
    else {
      throw archive.refusal(
        "lengthenings", expected: "pairs of a length and a step, neither smaller than in the pair before",
        found: "\(numbers)")
    }
    lengthenings = pairs
  }
}

extension Optimizer {
  /// Exchanges the [memories] of the parameters of [network], or of what is [trained] in their stead.
  func exchange(
    _ memories: [[Buffer]], of trained: [Parameter], _ prefix: String, _ network: Network,
    with archive: inout some StateArchive & ~Copyable
  ) throws(DataError) -> [[Buffer]] {
    var memories = memories
    for (index, name) in zip(trained.indices, network.parameterNames) where trained[index].role.isTrained {
      for (place, fresh) in memory(of: trained[index].storedCount).enumerated() {
        let name = "\(prefix)\(place).\(name)"
        // In a run that is read, what is there belongs to the masks of its beginning.
        let own = memories[index][place].count == fresh.count ? memories[index][place] : fresh
        memories[index][place] =
          fresh.count == trained[index].storedCount
          ? try archive.array(name, own, like: trained[index]) : try archive.array(name, own)
      }
    }
    return memories
  }
}

extension TopologyState {
  fileprivate mutating func exchange(
    with archive: inout some StateArchive & ~Copyable, _ prefix: String, _ network: Network
  ) throws(DataError) {
    lastUpdate = try archive.integers(prefix + "last_update", lastUpdate.map { [$0] } ?? [], [nil]).first
    let weights = network.weightIndices
    let names = weights.map { network.parameterNames[$0] }
    for (number, name) in names.enumerated() where averages.indices.contains(number) {
      averages[number] = try archive.array(prefix + "average." + name, averages[number])
    }
    let isExplored = try archive.integers(prefix + "is_explored", [explored.isEmpty ? 0 : 1], [1])[0] == 1
    explored =
      try isExplored
      ? zip(weights, names).enumerated().map { place, layer throws(DataError) in
        let known = explored.isEmpty ? network.parameters[layer.0].mask : explored[place].mask
        return WeightSet(try archive.mask(prefix + "explored." + layer.1, known))
      } : []
    let latent = try archive.integers(prefix + "latent", latents.keys.sorted(), [nil])
    for index in latent {
      guard weights.contains(index) else {
        throw archive.refusal(prefix + "latent", expected: "places of weight matrices", found: "\(index)")
      }
      let (name, active) = (network.parameterNames[index], network.parameters[index])
      let all = try archive.matrix(prefix + "all." + name, latents[index]?.current ?? active)
      let trained = try archive.mask(prefix + "trained." + name, latents[index]?.trained.mask ?? active.mask)
      guard active.mask.isPart(of: trained), trained.isPart(of: all.mask) else {
        throw archive.refusal(
          prefix + "trained." + name, expected: "a mask between those of active and of all weights",
          found: "another")
      }
      latents[index] = Latent(all, trained: trained, active: active)
    }
  }
}

extension Mask {
  fileprivate func isPart(of other: Mask) -> Bool { shared(with: other) == count }
}
