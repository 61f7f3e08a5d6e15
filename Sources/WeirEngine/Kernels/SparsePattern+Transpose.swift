extension SparsePattern {
  /// The transposed matrix, which the gradient of the input multiplies with, and where in the original
  /// each of its weights stands.
  struct Transpose: Sendable {
    let pattern: SparsePattern
    let permutation: [UInt32]

    /// The matrix of [mask], whose weights, row after row, stand at [sources] in the original.
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
    // By column, then by row: a counting sort of the weights, row after row.
    let bands = Mask.bands(rows)
    var begins = [Int](repeating: 0, count: columns * bands + 1)
    for row in 0..<rows {
      forEachPlace(ofRow: row) { _, column in begins[column * bands + row >> 16 + 1] += 1 }
    }
    for slot in 1..<begins.count { begins[slot] += begins[slot - 1] }
    var next = begins
    var (byColumn, rowOf) = ([UInt32](repeating: 0, count: count), [UInt16](repeating: 0, count: count))
    next.withUnsafeMutableBufferPointer { next in
      byColumn.withUnsafeMutableBufferPointer { byColumn in
        rowOf.withUnsafeMutableBufferPointer { rowOf in
          for row in 0..<rows {
            forEachPlace(ofRow: row) { place, column in
              let slot = column * bands + row >> 16
              byColumn[next[slot]] = UInt32(truncatingIfNeeded: place)
              rowOf[next[slot]] = UInt16(truncatingIfNeeded: row)
              next[slot] &+= 1
            }
          }
        }
      }
    }
    return Transpose(Mask(rows: columns, columns: rows, starts: begins, offsets: rowOf), sources: byColumn)
  }
}
