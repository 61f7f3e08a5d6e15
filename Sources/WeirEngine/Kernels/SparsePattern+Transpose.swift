extension SparsePattern {
  /// The transposed matrix, which gradients on their way back multiply with.
  struct Transpose: Sendable {
    let pattern: SparsePattern
    /// Where each weight of the transposed matrix stands in the original.
    let permutation: [UInt32]

    /// The matrix of [mask], whose weights, row after row, stand at [sources] in the original. [inRowOrder] for a
    /// convolution.
    init(_ mask: Mask, inRowOrder: Bool = false, sources: [UInt32]) {
      let pattern = SparsePattern(mask, inRowOrder: inRowOrder)
      permutation = [UInt32](unsafeUninitializedCapacity: sources.count) { permutation, count in
        pattern.forEachByRow { rank, place in permutation[place] = sources[rank] }
        count = sources.count
      }
      self.pattern = pattern
    }
  }

  func makeTranspose() -> Transpose {
    // By column, then by row.
    let bands = Mask.bands(rows)
    let (begins, places, rowOf) = sorted(into: columns * bands) { row, column in
      (column &* bands &+ row >> 16, UInt16(truncatingIfNeeded: row))
    }
    return Transpose(Mask(rows: columns, columns: rows, starts: begins, offsets: rowOf), sources: places)
  }
}
