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
  /// The error that is good enough, as a share of the largest |λ| of the Hessian.
  public var tolerance = 1e-4
  /// The most products.
  public var steps = 200
  /// Seed of the direction to begin with.
  public var seed = 0

  /// The usual choices.
  public init() {}
}

/// An eigenvalue of a Hessian, and how well it is known.
public struct Eigenvalue: Sendable, Equatable {
  /// λ.
  public let value: Double
  /// |H v - λ v|, and what rounding may hide: some eigenvalue is no farther from λ than that.
  public let error: Double
  /// Whether |H v - λ v| is as small as was asked for.
  public let isConverged: Bool
}

/// An eigenvalue of a Hessian with its direction.
public struct Eigenpair: Sendable {
  /// λ.
  public let eigenvalue: Eigenvalue
  /// v, of length one: for each layer that carries weights the array of their part, and that of the bias.
  public let direction: [(weights: Tensor, bias: Tensor?)]
}

extension Curvature {
  /// The eigenvalues at one end of the spectrum, the outermost first, by Lanczos's method; fewer than asked for
  /// where there are no more coordinates.
  ///
  /// Products go on until the errors of all that are asked for are small enough, or there were too many. Of
  /// an eigenvalue that occurs several times, further directions are found only where the space is used up. Cost:
  /// seldom more than ten products for each, and steps² times rows; memory: a number for each step and row.
  ///
  /// Errors: `PlanError`, where there is too little memory, or the Hessian is not finite; `Cancelled`.
  public func eigenvalues(_ search: EigenvalueSearch) throws -> [Eigenvalue] {
    try check(search)
    return try found(search).values.map(\.eigenvalue)
  }

  /// The same with their directions, each of which takes as much memory as a dense network of the same layers.
  ///
  /// Errors: those of `eigenvalues`, and a matrix too large to be looked at.
  public func eigenpairs(_ search: EigenvalueSearch) throws -> [Eigenpair] {
    let network = coordinates.network
    for index in coordinates.parts where network.parameters[index].role == .weight {
      let mask = network.parameters[index].mask
      do { try Tensor.check(rows: mask.rows, columns: mask.columns) } catch {
        throw PlanError(message: error.message + "; `eigenvalues` needs no such matrix")
      }
    }
    let whole = coordinates.parts.reduce(0.0) { sum, index in
      let mask = network.parameters[index].mask
      return sum + 4 * Double(mask.rows) * Double(mask.columns)
    }
    try check(search, besides: Double(min(search.top, count)) * (whole + 8 * Double(count)))
    let (space, values) = try found(search)
    return values.map { value in
      Eigenpair(eigenvalue: value.eigenvalue, direction: layers(of: space.vector(value.weights).turned))
    }
  }

  /// Refuses a search for which there is too little memory, [bytes] for what is made of it included.
  private func check(_ search: EigenvalueSearch, besides bytes: Double = 0) throws(PlanError) {
    let (top, steps) = (min(search.top, count), min(search.steps, count))
    try check(vectors: max(steps, top), setting: bytes > 0 || top > steps ? "top" : "steps", besides: bytes)
  }

  /// The space in which the eigenvalues are known, and each with the coordinates of its direction there.
  private func found(
    _ search: EigenvalueSearch
  ) throws -> (space: KrylovSpace, values: [(eigenvalue: Eigenvalue, weights: ArraySlice<Double>)]) {
    let (most, top) = (min(max(search.steps, search.top), count), min(search.top, count))
    var space = KrylovSpace(from: coordinates.signs(seed: search.seed, probe: 0))
    var (done, restarts) = (0, 0)
    while true {
      progress(done, most)
      space.take(try product(space.newest))
      done += 1
      guard space.matrix.diagonal.allSatisfy(\.isFinite) else { throw Self.notFinite }
      if done == most || done >= top && done % 5 == 0 && isEnough(space, search) { break }
      while !space.grow(), restarts < 2 * count {
        restarts += 1
        if space.restart(from: coordinates.signs(seed: search.seed, probe: restarts)) { break }
      }
      if space.directions.count == done { break }
    }
    guard let eigen = space.matrix.eigen else { throw Self.notFinite }
    let places = places(of: eigen, search)
    return (
      space, zip(eigenvalues(of: space, eigen, search), places).map { ($0, eigen.vector($1)) }
    )
  }

  /// Whether all that are asked for are known well enough.
  private func isEnough(_ space: KrylovSpace, _ search: EigenvalueSearch) -> Bool {
    guard let eigen = space.matrix.eigen else { return true }
    return eigenvalues(of: space, eigen, search).allSatisfy(\.isConverged)
  }

  /// What [space], whose matrix has the eigenvalues [eigen], says of those that are looked for.
  private func eigenvalues(
    of space: KrylovSpace, _ eigen: Eigen, _ search: EigenvalueSearch
  ) -> [Eigenvalue] {
    let (last, largest) = (eigen.last, eigen.largest)
    return places(of: eigen, search).map { place in
      let rest = space.restLength * abs(last[place])
      return Eigenvalue(
        value: eigen.values[place], error: max(KrylovSpace.rounding * largest, rest),
        isConverged: rest <= search.tolerance * largest)
    }
  }

  /// Where those that are looked for stand among increasing values, from the end on.
  private func places(of eigen: Eigen, _ search: EigenvalueSearch) -> [Int] {
    let all = eigen.values.indices
    return switch search.end {
    case .largest: Array(all.reversed().prefix(search.top))
    case .least: Array(all.prefix(search.top))
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
