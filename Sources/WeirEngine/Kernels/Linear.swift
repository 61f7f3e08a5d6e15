import CWeirKernels

/// Products of a layer's weights with a batch, each shared among threads by tiles and rows. The benchmarks
/// call them one by one.
extension Execution {
  /// y = W x + bias, and [leak] times that where it is below zero: the slope of a rectifier behind, 1 without one.
  package func product(
    _ w: Parameter, bias: Buffer?, leak: Float = 1, _ x: TiledBatch, into y: inout TiledBatch
  ) {
    guard let pattern = w.pattern else {
      denseProduct(w, transposed: false, bias: bias, x, into: &y)
      return rectify(&y, leak: leak)
    }
    sparseProduct(pattern, w.values, bias: bias, leak: leak, x, into: &y)
  }

  /// x = Wᵀ d.
  package func transposedProduct(_ w: Parameter, _ d: TiledBatch, into x: inout TiledBatch) {
    guard let transpose = w.pattern?.transposed else {
      return denseProduct(w, transposed: true, bias: nil, d, into: &x)
    }
    transpose.permutation.withUnsafeBufferPointer {
      sparseProduct(transpose.pattern, w.values, places: $0.baseAddress, d, into: &x)
    }
  }

  private func sparseProduct(
    _ pattern: SparsePattern, _ values: Buffer, places: UnsafePointer<UInt32>? = nil, bias: Buffer? = nil,
    leak: Float = 1, _ x: TiledBatch, into y: inout TiledBatch
  ) {
    let (input, output) = (x.buffer.pointer, y.buffer.mutablePointer)
    let (inputs, outputs) = (x.stride, y.stride)
    let (values, bias) = (values.pointer, bias?.pointer)
    // Reading weights, and putting them in order, is shared by several tiles.
    forTiles(x.tiles, together: 4, weights: pattern.count, cuts: pattern.evenCuts) { tiles, rows in
      let (x, y) = (input + tiles.lowerBound * inputs, output + tiles.lowerBound * outputs)
      pattern.withKernelPattern {
        wk_sparse_product(
          $0, values, places, bias, leak, x, inputs, y, outputs, Int32(tiles.count), Int32(rows.lowerBound),
          Int32(rows.upperBound))
      }
    }
  }

  private func denseProduct(
    _ w: Parameter, transposed: Bool, bias: Buffer?, _ x: TiledBatch, into y: inout TiledBatch
  ) {
    let (stored, columns) = (w.mask.rows, w.mask.columns)
    let (rows, inner) = transposed ? (columns, stored) : (stored, columns)
    let (rowStride, innerStride) = transposed ? (1, columns) : (columns, 1)
    let (input, output) = (x.buffer.pointer, y.buffer.mutablePointer)
    let (inputs, outputs) = (x.stride, y.stride)
    let (values, bias) = (w.values.pointer, bias?.pointer)
    // As many tiles share the reading of a weight as keep their part of the batch in the second cache.
    // Six rows share the registers of the kernel, so cuts are at multiples of six.
    let units = (rows + 5) / 6
    func cuts(_ parts: Int) -> [Int] { (0...parts).map { min(rows, units * $0 / parts * 6) } }
    forTiles(x.tiles, together: 4, weights: w.storedCount, cuts: cuts) { tiles, rows in
      wk_dense_product(
        values, rowStride, innerStride, bias, input + tiles.lowerBound * inputs, inputs,
        output + tiles.lowerBound * outputs, outputs, Int32(tiles.count), Int32(inner),
        Int32(rows.lowerBound), Int32(rows.upperBound))
    }
  }

  /// ∂W = d xᵀ for all weights, as a dense matrix. [scratch] holds the transposed batch.
  func denseGradient(
    of w: Parameter, _ x: TiledBatch, _ d: TiledBatch, _ gradient: inout Buffer, _ scratch: inout Buffer
  ) {
    let (rows, columns) = (w.mask.rows, w.mask.columns)
    if gradient.count != rows * columns { gradient = Buffer(count: rows * columns) }
    let stride = transpose(x, into: &scratch)
    let (out, transposed) = (gradient.mutablePointer, scratch.pointer)
    parallel(over: rows, step: 6, work: 2 * rows * columns * x.tiles * TiledBatch.lanes) { range in
      wk_dense_gradient(
        transposed, stride, d.buffer.pointer, d.stride, Int32(x.tiles), Int32(columns), out,
        Int32(range.lowerBound), Int32(range.upperBound))
    }
  }

  /// Makes the gradients of inactive weights of a matrix that is stored whole zero.
  func dropInactive(_ w: Parameter, _ gradient: inout Buffer) {
    let (mask, columns) = (w.mask, w.mask.columns)
    gradient.withMutableSpan { gradient in
      for row in 0..<mask.rows {
        var next = row * columns
        mask.forEachColumn(ofRow: row) { _, column in
          let active = row * columns + column
          while next < active { (gradient[next], next) = (0, next + 1) }
          next = active + 1
        }
        while next < (row + 1) * columns { (gradient[next], next) = (0, next + 1) }
      }
    }
  }

  /// Calls [body] with tiles, at most so many [together], and a range of rows, as many parts as even out the load.
  /// [cuts] says where rows begin that make so many parts alike.
  private func forTiles(
    _ tiles: Int, together: Int, weights: Int, cuts: (Int) -> [Int], _ body: (Range<Int>, Range<Int>) -> Void
  ) {
    let least = (tiles + together - 1) / together
    let groups = least > 1 ? min(tiles, (least + threads - 1) / threads * threads) : least
    let ranges = groups >= threads ? 1 : (threads + groups - 1) / groups
    let begins = cuts(ranges)
    parallel(parts: groups * ranges, work: 2 * weights * TiledBatch.lanes * tiles) { part in
      let group = part / ranges
      let rows = begins[part % ranges]..<begins[part % ranges + 1]
      if !rows.isEmpty { body(tiles * group / groups..<tiles * (group + 1) / groups, rows) }
    }
  }
}
