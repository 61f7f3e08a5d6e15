import CLapack

/// A symmetric matrix, stored whole, row after row.
struct SymmetricMatrix: Sendable, Equatable {
  /// How many rows.
  let size: Int
  /// The entries.
  let entries: [Double]

  /// The most rows for which LAPACK can count its scratch space, 1 + 6 n + 2 n², in 32 bits.
  static let mostRows = 32_000

  /// The symmetric part (A + Aᵀ) / 2 of the square matrix with [rows]: what rounding has left of the symmetry of one.
  init(symmetricPartOf rows: [[Double]]) {
    size = rows.count
    precondition(rows.allSatisfy { $0.count == rows.count }, "a symmetric matrix is square")
    var entries = rows.flatMap(\.self)
    for row in 0..<rows.count {
      for column in 0..<row {
        let mean = (rows[row][column] + rows[column][row]) / 2
        entries[row * rows.count + column] = mean
        entries[column * rows.count + row] = mean
      }
    }
    self.entries = entries
  }

  private init(size: Int, entries: [Double]) { (self.size, self.entries) = (size, entries) }

  /// The entry in [row] and [column].
  subscript(row: Int, column: Int) -> Double { entries[row * size + column] }

  /// The rows and columns in [range].
  func block(_ range: Range<Int>) -> SymmetricMatrix {
    SymmetricMatrix(
      size: range.count,
      entries: range.flatMap { entries[$0 * size + range.lowerBound..<$0 * size + range.upperBound] })
  }

  /// Its eigenvalues, and its eigenvectors if [withVectors], by LAPACK's `dsyevd`; nil where some number is not
  /// finite. Cost: cubic; memory: as much again, and with vectors thrice.
  func eigen(withVectors: Bool) -> Eigen? {
    guard entries.allSatisfy(\.isFinite) else { return nil }
    guard var rows = Int32(exactly: size), rows > 0 else { return Eigen(values: [], entries: []) }
    precondition(size <= Self.mostRows, "LAPACK counts its scratch space in 32 bits")
    // By rows or by columns, a symmetric matrix is the same.
    var (matrix, values) = (entries, [Double](repeating: 0, count: size))
    let needed = withVectors ? (1 + 6 * size + 2 * size * size, 3 + 5 * size) : (2 * size + 1, 1)
    var work = [Double](repeating: 0, count: needed.0)
    var integers = [Int32](repeating: 0, count: needed.1)
    var (workCount, integerCount) = (Int32(needed.0), Int32(needed.1))
    var kind = CChar(UInt8(ascii: withVectors ? "V" : "N"))
    var (half, stride, failures) = (CChar(UInt8(ascii: "L")), rows, Int32(0))
    dsyevd_(
      &kind, &half, &rows, &matrix, &stride, &values, &work, &workCount, &integers, &integerCount, &failures,
      1, 1)
    guard failures == 0 else { return nil }
    return Eigen(values: values, entries: withVectors ? matrix : [])
  }
}
