import CLapack

/// A symmetric matrix with numbers on its diagonal and beside it, and zeros elsewhere.
struct Tridiagonal: Sendable {
  /// The diagonal.
  var diagonal: [Double] = []
  /// What stands beside it, one number fewer: entry k in row k and column k + 1, and in row k + 1 and column k.
  var beside: [Double] = []

  /// Its eigenvalues and eigenvectors, by LAPACK's `dstev`; nil where some number is not finite. Cost: cubic.
  var eigen: Eigen? {
    precondition(
      beside.count == max(0, diagonal.count - 1), "one number fewer beside the diagonal than on it")
    guard diagonal.allSatisfy(\.isFinite), beside.allSatisfy(\.isFinite) else { return nil }
    guard var size = Int32(exactly: diagonal.count), size > 0 else { return Eigen(values: [], entries: []) }
    var (values, rest) = (diagonal, beside)
    var vectors = [Double](repeating: 0, count: diagonal.count * diagonal.count)
    var work = [Double](repeating: 0, count: max(1, 2 * diagonal.count - 2))
    var (kind, stride, failures) = (CChar(UInt8(ascii: "V")), size, Int32(0))
    dstev_(&kind, &size, &values, &rest, &vectors, &stride, &work, &failures, 1)
    return failures == 0 ? Eigen(values: values, entries: vectors) : nil
  }
}

/// The eigenvalues of a symmetric matrix, and its eigenvectors, of length one and at right angles.
struct Eigen: Sendable {
  /// The eigenvalues, increasing.
  let values: [Double]
  /// The eigenvectors, one behind the other in the order of the values; empty where nobody asked for them.
  let entries: [Double]

  /// The eigenvector of value number [index].
  func vector(_ index: Int) -> ArraySlice<Double> {
    entries[index * values.count..<(index + 1) * values.count]
  }

  /// The largest |λ|.
  var largest: Double { max(abs(values.first ?? 0), abs(values.last ?? 0)) }
  /// The first component of each eigenvector.
  var first: [Double] { values.indices.map { entries[$0 * values.count] } }
  /// The last component of each eigenvector.
  var last: [Double] { values.indices.map { entries[($0 + 1) * values.count - 1] } }
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
