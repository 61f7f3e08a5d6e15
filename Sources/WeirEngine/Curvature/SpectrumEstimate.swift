/// How the spectrum of a Hessian is estimated.
public struct SpectrumEstimate: Sendable {
  /// How many random directions are followed.
  public var probes = 2
  /// How many products each probe takes, at most; as many as there are coordinates tell all.
  public var steps = 80
  /// See `Spectrum.width`.
  public var width = 0.01
  /// Seed of the probes.
  public var seed = 0

  /// The usual choices.
  public init() {}
}

extension Curvature {
  /// The spectrum of the Hessian, by stochastic Lanczos quadrature.
  ///
  /// A probe is a sign for each coordinate, a function of seed, probe, parameter and place, over √n. Cost: probes
  /// times steps products. Source: Ghorbani et al. 2019.
  ///
  /// Errors: `PlanError`, where there is too little memory, or the Hessian is not finite; `Cancelled`.
  public func spectrum(_ estimate: SpectrumEstimate) throws -> Spectrum {
    let steps = min(estimate.steps, count)
    try check(vectors: steps, setting: "steps")
    var quadratures: [Quadrature] = []
    for probe in 0..<estimate.probes {
      var done = probe * steps
      let start = coordinates.signs(seed: estimate.seed, probe: probe)
      let found = try Quadrature.lanczos(from: start, steps: steps) { (vector) throws(Cancelled) in
        progress(done, estimate.probes * steps)
        done += 1
        return try product(vector)
      }
      guard let found else { throw Self.notFinite }
      quadratures.append(found)
    }
    return Spectrum(coordinates: count, probes: quadratures, width: estimate.width)
  }
}
