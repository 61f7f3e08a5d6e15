import WeirCatalog

/// The trace of a Hessian as random probes estimate it, and of its blocks on the diagonal that belong to one layer
/// each.
///
/// With signs v, vᵀ H v has the mean tr H, and its part in a layer the trace of the layer's block. What spreads it
/// are the entries off the diagonal alone. Source: Hutchinson 1990.
public struct TraceEstimate: Thing, Equatable {
  /// The kind of all such estimates.
  public static let kind = Kind("trace")
  /// How many coordinates the Hessian has.
  public let coordinates: Int
  /// vᵀ H v of each probe.
  public let samples: [Double]
  /// The same for the block of each layer.
  public let layers: [Layer]

  /// The block of a layer that carries weights, with its bias.
  public struct Layer: Sendable, Equatable {
    /// As in `Network.weightNames`.
    public let name: String
    /// The part of every sample in it.
    public let samples: [Double]
  }

  /// The mean of the samples.
  public var value: Double { samples.mean }
  /// The standard error of the mean: the deviation of the samples over the root of their number.
  public var error: Double { samples.meanError }
}

extension TraceEstimate.Layer {
  /// The mean of its samples.
  public var value: Double { samples.mean }
  /// The standard error of the mean.
  public var error: Double { samples.meanError }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }

  fileprivate var meanError: Double {
    let mean = mean
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1) / Double(count)).squareRoot()
  }
}

extension Curvature {
  /// The trace by [probes] random signs, at least two. Cost: a product a probe.
  ///
  /// Errors: `PlanError`, where there is too little memory, or the Hessian is not finite; `Cancelled`.
  public func trace(probes: Int, seed: Int) throws -> TraceEstimate {
    precondition(probes >= 2, "an error needs two probes")
    try check(vectors: 1)
    let layers = coordinates.layers
    var samples: [Double] = []
    var parts = layers.map { _ in [Double]() }
    for probe in 0..<probes {
      progress(probe, probes)
      let signs = coordinates.signs(seed: seed, probe: probe)
      let products = zip(signs, try product(signs)).map { $0 * $1 }
      guard products.allSatisfy(\.isFinite) else { throw Self.notFinite }
      samples.append(products.reduce(0, +))
      for (number, layer) in layers.enumerated() {
        parts[number].append(products[layer.range].reduce(0, +))
      }
    }
    return TraceEstimate(
      coordinates: count, samples: samples,
      layers: zip(layers, parts).map { TraceEstimate.Layer(name: $0.name, samples: $1) })
  }
}
