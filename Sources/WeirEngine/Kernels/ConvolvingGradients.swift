import CWeirKernels

/// Gradients of a convolution's weights, which are sums over samples and positions.
///
/// Whoever sums packs the planes of its samples first, so threads take samples rather than filters. The samples are
/// cut into shares, as many as the batch and the planes make worthwhile, however many threads there are; what the
/// shares give is added in their order. So the number of threads changes no bit.
extension Execution {
  /// The gradients of the active weights alone, in the order in which they are stored. [scratch] holds sums of shares.
  package func gradient(
    of w: Parameter, _ map: Convolution, _ x: TiledBatch, _ d: TiledBatch, _ gradient: inout Buffer,
    _ scratch: inout Buffer
  ) {
    guard let pattern = w.pattern else {
      denseGradient(of: w, map, x, d, &gradient, &scratch)
      if w.hasInactive { dropInactive(w, &gradient) }
      return
    }
    if gradient.count != pattern.count { gradient = Buffer(count: pattern.count) }
    let shares = Shares(x, d, map)
    let cuts = shares.cuts(of: pattern.rows, threads)
    addUp(shares, parts: cuts, work: 2 * map.positions, &gradient, &scratch) { slices, cut, out in
      var (windows, slices) = (wk_windows(map), slices)
      pattern.withConvolutionPattern {
        wk_sparse_convolution_gradient(
          $0, &windows, &slices, out, Int32(pattern.rows * cut / cuts), Int32(pattern.rows * (cut + 1) / cuts)
        )
      }
    }
  }

  /// The gradients of all weights, as a dense matrix. [scratch] holds sums of shares.
  func denseGradient(
    of w: Parameter, _ map: Convolution, _ x: TiledBatch, _ d: TiledBatch, _ gradient: inout Buffer,
    _ scratch: inout Buffer
  ) {
    let (rows, columns) = (w.mask.rows, w.mask.columns)
    if gradient.count != rows * columns { gradient = Buffer(count: rows * columns) }
    let shares = Shares(x, d, map)
    // Six filters share the registers of the kernel, so the cuts are at multiples of six.
    let filters = rows / map.groups
    let units = (filters + 5) / 6
    let cuts = shares.cuts(of: units, threads)
    addUp(shares, parts: map.groups * cuts, work: 2 * map.positions, &gradient, &scratch) {
      slices, part, out in
      let (first, cut) = (part / cuts * filters, part % cuts)
      let begin = first + min(filters, units * cut / cuts * 6)
      let end = first + min(filters, units * (cut + 1) / cuts * 6)
      denseGradient(ofRows: begin..<end, map, slices, out + begin * columns)
    }
  }

  /// The gradients of all weights of filters [rows], which belong to one group, by all samples.
  func denseGradient(
    ofRows rows: Range<Int>, _ map: Convolution, _ x: TiledBatch, _ d: TiledBatch,
    _ out: UnsafeMutablePointer<Float>
  ) {
    denseGradient(ofRows: rows, map, Shares(x, d, map).all, out)
  }

  private func denseGradient(
    ofRows rows: Range<Int>, _ map: Convolution, _ slices: wk_slices, _ out: UnsafeMutablePointer<Float>
  ) {
    var (windows, slices) = (wk_windows(map), slices)
    windows.groups = 1
    let group = rows.lowerBound / (map.filters / map.groups)
    slices.x += group * map.channels * map.input[1] * map.input[2] * TiledBatch.lanes
    wk_dense_convolution_gradient(&windows, &slices, out, Int32(rows.lowerBound), Int32(rows.upperBound))
  }

  /// Calls [write] for each share of the samples and each of [parts] that the weights are cut into, and adds up what
  /// the shares wrote, in their order. [work] counts operations for a weight and sample.
  private func addUp(
    _ shares: Shares, parts: Int, work: Int, _ gradient: inout Buffer, _ scratch: inout Buffer,
    _ write: (_ slices: wk_slices, _ part: Int, _ out: UnsafeMutablePointer<Float>) -> Void
  ) {
    let weights = gradient.count
    if scratch.count < (shares.count - 1) * weights { scratch = Buffer(count: (shares.count - 1) * weights) }
    let (out, others) = (gradient.mutablePointer, scratch.mutablePointer)
    parallel(parts: shares.count * parts, work: work * weights * shares.samples) { index in
      let (share, part) = (index / parts, index % parts)
      write(shares.slices(of: share), part, share == 0 ? out : others + (share - 1) * weights)
    }
    guard shares.count > 1 else { return }
    parallel(over: weights, step: TiledBatch.lanes, work: 4 * shares.count * weights) { range in
      let sum = out + range.lowerBound
      for share in 1..<shares.count {
        wk_add(sum, others + (share - 1) * weights + range.lowerBound, 1, sum, range.count)
      }
    }
  }
}

/// A batch in front of a convolution and the gradient behind it, cut into shares of samples.
private struct Shares {
  let all: wk_slices
  /// A share is worth its own sums if a weight meets so many slices and positions in it.
  static let least = 32
  /// Enough for two threads to end together, and few enough for their sums to be small beside the batch.
  static let most = 4

  let count: Int

  init(_ x: TiledBatch, _ d: TiledBatch, _ map: Convolution) {
    let slices = x.tiles * TiledBatch.lanes / Int(WK_SLICE)
    all = wk_slices(
      x: x.buffer.pointer, d: d.buffer.pointer, x_stride: x.stride, d_stride: d.stride, begin: 0,
      end: Int32(slices))
    count = max(1, min(Self.most, slices, slices * map.positions / Self.least))
  }

  var samples: Int { Int(all.end) * Int(WK_SLICE) }

  /// Into how many parts threads cut [units], for each share, so that there is one for each thread.
  func cuts(of units: Int, _ threads: Int) -> Int { max(1, min(units, (threads + count - 1) / count)) }

  func slices(of share: Int) -> wk_slices {
    var part = all
    (part.begin, part.end) = (
      all.end * Int32(share) / Int32(count), all.end * Int32(share + 1) / Int32(count)
    )
    return part
  }
}
