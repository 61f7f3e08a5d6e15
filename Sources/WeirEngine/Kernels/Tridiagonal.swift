import CLapack

/// A symmetric matrix with numbers on its diagonal and beside it, and zeros elsewhere.
struct Tridiagonal: Sendable {
  /// The diagonal.
  var diagonal: [Double] = []
  /// What stands beside it, one number fewer: entry k in row k and column k + 1, and in row k + 1 and column k.
  var beside: [Double] = []

  /// The eigenvalues, increasing, and the first component of the eigenvector of each, of length one; nil where
  /// some number is not finite. By LAPACK's `dstev`. Cost: cubic.
  var eigen: (values: [Double], first: [Double])? {
    precondition(
      beside.count == max(0, diagonal.count - 1), "one number fewer beside the diagonal than on it")
    guard diagonal.allSatisfy(\.isFinite), beside.allSatisfy(\.isFinite) else { return nil }
    guard var size = Int32(exactly: diagonal.count), size > 0 else { return ([], []) }
    var (values, rest) = (diagonal, beside)
    var vectors = [Double](repeating: 0, count: diagonal.count * diagonal.count)
    var work = [Double](repeating: 0, count: max(1, 2 * diagonal.count - 2))
    var (kind, stride, failures) = (CChar(UInt8(ascii: "V")), size, Int32(0))
    dstev_(&kind, &size, &values, &rest, &vectors, &stride, &work, &failures, 1)
    guard failures == 0 else { return nil }
    return (values, diagonal.indices.map { vectors[$0 * diagonal.count] })
  }
}

/// The library of the system that solves it.
public enum Lapack {
  /// Its version: `3.12.0`.
  public static var version: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    ilaver_(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
