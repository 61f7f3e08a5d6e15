import CWeirKernels
import Testing

/// A convolution and its weights.
private struct SparseConvolution {
  let windows: wk_windows
  let weights: StoredWeights

  /// Kernels of up to four by four, strides, paddings, groups; rows of any length, blocks that cut channels in two.
  init(random: inout Random) {
    let side = Int.random(in: 1...4, using: &random), stride = Int.random(in: 1...3, using: &random)
    let padding = Int.random(in: 0..<side, using: &random), groups = Int.random(in: 1...2, using: &random)
    let filters = Int.random(in: 1...20, using: &random), channels = Int.random(in: 1...4, using: &random)
    let (height, width) = (
      Int.random(in: side...9, using: &random), Int.random(in: side...19, using: &random)
    )
    func out(_ length: Int) -> Int { (length + 2 * padding - side) / stride + 1 }
    windows = wk_windows(
      height: Int32(height), width: Int32(width), out_height: Int32(out(height)),
      out_width: Int32(out(width)),
      kernel: Int32(side), stride: Int32(stride), padding: Int32(padding), groups: Int32(groups),
      group_rows: Int32(filters), group_channels: Int32(channels), transposed: 0)

    let (rows, columns) = (groups * filters, channels * side * side)
    let block = Int.random(in: 1...columns, using: &random)
    let densities = (0..<rows).map { _ in Double.random(in: 0...1, using: &random) }
    weights = StoredWeights(rows: rows, columns: columns, block: block, band: 1, random: &random) {
      densities[$0]
    }
  }

  var rows: Int { weights.rows }
  var lines: Int { Int(windows.out_height) }
  var positions: Int { lines * Int(windows.out_width) }
  var inputs: Int { Int(windows.groups * windows.group_channels * windows.height * windows.width) }

  /// Calls [body] with every position to which a weight leads, and the feature that is read there.
  func forEachProduct(of weight: (row: Int, column: Int), _ body: (_ input: Int, _ output: Int) -> Void) {
    let (side, height, width) = (Int(windows.kernel), Int(windows.height), Int(windows.width))
    let (stride, padding, across) = (Int(windows.stride), Int(windows.padding), Int(windows.out_width))
    let group = weight.row / Int(windows.group_rows)
    let channel = group * Int(windows.group_channels) + weight.column / (side * side)
    for i in 0..<lines {
      for j in 0..<across {
        let y = i * stride - padding + weight.column / side % side
        let x = j * stride - padding + weight.column % side
        guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
        body((channel * height + y) * width + x, weight.row * positions + i * across + j)
      }
    }
  }
}

@Suite struct ConvolutionTests {
  @Test(arguments: instructionSets, 1...30)
  func `a sparse convolution is a sum over the active weights, in parts or at once`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let map = SparseConvolution(random: &random)
    let x = Tiles(features: map.inputs, tiles: 1, filledBy: &random)
    let bias = Bool.random(using: &random) ? Guarded(random.floats(map.rows)) : nil
    let whole = Tiles(unwritten: map.rows * map.positions, tiles: 1)
    let parts = Tiles(unwritten: map.rows * map.positions, tiles: 1)
    with(set) {
      for lane in stride(from: 0, to: lanes, by: Int(WK_SLICE)) {
        for (y, cuts) in [(whole, [0..<map.lines]), (parts, random.cuts(map.lines))] {
          for cut in cuts {
            withUnsafePointer(to: map.weights.pattern) { pattern in
              withUnsafePointer(to: map.windows) {
                wk_sparse_convolution(
                  pattern, $0, map.weights.values.pointer, bias?.pointer, x.tile(0) + lane, y.tile(0) + lane,
                  Int32(cut.lowerBound), Int32(cut.upperBound))
              }
            }
          }
        }
      }
    }
    for sample in [0, 15, 16, 63] {
      var expected = [ExactSum](repeating: ExactSum(), count: map.rows * map.positions)
      for output in expected.indices { expected[output].add(bias?[output / map.positions] ?? 0) }
      for (k, weight) in map.weights.active.enumerated() {
        map.forEachProduct(of: weight) { input, output in
          expected[output].add(map.weights.values[k], x[input, sample])
        }
      }
      #expect(expected.indices.allSatisfy { expected[$0].admits(whole[$0, sample]) }, "sample \(sample)")
    }
    #expect(whole.memory.bits == parts.memory.bits)
  }

  @Test(arguments: instructionSets, 1...30)
  func `its gradient has one sum over samples and positions for each active weight`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let map = SparseConvolution(random: &random)
    let x = Tiles(features: map.inputs, tiles: 2, filledBy: &random)
    let d = Tiles(features: map.rows * map.positions, tiles: 2, filledBy: &random)
    // From some slice of the first tile to some slice of the second.
    let begin = Int.random(in: 0...3, using: &random), end = Int.random(in: 5...8, using: &random)
    var slices = wk_slices(
      x: x.tile(0), d: d.tile(0), x_stride: x.stride, d_stride: d.stride, begin: Int32(begin), end: Int32(end)
    )
    let whole = Guarded(unwritten: map.weights.active.count),
      parts = Guarded(unwritten: map.weights.active.count)
    with(set) {
      for (gradient, cuts) in [(whole, [0..<map.rows]), (parts, random.cuts(map.rows))] {
        for cut in cuts {
          withUnsafePointer(to: map.weights.pattern) { pattern in
            withUnsafePointer(to: map.windows) {
              wk_sparse_convolution_gradient(
                pattern, $0, &slices, gradient.pointer, Int32(cut.lowerBound), Int32(cut.upperBound))
            }
          }
        }
      }
    }
    let slice = Int(WK_SLICE)
    for (k, weight) in map.weights.active.enumerated() {
      var expected = ExactSum()
      map.forEachProduct(of: weight) { input, output in
        for sample in begin * slice..<end * slice { expected.add(d[output, sample], x[input, sample]) }
      }
      #expect(expected.admits(whole[k]), "weight \(k)")
    }
    #expect(whole.bits == parts.bits)
  }
}
