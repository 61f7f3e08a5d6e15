import CWeirKernels
import Testing

@Suite struct DenseTests {
  @Test(arguments: instructionSets, 1...40)
  func `a product sums rows times features, by any strides`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let rows = random.length(upTo: 40)
    // Beyond 128 and 256, the inner sum is taken in runs.
    let inner = Bool.random(using: &random) ? random.length(upTo: 40) : random.length(upTo: 300)
    let transposed = Bool.random(using: &random)
    let w = Guarded(random.floats(rows * inner))
    let (rowStride, innerStride) = transposed ? (1, rows) : (inner, 1)
    let tiles = Int.random(in: 1...3, using: &random)
    let x = Tiles(features: inner, tiles: tiles, filledBy: &random)
    let bias = Bool.random(using: &random) ? Guarded(random.floats(rows)) : nil
    let whole = Tiles(unwritten: rows, tiles: tiles), parts = Tiles(unwritten: rows, tiles: tiles)
    with(set) {
      wk_dense_product(
        w.pointer, rowStride, innerStride, bias?.pointer, x.tile(0), x.stride, whole.tile(0), whole.stride,
        Int32(tiles), Int32(inner), 0, Int32(rows))
      for tile in 0..<tiles {
        for part in random.cuts(rows) {
          wk_dense_product(
            w.pointer, rowStride, innerStride, bias?.pointer, x.tile(tile), 0, parts.tile(tile), 0, 1,
            Int32(inner), Int32(part.lowerBound), Int32(part.upperBound))
        }
      }
    }
    for r in 0..<rows {
      for sample in stride(from: 0, to: lanes * tiles, by: 5) {
        var expected = ExactSum()
        expected.add(bias?[r] ?? 0)
        for k in 0..<inner { expected.add(w[r * rowStride + k * innerStride], x[k, sample]) }
        #expect(expected.admits(whole[r, sample]), "row \(r), sample \(sample)")
      }
    }
    #expect(whole.memory.bits == parts.memory.bits)
  }

  // Rows of a large matrix lie so far apart that a transposed product copies them together.
  @Test(arguments: instructionSets)
  func `a product with the transpose of a wide matrix`(set: Int32) {
    var random = Random(seed: 99)
    let rows = 2100, inner = 3
    let w = Guarded(random.floats(rows * inner)), bias = Guarded(random.floats(rows))
    let x = Tiles(features: inner, tiles: 1, filledBy: &random)
    let whole = Tiles(unwritten: rows, tiles: 1), parts = Tiles(unwritten: rows, tiles: 1)
    with(set) {
      wk_dense_product(
        w.pointer, 1, rows, bias.pointer, x.tile(0), 0, whole.tile(0), 0, 1, 3, 0, Int32(rows))
      for part in random.cuts(rows) {
        wk_dense_product(
          w.pointer, 1, rows, bias.pointer, x.tile(0), 0, parts.tile(0), 0, 1, 3, Int32(part.lowerBound),
          Int32(part.upperBound))
      }
    }
    for r in 0..<rows {
      var expected = ExactSum()
      expected.add(bias[r])
      for k in 0..<inner { expected.add(w[r + k * rows], x[k, r % lanes]) }
      #expect(expected.admits(whole[r, r % lanes]), "row \(r)")
    }
    #expect(whole.memory.bits == parts.memory.bits)
  }

  @Test(arguments: instructionSets, [1, 5, 16, 17, 64, 70])
  func `a tile is transposed where told and nowhere else`(set: Int32, features: Int) {
    var random = Random(seed: features)
    let x = Tiles(features: features, tiles: 1, filledBy: &random)
    let out = Guarded(unwritten: lanes * (features + 3))
    let begin = features / 3
    with(set) { wk_transpose_tile(x.tile(0), out.pointer, features + 3, Int32(begin), Int32(features)) }
    for lane in 0..<lanes {
      for f in 0..<features + 3 {
        let expected = f >= begin && f < features ? x[f, lane] : -777
        #expect(out[lane * (features + 3) + f] == expected)
      }
    }
  }

  @Test(arguments: instructionSets, 1...30)
  func `a gradient sums over all samples for every weight`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let rows = random.length(upTo: 20), columns = random.length(upTo: 150)
    let tiles = Int.random(in: 1...3, using: &random)
    let gap = Int.random(in: 0...2, using: &random)
    let x = Tiles(features: columns, tiles: tiles, filledBy: &random)
    let d = Tiles(features: rows, tiles: tiles, filledBy: &random)
    // Ends with the last number of the last sample: behind it nothing may be read.
    let transposed = Guarded(unwritten: max(0, tiles * lanes * (columns + gap) - gap))
    let whole = Guarded(unwritten: rows * columns), parts = Guarded(unwritten: rows * columns)
    with(set) {
      for t in 0..<tiles {
        wk_transpose_tile(
          x.tile(t), transposed.pointer + t * lanes * (columns + gap), columns + gap, 0, Int32(columns))
      }
      wk_dense_gradient(
        transposed.pointer, columns + gap, d.tile(0), d.stride, Int32(tiles), Int32(columns),
        whole.pointer, 0, Int32(rows))
      for part in random.cuts(rows) {
        wk_dense_gradient(
          transposed.pointer, columns + gap, d.tile(0), d.stride, Int32(tiles), Int32(columns),
          parts.pointer, Int32(part.lowerBound), Int32(part.upperBound))
      }
    }
    for r in 0..<rows {
      for c in stride(from: seed % 3, to: columns, by: 3) {
        var expected = ExactSum()
        for s in 0..<tiles * lanes { expected.add(d[r, s], x[c, s]) }
        #expect(expected.admits(whole[r * columns + c]), "row \(r), column \(c)")
      }
    }
    #expect(whole.bits == parts.bits)
  }
}
