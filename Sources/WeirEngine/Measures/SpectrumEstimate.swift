import WeirCatalog

/// How the spectrum of a Hessian is estimated.
public struct SpectrumEstimate: Sendable {
  /// How many random directions are followed.
  public var probes = 2
  /// How many products each probe takes, at most; as many as there are coordinates tell all.
  public var steps = 80
  /// See `Spectrum.width`.
  public var width = 0.01
  /// Samples that batch norm sees together.
  public var batch = TrainingPlan.standardBatch
  /// Seed of the probes.
  public var seed = 0

  /// The usual choices.
  public init() {}

  /// Refuses a network that has no coordinates, or too many for its memory.
  fileprivate func check(_ network: Network, samples: Int) throws(PlanError) {
    let coordinates = network.trainedCount
    guard coordinates > 0 else {
      throw PlanError(message: "the network has nothing that training changes, so there is no Hessian")
    }
    // A pass with tangents takes two of each batch, and the directions are doubles.
    let use = NetworkUse.measuring(batch: min(batch, samples), dense: false)
    let vectors = min(steps, coordinates) + 3
    let bytes = 2 * network.bytes(for: use) + 8 * Double(vectors) * Double(coordinates)
    guard bytes > Double(network.memory) else { return }
    throw PlanError(
      message:
        "following \(Notation.grouped(steps)) directions among \(Notation.grouped(coordinates)) numbers "
        + "needs about \(Notation.bytes(bytes)) of memory, but there are "
        + "\(Notation.bytes(Double(network.memory))); fewer steps need less")
  }
}

extension Network {
  /// The spectrum of the Hessian of the mean loss over [samples], by stochastic Lanczos quadrature.
  ///
  /// Its coordinates are all numbers that training changes: active weights, biases, gains and shifts, and what
  /// activations learn. A probe is a sign for each, a function of seed, probe, parameter and place, over √n.
  /// Batch norm normalizes as for `hessianProduct`. [progress] hears how many products are done, and of how
  /// many. Cost: probes times steps products, about three gradients each. Source: Ghorbani et al. 2019.
  ///
  /// Errors: `PlanError`, where there is nothing to look at, too little memory, or a Hessian that is not finite;
  /// `Cancelled`.
  public func spectrum(
    on samples: Samples, loss: some Loss, _ estimate: SpectrumEstimate, execution: Execution,
    cancellation: Cancellation, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> Spectrum {
    try estimate.check(self, samples: samples.count)
    let (network, coordinates) = (drawn, trainedCount)
    let steps = min(estimate.steps, coordinates)
    var quadratures: [Quadrature] = []
    for probe in 0..<estimate.probes {
      var done = probe * steps
      let start = signs(seed: estimate.seed, probe: probe)
      let found = try Quadrature.lanczos(from: start, steps: steps) { (vector) throws(Cancelled) in
        progress(done, estimate.probes * steps)
        done += 1
        return network.coordinates(
          of: try network.hessianProduct(
            with: network.direction(vector), on: samples, loss: loss, batch: estimate.batch,
            execution: execution, cancellation: cancellation))
      }
      guard let found else {
        throw PlanError(
          message: "the Hessian has numbers that are not finite, as behind a training that diverged")
      }
      quadratures.append(found)
    }
    return Spectrum(coordinates: coordinates, probes: quadratures, width: estimate.width)
  }

  /// A sign for every number that training changes, as a function of its place.
  private func signs(seed: Int, probe: Int) -> [Double] {
    var signs: [Double] = []
    signs.reserveCapacity(trainedCount)
    for (index, parameter) in parameters.enumerated() where parameter.role.isTrained {
      let stream = RandomStream(seed: seed, purpose: .probing, step: probe, part: index)
      parameter.mask.forEach { row, column in
        signs.append(stream.bits(row * parameter.mask.columns + column) & 1 == 0 ? 1 : -1)
      }
    }
    return signs
  }

  /// What is trained of [buffers], stored as the parameters are, as one vector.
  private func coordinates(of buffers: [Buffer]) -> [Double] {
    var vector: [Double] = []
    vector.reserveCapacity(trainedCount)
    for (parameter, buffer) in zip(parameters, buffers) where parameter.role.isTrained {
      for number in parameter.listed(buffer) { vector.append(Double(number)) }
    }
    return vector
  }

  /// The way back: [vector] as a direction for `hessianProduct`.
  private func direction(_ vector: [Double]) -> [Buffer] {
    var begin = 0
    return parameters.map { parameter in
      guard parameter.role.isTrained else { return Buffer(count: 0) }
      defer { begin += parameter.count }
      return parameter.stored(vector[begin..<begin + parameter.count].map { Float($0) })
    }
  }
}
