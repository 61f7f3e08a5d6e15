import CWeirKernels

/// Products of a convolution's weights with a batch, each shared among threads by slices of samples and lines.
extension Execution {
  /// y = b + w * x, the convolution of [map]; without [bias] b is zero.
  package func product(
    _ w: Parameter, _ map: Convolution, bias: Buffer?, _ x: TiledBatch, into y: inout TiledBatch
  ) {
    let (values, bias) = (w.values.pointer, bias?.pointer)
    let windows = wk_windows(map)
    forSlices(x, &y, windows, weights: w.storedCount * map.positions) { windows, x, y, lines in
      if let pattern = w.pattern {
        pattern.withConvolutionPattern {
          wk_sparse_convolution($0, windows, values, bias, x, y, lines.begin, lines.end)
        }
      } else {
        let area = map.kernel * map.kernel
        wk_dense_convolution(
          windows, values, map.channels * area, area, bias, x, y, lines.begin, lines.end)
      }
    }
  }

  /// The gradient of the input of [map], from that of its output, [d]. [scratch] holds the weights in the order
  /// of the turned matrix.
  package func transposedProduct(
    _ w: Parameter, _ map: Convolution, _ d: TiledBatch, into x: inout TiledBatch, _ scratch: inout Buffer
  ) {
    let values = w.values.pointer
    let windows = wk_windows(turning: map)
    guard let turned = w.pattern?.turned(for: map) else {
      let area = map.kernel * map.kernel
      return forSlices(d, &x, windows, weights: w.storedCount * map.positions) { windows, d, x, lines in
        wk_dense_convolution(windows, values, area, map.channels * area, nil, d, x, lines.begin, lines.end)
      }
    }
    permute(w.values, by: turned.permutation, into: &scratch)
    let reordered = scratch.pointer
    forSlices(d, &x, windows, weights: w.storedCount * map.positions) { windows, d, x, lines in
      turned.pattern.withConvolutionPattern {
        wk_sparse_convolution($0, windows, reordered, nil, d, x, lines.begin, lines.end)
      }
    }
  }

  /// Writes values[permutation[k]] to place k of [out].
  private func permute(_ values: Buffer, by permutation: [UInt32], into out: inout Buffer) {
    if out.count < permutation.count { out = Buffer(count: permutation.count) }
    let (values, reordered) = (values.pointer, out.mutablePointer)
    permutation.withUnsafeBufferPointer { places in
      guard let start = places.baseAddress else { return }
      parallel(over: places.count, step: 16, work: 8 * places.count) {
        wk_permute(values, start, reordered, places.count, $0.lowerBound, $0.upperBound)
      }
    }
  }

  /// Calls [body] with every slice of samples and range of lines of the output, as many parts as evens out the
  /// load. [weights] counts those of all positions.
  private func forSlices(
    _ x: TiledBatch, _ y: inout TiledBatch, _ windows: wk_windows, weights: Int,
    _ body: (
      UnsafePointer<wk_windows>, UnsafePointer<Float>, UnsafeMutablePointer<Float>, (begin: Int32, end: Int32)
    ) -> Void
  ) {
    let (input, output) = (x.buffer.pointer, y.buffer.mutablePointer)
    let (inputs, outputs) = (x.stride, y.stride)
    let (slice, lines) = (Int(WK_SLICE), Int(windows.out_height))
    let inTile = TiledBatch.lanes / slice
    let slices = x.tiles * inTile
    let cuts = min(lines, slices >= threads ? 1 : (threads + slices - 1) / slices)
    var windows = windows
    withUnsafePointer(to: &windows) { windows in
      parallel(parts: slices * cuts, work: 2 * weights * TiledBatch.lanes * x.tiles) { part in
        // Tile after tile, so that threads begin with one each: slices of one tile are neighbours in memory, and
        // two that write next to each other hold each other up.
        let (index, cut) = (part / cuts, part % cuts)
        let (tile, lane) = (index / inTile, index % inTile * slice)
        body(
          windows, input + tile * inputs + lane, output + tile * outputs + lane,
          (Int32(lines * cut / cuts), Int32(lines * (cut + 1) / cuts)))
      }
    }
  }
}

extension wk_windows {
  /// How the windows of [map] move.
  init(_ map: Convolution) {
    self.init(
      height: Int32(map.input[1]), width: Int32(map.input[2]), out_height: Int32(map.output[1]),
      out_width: Int32(map.output[2]), kernel: Int32(map.kernel), stride: Int32(map.stride),
      padding: Int32(map.padding), groups: Int32(map.groups), group_rows: Int32(map.filters / map.groups),
      group_channels: Int32(map.channels), transposed: 0)
  }

  /// How they move over the output of [map], for the gradient of its input.
  init(turning map: Convolution) {
    self.init(map)
    (height, out_height, width, out_width) = (out_height, height, out_width, width)
    (group_rows, group_channels, transposed) = (group_channels, group_rows, 1)
  }
}
