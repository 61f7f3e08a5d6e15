import CWeirKernels

/// Operations on the features of a batch, one row of lanes after the other.
extension Execution {
  /// sums[r] = sum of d[r] over the batch.
  func rowSums(of d: TiledBatch, into sums: inout Buffer) {
    if sums.count != d.features { sums = Buffer(count: d.features) }
    let out = sums.mutablePointer
    parallel(over: d.features, work: d.extent) {
      wk_row_sums(
        d.buffer.pointer, d.stride, Int32(d.tiles), out, Int32($0.lowerBound), Int32($0.upperBound))
    }
  }

  /// y[r] = x[r] * factor[r] + term[r].
  func scaleRows(of x: TiledBatch, by factor: Buffer, plus term: Buffer, into y: inout TiledBatch) {
    let out = y.buffer.mutablePointer
    parallel(over: x.features, work: x.extent) {
      wk_scale_rows(
        x.buffer.pointer, factor.pointer, term.pointer, out, x.stride, Int32(x.tiles), Int32(x.count),
        Int32($0.lowerBound), Int32($0.upperBound))
    }
  }

  /// Normalizes each row over the batch, noting its mean and variance.
  func normalizeRows(
    of x: TiledBatch, gain: Buffer, shift: Buffer, epsilon: Float, mean: inout Buffer,
    variance: inout Buffer, into y: inout TiledBatch
  ) {
    let (means, variances) = (mean.mutablePointer, variance.mutablePointer)
    let out = y.buffer.mutablePointer
    parallel(over: x.features, work: 6 * x.extent) {
      wk_normalize_rows(
        x.buffer.pointer, gain.pointer, shift.pointer, epsilon, means, variances, out, x.stride,
        Int32(x.tiles), Int32(x.count), Int32($0.lowerBound), Int32($0.upperBound))
    }
  }

  /// Turns [d] into the gradient in front of the normalization, and writes those of gain and shift.
  func normalizeRowsGradient(
    of x: TiledBatch, gain: Buffer, epsilon: Float, mean: Buffer, variance: Buffer,
    _ d: inout TiledBatch, gainGradient: inout Buffer, shiftGradient: inout Buffer
  ) {
    if gainGradient.count != x.features { gainGradient = Buffer(count: x.features) }
    if shiftGradient.count != x.features { shiftGradient = Buffer(count: x.features) }
    let (gains, shifts) = (gainGradient.mutablePointer, shiftGradient.mutablePointer)
    let flow = d.buffer.mutablePointer
    parallel(over: x.features, work: 8 * x.extent) {
      wk_normalize_rows_gradient(
        x.buffer.pointer, gain.pointer, epsilon, mean.pointer, variance.pointer, flow, gains, shifts,
        x.stride, Int32(x.tiles), Int32(x.count), Int32($0.lowerBound), Int32($0.upperBound))
    }
  }
}
