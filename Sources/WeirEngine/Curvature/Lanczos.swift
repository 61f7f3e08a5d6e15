/// The space of v, Av, A²v, … for a symmetric matrix A that is known by its products: directions of length one,
/// at right angles, in which A is tridiagonal.
///
/// Each direction is made orthogonal to all before it, twice: without that, eigenvalues would be found again
/// and again. Cost besides products: directions² times rows; memory: directions times rows. Source: Lanczos 1950.
struct KrylovSpace {
  /// A in these directions.
  private(set) var matrix = Tridiagonal()
  /// The directions, in the order in which they were found.
  private(set) var directions: [[Double]]
  /// What is left of the image of the newest one without its part in the space, and its length.
  private(set) var rest: [Double] = [], restLength = 0.0
  private var scale = 0.0

  /// What products in single precision leave uncertain, as a share of the largest eigenvalue: some units in the
  /// last place.
  static let rounding = 8 * Double(Float.ulpOfOne)

  /// The space of [probe] alone, whose image is not known yet.
  init(from probe: [Double]) { directions = [probe.scaled(by: 1 / probe.length)] }

  /// The direction whose image is asked for.
  var newest: [Double] { directions[directions.count - 1] }

  /// Takes in the [image] of the newest direction.
  mutating func take(_ image: [Double]) {
    let along = newest.inner(image)
    matrix.diagonal.append(along)
    rest = orthogonal(image)
    restLength = rest.length
    scale = max(scale, abs(along), restLength)
  }

  /// Takes what is left of the last image as the next direction; false where that is rounding, and the space is
  /// used up. So is what is not a number, and that shows on the diagonal.
  mutating func grow() -> Bool {
    guard restLength > Self.rounding * scale else { return false }
    append(rest, length: restLength, beside: restLength)
    return true
  }

  /// Goes on from [probe], where the space is used up but there are more directions than it has; false where what
  /// is left of the probe is rounding too.
  mutating func restart(from probe: [Double]) -> Bool {
    let rest = orthogonal(probe.scaled(by: 1 / probe.length))
    let length = rest.length
    guard length > Self.rounding else { return false }
    append(orthogonal(rest.scaled(by: 1 / length)), length: 1, beside: 0)
    return true
  }

  /// The vector with the coordinates [weights] in the space.
  func vector(_ weights: some Sequence<Double>) -> [Double] {
    var sum = [Double](repeating: 0, count: newest.count)
    for (direction, weight) in zip(directions, weights) { sum.add(direction, times: weight) }
    return sum
  }

  private mutating func append(_ direction: [Double], length: Double, beside: Double) {
    matrix.beside.append(beside)
    directions.append(direction.scaled(by: 1 / length))
  }

  /// [vector] without its part in the space.
  private func orthogonal(_ vector: [Double]) -> [Double] { vector.orthogonal(to: directions) }
}

/// What a probe says of the eigenvalues λ of a symmetric matrix A: nodes θ and weights ω with
/// Σ ωₖ f(θₖ) ≈ vᵀ f(A) v, v the probe of length one. Exact for polynomials f of degree below twice as many.
public struct Quadrature: Sendable, Equatable {
  /// The nodes θ, increasing.
  public let values: [Double]
  /// The weights ω, whose sum is 1.
  public let weights: [Double]

  /// The quadrature of [steps] products with A, of as many rows as [probe] has numbers, that [product] gives in
  /// single precision; nil if some number is not finite.
  ///
  /// The nodes are the eigenvalues of A in the space of the probe, and the weights the squares of the first
  /// components of its eigenvectors there (Golub and Welsch 1969).
  static func lanczos<Failure: Error>(
    from probe: [Double], steps: Int, _ product: ([Double]) throws(Failure) -> [Double]
  ) throws(Failure) -> Quadrature? {
    var space = KrylovSpace(from: probe)
    repeat {
      space.take(try product(space.newest))
    } while space.directions.count < min(steps, probe.count)
      && space.grow()
    return space.matrix.eigen.map { eigen in
      Quadrature(values: eigen.values, weights: eigen.first.map { $0 * $0 })
    }
  }
}

/// Vectors in double precision.
extension [Double] {
  var length: Double { inner(self).squareRoot() }

  func inner(_ other: [Double]) -> Double {
    var sum = 0.0
    for place in 0..<Swift.min(count, other.count) { sum += self[place] * other[place] }
    return sum
  }

  /// What is left of the vector without its part along [directions], of length one and at right angles. Taken out
  /// twice, since rounding leaves some of it the first time.
  func orthogonal(to directions: [[Double]]) -> [Double] {
    var rest = self
    for _ in 0..<2 {
      for direction in directions { rest.add(direction, times: -direction.inner(rest)) }
    }
    return rest
  }

  func scaled(by factor: Double) -> [Double] { map { $0 * factor } }

  fileprivate mutating func add(_ other: [Double], times factor: Double) {
    for place in 0..<Swift.min(count, other.count) { self[place] += factor * other[place] }
  }
}
