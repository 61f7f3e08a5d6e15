import CWeirKernels

/// Operations on the features of a batch, one row of lanes after the other, and on its channels: rows side by
/// side, as many in each.
extension Execution {
  /// sums[r] = sum of d[r] over the batch.
  func rowSums(of d: TiledBatch, into sums: inout Buffer) {
    if sums.count != d.features { sums = Buffer(count: d.features) }
    let out = sums.mutablePointer
    // A number that is read from the second cache costs more than the addition.
    parallel(over: d.features, work: 2 * d.extent) {
      wk_row_sums(
        d.buffer.pointer, d.stride, Int32(d.tiles), out, Int32($0.lowerBound), Int32($0.upperBound))
    }
  }

  /// Turns [d], the gradient behind a rectifier of the given [leak] and output [y], into that in front of it, and sums
  /// that over the batch as `rowSums(of:into:)` does. In one pass: d is read once.
  func rectifiedRowSums(
    of d: inout TiledBatch, behind y: TiledBatch, leak: Float, into sums: inout Buffer
  ) {
    if sums.count != d.features { sums = Buffer(count: d.features) }
    let (flow, out) = (d.buffer.mutablePointer, sums.mutablePointer)
    let (stride, tiles) = (d.stride, Int32(d.tiles))
    parallel(over: d.features, work: 4 * d.extent) {
      wk_rectified_row_sums(
        y.buffer.pointer, y.stride, leak, flow, stride, tiles, out, Int32($0.lowerBound), Int32($0.upperBound)
      )
    }
  }

  /// y = x * factor + term, with one factor and one term a channel.
  func scaleRows(of x: TiledBatch, by factor: Buffer, plus term: Buffer, into y: inout TiledBatch) {
    let out = y.buffer.mutablePointer
    let channels = factor.count, area = Int32(x.features / channels)
    parallel(over: channels, work: x.extent) {
      wk_scale_rows(
        x.buffer.pointer, factor.pointer, term.pointer, out, x.stride, Int32(x.tiles), Int32(x.count),
        area, Int32($0.lowerBound), Int32($0.upperBound))
    }
  }

  /// Normalizes each channel, of which there are as many as gains, over the batch and its positions, noting mean
  /// and variance; what is below zero then is multiplied by [slope], that of a rectifier behind.
  func normalizeRows(
    of x: TiledBatch, gain: Buffer, shift: Buffer, epsilon: Float, slope: Float, mean: inout Buffer,
    variance: inout Buffer, into y: inout TiledBatch
  ) {
    let (means, variances) = (mean.mutablePointer, variance.mutablePointer)
    let out = y.buffer.mutablePointer
    let area = Int32(x.features / gain.count)
    parallel(over: gain.count, work: 6 * x.extent) {
      wk_normalize_rows(
        x.buffer.pointer, gain.pointer, shift.pointer, epsilon, slope, means, variances, out, x.stride,
        Int32(x.tiles), Int32(x.count), area, Int32($0.lowerBound), Int32($0.upperBound))
    }
  }

  /// Turns [d], the gradient behind normalization and rectifier, into that in front of them, and writes those of
  /// gain and shift.
  func normalizeRowsGradient(
    of x: TiledBatch, gain: Buffer, shift: Buffer, epsilon: Float, slope: Float, mean: Buffer,
    variance: Buffer, _ d: inout TiledBatch, gainGradient: inout Buffer, shiftGradient: inout Buffer
  ) {
    let channels = gain.count, area = Int32(x.features / channels)
    if gainGradient.count != channels { gainGradient = Buffer(count: channels) }
    if shiftGradient.count != channels { shiftGradient = Buffer(count: channels) }
    let (gains, shifts) = (gainGradient.mutablePointer, shiftGradient.mutablePointer)
    let flow = d.buffer.mutablePointer
    parallel(over: channels, work: 8 * x.extent) {
      wk_normalize_rows_gradient(
        x.buffer.pointer, gain.pointer, shift.pointer, epsilon, slope, mean.pointer, variance.pointer, flow,
        gains, shifts, x.stride, Int32(x.tiles), Int32(x.count), area, Int32($0.lowerBound),
        Int32($0.upperBound))
    }
  }
}
