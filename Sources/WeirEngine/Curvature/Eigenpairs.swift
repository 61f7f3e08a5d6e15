import WeirCatalog

/// Which eigenvalues are looked for, and how closely.
public struct EigenvalueSearch: Sendable {
  /// An end of the spectrum.
  public enum End: String, Choice {
    case largest, least
  }

  /// How many, from the end on.
  public var top = 5
  /// From which end.
  public var end = End.largest
  /// The error that is good enough, as a share of the largest |λ| found.
  public var tolerance = 1e-4
  /// The most products.
  public var steps = 200
  /// Seed of the direction to begin with.
  public var seed = 0

  /// The usual choices.
  public init() {}
}

/// An eigenvalue of a Hessian, how well it is known, and its direction.
public struct Eigenpair: Sendable {
  /// λ.
  public let value: Double
  /// |H v - λ v|, and what rounding may hide: some eigenvalue is no farther from λ than that.
  public let error: Double
  /// v, of length one: for each layer that carries weights the array of their part, and that of the bias.
  public let direction: [(weights: Tensor, bias: Tensor?)]
}

extension Curvature {
  /// The eigenvalues at one end of the spectrum with their directions, the outermost first, by Lanczos's method; fewer
  /// than asked for where there are no more coordinates.
  ///
  /// Products go on until the errors of all that are asked for are small enough, or there were too many. Of
  /// an eigenvalue that occurs several times, further directions are found only where the space is used up. Cost:
  /// seldom more than ten products for each, and steps² times rows.
  ///
  /// Errors: `PlanError`, where there is too little memory, or the Hessian is not finite; `Cancelled`.
  public func eigenpairs(_ search: EigenvalueSearch) throws -> [Eigenpair] {
    let (most, top) = (min(max(search.steps, search.top), count), min(search.top, count))
    try check(vectors: most)
    let network = coordinates.network
    for index in network.weightIndices {
      let mask = network.parameters[index].mask
      do { try Tensor.check(rows: mask.rows, columns: mask.columns) } catch {
        throw PlanError(message: error.message)
      }
    }
    var space = KrylovSpace(from: coordinates.signs(seed: search.seed, probe: 0))
    var (done, restarts) = (0, 0)
    while true {
      progress(done, most)
      space.take(try product(space.newest))
      done += 1
      guard space.matrix.diagonal.allSatisfy(\.isFinite) else { throw Self.notFinite }
      if done == most || done >= top && done % 5 == 0 && isEnough(space, search, top) { break }
      while !space.grow(), restarts < 2 * count {
        restarts += 1
        if space.restart(from: coordinates.signs(seed: search.seed, probe: restarts)) { break }
      }
      if space.directions.count == done { break }
    }
    guard let eigen = space.matrix.eigen else { throw Self.notFinite }
    let noise = KrylovSpace.rounding * eigen.largest
    return order(eigen.values.count, search).prefix(top).map { index in
      Eigenpair(
        value: eigen.values[index], error: max(noise, space.restLength * abs(eigen.last[index])),
        direction: layers(of: space.vector(eigen.vector(index)).turned))
    }
  }

  /// Whether all [top] eigenvalues are known well enough.
  private func isEnough(_ space: KrylovSpace, _ search: EigenvalueSearch, _ top: Int) -> Bool {
    guard let eigen = space.matrix.eigen else { return true }
    let (last, bound) = (eigen.last, search.tolerance * eigen.largest)
    return order(eigen.values.count, search).prefix(top).allSatisfy {
      space.restLength * abs(last[$0]) <= bound
    }
  }

  /// The places of increasing values, from the end that is looked for.
  private func order(_ count: Int, _ search: EigenvalueSearch) -> [Int] {
    switch search.end {
    case .largest: (0..<count).reversed()
    case .least: Array(0..<count)
    }
  }

  /// [vector] as arrays, layer by layer.
  private func layers(of vector: [Double]) -> [(weights: Tensor, bias: Tensor?)] {
    let (parameters, buffers) = (coordinates.network.parameters, coordinates.direction(vector))
    return coordinates.parts.filter { parameters[$0].role == .weight }.map { index in
      let bias = coordinates.parts.contains(index + 1) && parameters[index + 1].role == .bias
      return (
        parameters[index].tensor(of: buffers[index]),
        bias ? parameters[index + 1].tensor(of: buffers[index + 1]) : nil
      )
    }
  }
}
