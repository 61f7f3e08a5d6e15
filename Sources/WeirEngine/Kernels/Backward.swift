import CWeirKernels

/// The way back through a plain matrix.
extension Execution {
  /// ∂x = Wᵀ d, written to [back], and ∂W = d xᵀ for the active weights alone, in the order in which they are stored.
  ///
  /// Those of a sparse matrix are one pass over the transposed one, which loads d once for both. [scratch] may then hold
  /// ∂W in its order, 4 bytes a weight. Such a pass has x at hand, so if x comes from a rectifier of a [leak] other than 1,
  /// ∂x is that in front of it: true then.
  @discardableResult
  package func gradients(
    of w: Parameter, _ x: TiledBatch, leak: Float = 1, _ d: TiledBatch, into back: inout TiledBatch,
    _ gradient: inout Buffer, _ scratch: inout Buffer
  ) -> Bool {
    guard let own = w.pattern, Self.takesBothAtOnce(own) else {
      transposedProduct(w, d, into: &back)
      self.gradient(of: w, x, d, &gradient, &scratch)
      return false
    }
    let transpose = own.transposed
    if gradient.count != own.count { gradient = Buffer(count: own.count) }
    // Weights that go together are those of a few blocks of W, so threads hardly write to the same lines of ∂W where
    // there are many blocks. That is worth something where ∂W comes from memory, and else costs a little.
    let isLarge = own.count > Int(WK_HELD_WEIGHTS) && own.blocks >= 2 * threads
    if isLarge {
      backward(w, transpose, x, leak, d, into: &back, gradient.mutablePointer, asStored: true)
    } else {
      if scratch.count < own.count { scratch = Buffer(count: own.count) }
      backward(w, transpose, x, leak, d, into: &back, scratch.mutablePointer, asStored: false)
      putBack(scratch.pointer, from: transpose, to: &gradient, blocks: own.blocks)
    }
    return leak != 1
  }

  private func backward(
    _ w: Parameter, _ transpose: SparsePattern.Transpose, _ x: TiledBatch, _ leak: Float, _ d: TiledBatch,
    into back: inout TiledBatch, _ gradient: UnsafeMutablePointer<Float>, asStored: Bool
  ) {
    let pattern = transpose.pattern
    let (values, out, outputs) = (w.values.pointer, back.buffer.mutablePointer, back.stride)
    transpose.permutation.withUnsafeBufferPointer { places in
      forEvenRows(pattern, work: 4 * pattern.count * TiledBatch.lanes * x.tiles) { matrix, begin, end in
        wk_sparse_backward(
          matrix, values, places.baseAddress, x.buffer.pointer, x.stride, leak, d.buffer.pointer, d.stride,
          out, outputs, Int32(x.tiles), gradient, asStored, begin, end)
      }
    }
  }

  /// The density from which on both gradients of a matrix of more than `WK_HELD_WEIGHTS` are two passes: there putting
  /// weights and their gradients in order costs more than the loads that one pass saves. Measured on Zen 5, with the
  /// product in a step: at 1024 × 1024 and 4096 × 4096 the same at 0.3, 4 % slower at 0.5; at 512 × 512 6 % faster at both.
  private static let twoPassesFrom = 0.3

  /// Whether both gradients of a matrix with [pattern] are one pass: a fixed rule of how many weights there are and how
  /// densely they lie, so that no result depends on a measurement.
  private static func takesBothAtOnce(_ pattern: SparsePattern) -> Bool {
    let isSparse = Double(pattern.count) < twoPassesFrom * Double(pattern.rows * pattern.columns)
    return isSparse || pattern.count <= Int(WK_HELD_WEIGHTS)
  }

  /// Writes [found], gradients in the order of a transposed matrix, in the order of the matrix itself, which has so many
  /// [blocks].
  ///
  /// Rows of one are columns of the other, so threads that take rows which fill blocks hardly write to the same lines.
  private func putBack(
    _ found: UnsafePointer<Float>, from transpose: SparsePattern.Transpose, to gradient: inout Buffer,
    blocks: Int
  ) {
    let (pattern, out) = (transpose.pattern, gradient.mutablePointer)
    let cuts = pattern.evenCuts(min(threads, blocks))
    transpose.permutation.withUnsafeBufferPointer { places in
      guard let places = places.baseAddress else { return }
      parallel(parts: cuts.count - 1, work: 8 * pattern.count) { part in
        for block in 0..<pattern.blocks {
          let first = pattern.slots(ofBlock: block).lowerBound
          wk_scatter(
            found, places, out, pattern.count, pattern.start(first + cuts[part]),
            pattern.start(first + cuts[part + 1]))
        }
      }
    }
  }

  /// ∂W = d xᵀ for the active weights alone, in the order in which they are stored.
  package func gradient(
    of w: Parameter, _ x: TiledBatch, _ d: TiledBatch, _ gradient: inout Buffer, _ scratch: inout Buffer
  ) {
    guard let pattern = w.pattern else {
      denseGradient(of: w, x, d, &gradient, &scratch)
      if w.hasInactive { dropInactive(w, &gradient) }
      return
    }
    if gradient.count != pattern.count { gradient = Buffer(count: pattern.count) }
    let out = gradient.mutablePointer
    forEvenRows(pattern, work: 2 * pattern.count * TiledBatch.lanes * x.tiles) { matrix, begin, end in
      wk_sparse_gradient(
        matrix, x.buffer.pointer, x.stride, d.buffer.pointer, d.stride, Int32(x.tiles), out, begin, end)
    }
  }

  /// Calls [body] with a range of rows for each thread, of as much work each. More ranges than threads would have the
  /// nearest cache filled with the same blocks more often.
  private func forEvenRows(
    _ pattern: SparsePattern, work: Int,
    _ body: (UnsafePointer<wk_pattern>, _ begin: Int32, _ end: Int32) -> Void
  ) {
    let cuts = pattern.evenCuts(threads)
    parallel(parts: cuts.count - 1, work: work) { part in
      pattern.withKernelPattern { body($0, Int32(cuts[part]), Int32(cuts[part + 1])) }
    }
  }
}
