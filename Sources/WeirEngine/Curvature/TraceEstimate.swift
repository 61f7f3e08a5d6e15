import WeirCatalog
import WeirStatistics

/// The trace of a Hessian as random probes estimate it, and of its blocks on the diagonal that belong to one layer
/// each.
///
/// With signs v, vᵀ H v has the mean tr H, and its part in a layer the trace of the layer's block. What spreads it
/// are the entries off the diagonal alone. Sources: Hutchinson 1990; Meyer et al. 2021.
public struct TraceEstimate: Thing, Equatable {
  /// The kind of all such estimates.
  public static let kind = Kind("trace")
  /// How many coordinates the Hessian has.
  public let coordinates: Int
  /// What each probe says of the trace: vᵀ H v, or the known part of it and that of the rest.
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
  public var error: Double { samples.standardError }
}

extension TraceEstimate.Layer {
  /// The mean of its samples.
  public var value: Double { samples.mean }
  /// The standard error of the mean.
  public var error: Double { samples.standardError }
}

/// How a trace is estimated by products.
public enum TraceMethod: String, Choice {
  /// The mean of vᵀ H v over random signs v (Hutchinson 1990).
  case hutchinson
  /// Hutch++: a third of the products finds the directions of the largest |λ|, a third is spent on the trace
  /// there, which is then known exactly, and the last on the rest by signs: its error falls with the number of products
  /// where Hutchinson's falls with the root (Meyer, Musco, Musco and Woodruff 2021).
  case hutchPlus = "hutch_plus"

  /// How many directions it finds with [products], of which at least two are to be left for signs.
  fileprivate func directions(of products: Int) -> Int {
    switch self {
    case .hutchinson: 0
    case .hutchPlus: min(products / 3, (products - 2) / 2)
    }
  }
}

extension Curvature {
  /// The trace by [probes] products, at least two.
  ///
  /// With Q a basis of the directions found, tr H = tr QᵀHQ + tr PHP, P = I - QQᵀ; the part of a layer is
  /// that of its coordinates in the sums Σ Q ∘ HQ and Pv ∘ HPv. Memory of Hutch++: two thirds of a number for each
  /// product and row.
  ///
  /// Errors: `PlanError`, where there is too little memory, or the Hessian is not finite; `Cancelled`.
  public func trace(
    probes: Int, seed: Int, method: TraceMethod = .hutchinson
  ) throws -> TraceEstimate {
    precondition(probes >= 2, "an error needs two probes")
    let wanted = min(method.directions(of: probes), count)
    try check(vectors: 1 + 2 * wanted, setting: wanted > 0 ? "probes" : nil)
    let rest = probes - 2 * wanted
    var done = 0
    func image(_ vector: [Double]) throws -> [Double] {
      progress(done, probes)
      done += 1
      let image = try product(vector)
      guard image.allSatisfy(\.isFinite) else { throw Self.notFinite }
      return image
    }

    var basis: [[Double]] = []
    for number in 0..<wanted {
      let found = try image(coordinates.signs(seed: seed, probe: rest + number))
      let length = found.length
      let direction = found.orthogonal(to: basis)
      // What rounding has left of a direction that is there already is none.
      guard direction.length > KrylovSpace.rounding * length else { continue }
      basis.append(direction.scaled(by: 1 / direction.length).orthogonal(to: basis))
    }
    var known = [Double](repeating: 0, count: count)
    for direction in basis {
      for (place, part) in zip(direction, try image(direction)).enumerated() {
        known[place] += part.0 * part.1
      }
    }

    let layers = coordinates.layers
    var samples: [Double] = []
    var parts = layers.map { _ in [Double]() }
    for probe in 0..<rest {
      let signs = coordinates.signs(seed: seed, probe: probe).orthogonal(to: basis)
      let found = try image(signs)
      let products = signs.indices.map { known[$0] + signs[$0] * found[$0] }
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
