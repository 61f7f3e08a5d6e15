import WeirCatalog

/// A Hessian as a matrix, or a block of one on its diagonal, with its eigenvalues.
public struct Hessian: Thing, Equatable {
  /// The kind of all Hessians.
  public static let kind = Kind("hessian")
  let matrix: SymmetricMatrix
  /// The eigenvalues, largest first.
  public let eigenvalues: [Double]
  /// The layers whose weights and biases are among the coordinates.
  let layers: [Coordinates.Layer]

  /// The Hessian [matrix] by coordinates of [layers]; nil where some number is not finite.
  init?(_ matrix: SymmetricMatrix, layers: [Coordinates.Layer]) {
    guard let eigen = matrix.eigen(withVectors: false) else { return nil }
    (self.matrix, self.layers) = (matrix, layers)
    eigenvalues = eigen.values.reversed()
  }

  /// How many rows.
  public var size: Int { matrix.size }
  /// The names of the layers whose numbers are among the coordinates.
  public var layerNames: [String] { layers.map(\.name) }
  /// The sum of the diagonal, and of the eigenvalues.
  public var trace: Double { (0..<size).reduce(0) { $0 + matrix[$1, $1] } }

  /// How many eigenvalues lie below zero by more than rounding: directions along which the loss curves downwards.
  public var negative: Int {
    let noise = KrylovSpace.rounding * (eigenvalues.map(abs).max() ?? 0)
    return eigenvalues.count { $0 < -noise }
  }

  /// The entry in [row] and [column].
  public subscript(row: Int, column: Int) -> Double { matrix[row, column] }

  /// All entries, `[rows, rows]`, in single precision.
  public var tensor: Tensor { Tensor(shape: [size, size], values: matrix.entries.map { Float($0) }) }

  /// The eigenvectors as rows, in the order of `eigenvalues`: of length one and at right angles, each with its
  /// largest number above zero. Cost: cubic.
  ///
  /// Errors: LAPACK does not find them.
  public func vectors() throws(PlanError) -> Tensor {
    guard let eigen = matrix.eigen(withVectors: true) else {
      throw PlanError(message: "LAPACK finds no eigenvectors of this Hessian")
    }
    let rows = (0..<size).reversed().flatMap { Array(eigen.vector($0)).turned.map { Float($0) } }
    return Tensor(shape: [size, size], values: rows)
  }

  /// The blocks on the diagonal that belong to one layer each.
  public var blocks: [Hessian] {
    layers.compactMap { layer in
      Hessian(
        matrix.block(layer.range),
        layers: [Coordinates.Layer(name: layer.name, range: 0..<layer.range.count)])
    }
  }
}

extension [Double] {
  /// The same direction, or the opposite one, so that the largest number is above zero.
  var turned: [Double] {
    let largest = self.max { abs($0) < abs($1) } ?? 0
    return largest < 0 ? scaled(by: -1) : self
  }
}

extension Curvature {
  /// The Hessian as a matrix, column by column, exact but for single precision: the mean of it and its transposed.
  ///
  /// Cost: as many products as there are coordinates, of which each batch goes forward once, and the cube of that. Errors: `PlanError`, before any work,
  /// where the matrix is too large; where the Hessian is not finite; `Cancelled`.
  public func hessian() throws -> Hessian {
    try checkMatrix()
    func unit(_ coordinate: Int) -> [Double] {
      var unit = [Double](repeating: 0, count: count)
      unit[coordinate] = 1
      return unit
    }
    // Where the loss is not finite one product says so, and the others are spared.
    guard try product(unit(0)).allSatisfy(\.isFinite) else { throw Self.notFinite }
    let batches = (samples.count + batch - 1) / batch
    var done = 0
    var rows = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    try coordinates.network.forEachHessianProduct(
      count, along: { coordinates.direction(unit($0)) }, on: samples, loss: loss, batch: batch,
      execution: execution, cancellation: cancellation
    ) { coordinate, part in
      progress(done / batches, count)
      done += 1
      for (place, number) in coordinates.vector(of: part).enumerated() { rows[coordinate][place] += number }
    }
    progress(count, count)
    // Products are in single precision.
    rows = rows.map { $0.map { Double(Float($0)) } }
    guard let hessian = Hessian(SymmetricMatrix(symmetricPartOf: rows), layers: coordinates.layers) else {
      throw Self.notFinite
    }
    return hessian
  }

  /// Refuses a matrix that is too large for memory, or for LAPACK.
  private func checkMatrix() throws(PlanError) {
    let entries = Double(count) * Double(count)
    // Columns, their symmetric part, and what LAPACK makes of it.
    let (bytes, memory) = (bytes(vectors: 0) + 3 * 8 * entries, Double(coordinates.network.memory))
    guard count > SymmetricMatrix.mostRows || bytes > memory else { return }
    let limit =
      bytes > memory
      ? "there are \(Notation.bytes(memory))"
      : "it can have \(Notation.grouped(SymmetricMatrix.mostRows)) rows at most"
    throw PlanError(
      message:
        "the Hessian by \(Notation.grouped(count)) numbers has \(Notation.grouped(count)) rows and columns and "
        + "needs about \(Notation.bytes(bytes)) of memory, but \(limit); `eigenvalues`, `trace` and `spectrum` "
        + "need no matrix")
  }
}
