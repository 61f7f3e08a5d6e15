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
  /// Lanczos's method makes A tridiagonal on the space of v, Av, A²v, …; the eigenvalues of what comes of it are
  /// the nodes, and the squares of the first components of its eigenvectors the weights (Golub and Welsch 1969).
  /// Each direction is made orthogonal to all before it, twice: without that, eigenvalues would be found again
  /// and again. Cost besides products: steps² times rows; memory: steps times rows.
  static func lanczos<Failure: Error>(
    from probe: [Double], steps: Int, _ product: ([Double]) throws(Failure) -> [Double]
  ) throws(Failure) -> Quadrature? {
    var (matrix, scale) = (Tridiagonal(), 0.0)
    var directions = [probe.scaled(by: 1 / probe.length)]
    while let newest = directions.last {
      var image = try product(newest)
      let along = newest.inner(image)
      matrix.diagonal.append(along)
      if directions.count >= min(steps, probe.count) { break }
      for _ in 0..<2 {
        for direction in directions { image.add(direction, times: -direction.inner(image)) }
      }
      let length = image.length
      scale = max(scale, abs(along), length)
      // What is left of a space that is used up is rounding. So is what is not a number, and it shows on the
      // diagonal.
      guard length > rounding * scale else { break }
      matrix.beside.append(length)
      directions.append(image.scaled(by: 1 / length))
    }
    return matrix.eigen.map { values, first in Quadrature(values: values, weights: first.map { $0 * $0 }) }
  }

  /// What products in single precision leave uncertain, as a share of the largest eigenvalue: some units in the
  /// last place.
  static let rounding = 8 * Double(Float.ulpOfOne)
}

/// Vectors in double precision.
extension [Double] {
  fileprivate var length: Double { inner(self).squareRoot() }

  fileprivate func inner(_ other: [Double]) -> Double {
    var sum = 0.0
    for place in 0..<Swift.min(count, other.count) { sum += self[place] * other[place] }
    return sum
  }

  fileprivate func scaled(by factor: Double) -> [Double] { map { $0 * factor } }

  fileprivate mutating func add(_ other: [Double], times factor: Double) {
    for place in 0..<Swift.min(count, other.count) { self[place] += factor * other[place] }
  }
}
