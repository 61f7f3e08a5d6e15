import CWeirKernels
import Testing

extension StoredWeights {
  /// A matrix whose rows come in any order in each band of six.
  fileprivate init(rows: Int, columns: Int, block: Int, density: Double, random: inout Random) {
    self.init(rows: rows, columns: columns, block: block, band: 6, random: &random) { _ in density }
  }

  /// All tails: no rows, no columns, empty rows and blocks, blocks that do not divide the columns.
  fileprivate init(random: inout Random) {
    let block = ([1, 8, 32, 100] as [Int]).randomElement(using: &random) ?? 8
    let density = ([0, 0.03, 0.1, 0.5, 1] as [Double]).randomElement(using: &random) ?? 1
    self.init(
      rows: random.length(upTo: 40), columns: random.length(upTo: 90), block: block, density: density,
      random: &random)
  }
}

/// The values of a matrix in any order, and where each of them is.
private struct Elsewhere {
  let values: Guarded<Float>
  let places: Guarded<UInt32>

  init(_ matrix: StoredWeights, random: inout Random) {
    let count = matrix.active.count
    let order = (0..<count).shuffled(using: &random)
    var places = [UInt32](repeating: 0, count: count)
    for (place, k) in order.enumerated() { places[k] = UInt32(place) }
    values = Guarded(order.map { matrix.values[$0] })
    self.places = Guarded(places)
  }
}

@Suite struct SparseTests {
  @Test(arguments: instructionSets, 1...40)
  func `a product is that of the matrix with zeros for what is not active`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let matrix = StoredWeights(random: &random)
    let tiles = Int.random(in: 1...3, using: &random)
    let bias = Bool.random(using: &random) ? Guarded(random.floats(matrix.rows)) : nil
    expectProduct(set, matrix, bias, tiles: tiles, samples: Array(0..<tiles * lanes), random: &random)
  }

  // 16,384 weights go through the tiles together: rows of 18,000, and many short ones. Of more than 131,072, which the
  // second cache does not hold beside all else, values are asked for ahead.
  @Test(arguments: instructionSets, [(3, 20_000), (90, 300), (300, 600)])
  func `a block of more weights than go together is multiplied piece by piece`(set: Int32, shape: (Int, Int))
  {
    var random = Random(seed: 7)
    let matrix = StoredWeights(
      rows: shape.0, columns: shape.1, block: shape.1, density: 0.9, random: &random)
    #expect(matrix.active.count > (shape.0 == 300 ? 131_072 : 16_384))
    expectProduct(set, matrix, nil, tiles: 2, samples: [0, 63, 64, 127], random: &random)
    expectBothGradients(set, matrix, tiles: 2, samples: [0, 63, 64, 127], weights: 1000, random: &random)
  }

  /// Multiplies [matrix] by random samples, with values in its order and from their places, and with a rectifier.
  private func expectProduct(
    _ set: Int32, _ matrix: StoredWeights, _ bias: Guarded<Float>?, tiles: Int, samples: [Int],
    random: inout Random
  ) {
    let rows = matrix.rows
    let x = Tiles(features: matrix.columns, tiles: tiles, filledBy: &random)
    let y = Tiles(unwritten: rows, tiles: tiles), reordered = Tiles(unwritten: rows, tiles: tiles)
    let slopes: [Float] = [0, 0.25], rectified = slopes.map { _ in Tiles(unwritten: rows, tiles: tiles) }
    let elsewhere = Elsewhere(matrix, random: &random)
    with(set) {
      withUnsafePointer(to: matrix.pattern) {
        wk_sparse_product(
          $0, matrix.values.pointer, nil, bias?.pointer, 1, x.tile(0), x.stride, y.tile(0), y.stride,
          Int32(tiles), 0, Int32(rows))
        wk_sparse_product(
          $0, elsewhere.values.pointer, elsewhere.places.pointer, bias?.pointer, 1, x.tile(0), x.stride,
          reordered.tile(0), reordered.stride, Int32(tiles), 0, Int32(rows))
        for (slope, y) in zip(slopes, rectified) {
          wk_sparse_product(
            $0, matrix.values.pointer, nil, bias?.pointer, slope, x.tile(0), x.stride, y.tile(0), y.stride,
            Int32(tiles), 0, Int32(rows))
        }
      }
    }
    for sample in samples {
      var expected = [ExactSum](repeating: ExactSum(), count: rows)
      for r in 0..<rows { expected[r].add(bias?[r] ?? 0) }
      for (k, weight) in matrix.active.enumerated() {
        expected[weight.row].add(matrix.values[k], x[weight.column, sample])
      }
      for r in 0..<rows {
        #expect(expected[r].admits(y[r, sample]), "row \(r), sample \(sample)")
      }
    }
    #expect(reordered.memory.bits == y.memory.bits)
    for (slope, found) in zip(slopes, rectified) {
      let passed = y.memory.array.map { $0 < 0 ? (slope == 0 ? 0 : slope * $0) : $0 }
      #expect(found.memory.bits == passed.map(\.bitPattern))
    }
  }

  @Test(arguments: instructionSets, 1...10)
  func `a product in parts has the bits of the whole`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let matrix = StoredWeights(rows: 37, columns: 90, block: 32, density: 0.3, random: &random)
    let x = Tiles(features: 90, tiles: 2, filledBy: &random)
    let whole = Tiles(unwritten: 37, tiles: 2), parts = Tiles(unwritten: 37, tiles: 2)
    let elsewhere = Elsewhere(matrix, random: &random)
    with(set) {
      withUnsafePointer(to: matrix.pattern) {
        wk_sparse_product(
          $0, matrix.values.pointer, nil, nil, 1, x.tile(0), x.stride, whole.tile(0), whole.stride, 2, 0, 37)
        // All weights of a row in one part: parts begin where bands do.
        for bands in random.cuts(7) {
          let part = min(37, bands.lowerBound * 6)..<min(37, bands.upperBound * 6)
          wk_sparse_product(
            $0, elsewhere.values.pointer, elsewhere.places.pointer, nil, 1, x.tile(0), x.stride,
            parts.tile(0), parts.stride, 2, Int32(part.lowerBound), Int32(part.upperBound))
        }
      }
    }
    #expect(whole.memory.bits == parts.memory.bits)
  }

  @Test(arguments: instructionSets, 1...40)
  func `a gradient has one sum over all samples for each active weight`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let matrix = StoredWeights(random: &random)
    let rows = matrix.rows, tiles = Int.random(in: 1...5, using: &random)
    let x = Tiles(features: Int(matrix.pattern.columns), tiles: tiles, filledBy: &random)
    let d = Tiles(features: rows, tiles: tiles, filledBy: &random)
    let whole = Guarded(unwritten: matrix.active.count)
    let parts = Guarded(unwritten: matrix.active.count)
    with(set) {
      withUnsafePointer(to: matrix.pattern) {
        wk_sparse_gradient(
          $0, x.tile(0), x.stride, d.tile(0), d.stride, Int32(tiles), whole.pointer, 0, Int32(rows))
        for part in random.cuts(rows) {
          wk_sparse_gradient(
            $0, x.tile(0), x.stride, d.tile(0), d.stride, Int32(tiles), parts.pointer,
            Int32(part.lowerBound), Int32(part.upperBound))
        }
      }
    }
    for (k, weight) in matrix.active.enumerated() {
      var expected = ExactSum()
      for s in 0..<tiles * lanes { expected.add(d[weight.row, s], x[weight.column, s]) }
      #expect(expected.admits(whole[k]), "weight \(k)")
    }
    #expect(whole.bits == parts.bits)
  }

  @Test(arguments: instructionSets, 1...40)
  func `both gradients at once are sums over the active weights`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let matrix = StoredWeights(random: &random)
    let tiles = Int.random(in: 1...5, using: &random)
    expectBothGradients(
      set, matrix, tiles: tiles, samples: Array(0..<tiles * lanes), weights: matrix.active.count,
      random: &random)
  }

  /// Both gradients by [matrix], which is the transposed one, as a whole and in parts: for some samples that of the
  /// input, and for so many of its weights their own.
  private func expectBothGradients(
    _ set: Int32, _ matrix: StoredWeights, tiles: Int, samples: [Int], weights: Int, random: inout Random
  ) {
    let (rows, count) = (matrix.rows, matrix.active.count)
    let x = Tiles(features: rows, tiles: tiles, filledBy: &random)
    let d = Tiles(features: matrix.columns, tiles: tiles, filledBy: &random)
    let elsewhere = Elsewhere(matrix, random: &random)
    typealias Found = (input: Tiles, weights: Guarded<Float>)
    func unwritten() -> Found { (Tiles(unwritten: rows, tiles: tiles), Guarded(unwritten: count)) }
    let (whole, parts, stored) = (unwritten(), unwritten(), unwritten())
    let rectified = [(slope: 0, unwritten()), (slope: 0.25, unwritten())] as [(slope: Float, found: Found)]
    // Parts begin where bands do.
    let cuts = random.cuts((rows + 5) / 6).map { min(rows, $0.lowerBound * 6)..<min(rows, $0.upperBound * 6) }
    with(set) {
      withUnsafePointer(to: matrix.pattern) { pattern in
        for (found, cuts, asStored, slope) in [
          (whole, [0..<rows], false, 1), (parts, cuts, false, 1), (stored, cuts, true, 1),
          (rectified[0].found, cuts, true, rectified[0].slope),
          (rectified[1].found, cuts, false, rectified[1].slope),
        ] as [(Found, [Range<Int>], Bool, Float)] {
          for cut in cuts {
            wk_sparse_backward(
              pattern, elsewhere.values.pointer, elsewhere.places.pointer, x.tile(0), x.stride, slope,
              d.tile(0),
              d.stride, found.input.tile(0), found.input.stride, Int32(tiles), found.weights.pointer,
              asStored, Int32(cut.lowerBound), Int32(cut.upperBound))
          }
        }
      }
    }
    for sample in samples {
      var expected = [ExactSum](repeating: ExactSum(), count: rows)
      for (k, weight) in matrix.active.enumerated() {
        expected[weight.row].add(matrix.values[k], d[weight.column, sample])
      }
      for r in 0..<rows {
        #expect(expected[r].admits(whole.input[r, sample]), "row \(r), sample \(sample)")
      }
    }
    for k in stride(from: 0, to: count, by: max(1, count / max(1, weights))) {
      var expected = ExactSum()
      for s in 0..<tiles * lanes { expected.add(x[matrix.active[k].row, s], d[matrix.active[k].column, s]) }
      #expect(expected.admits(whole.weights[k]), "weight \(k)")
    }
    #expect(whole.input.memory.bits == parts.input.memory.bits && whole.weights.bits == parts.weights.bits)
    let back = (0..<count).map { stored.weights[Int(elsewhere.places[$0])].bitPattern }
    #expect(whole.input.memory.bits == stored.input.memory.bits && whole.weights.bits == back)
    for ((slope, found), weights) in zip(rectified, [stored.weights, whole.weights]) {
      let passed = zip(x.memory.array, whole.input.memory.array).map { $0 > 0 ? $1 : $1 * slope }
      #expect(found.input.memory.bits == passed.map(\.bitPattern) && found.weights.bits == weights.bits)
    }
  }

  // Of more than 131,072 values, which the second cache does not hold, some are asked for ahead.
  @Test(arguments: [30, 200_000])
  func `a permutation reads each value from its place, or writes it there`(count: Int) {
    var random = Random(seed: 1)
    let order = (0..<count).shuffled(using: &random)
    let values = Guarded((0..<count).map { Float(10 + $0) }), places = Guarded(order.map { UInt32($0) })
    for range in [1..<4, 3..<11, 1..<28, 0..<count, 5..<5] {
      let read = Guarded(unwritten: count), written = Guarded(unwritten: count)
      wk_permute(values.pointer, places.pointer, read.pointer, count, range.lowerBound, range.upperBound)
      wk_scatter(values.pointer, places.pointer, written.pointer, count, range.lowerBound, range.upperBound)
      #expect(read.array == (0..<count).map { range.contains($0) ? Float(10 + order[$0]) : -777 })
      var expected = [Float](repeating: -777, count: count)
      for k in range { expected[order[k]] = Float(10 + k) }
      #expect(written.array == expected)
    }
  }

  @Test func `what has no source becomes zero, whatever the first value is`() {
    let values = Guarded<Float>([.nan, 11, 12]), sources = Guarded<Int>([0, -1, 2, -1, 1])
    let out = Guarded(unwritten: 5)
    #expect(wk_move(values.pointer, sources.pointer, out.pointer, 1, 5) == 2)
    #expect(out.array == [-777, 0, 12, 0, 11])
  }
}
