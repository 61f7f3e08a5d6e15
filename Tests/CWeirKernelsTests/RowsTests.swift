import CWeirKernels
import Testing

@Suite struct RowsTests {
  /// A shape with every tail: any number of rows, any number of samples in the last tile.
  private struct Shape {
    let rows: Int, tiles: Int, samples: Int
    let parts: [Range<Int>]

    init(random: inout Random) {
      rows = random.length(upTo: 40)
      tiles = Int.random(in: 1...3, using: &random)
      samples = (tiles - 1) * lanes + max(1, random.length(upTo: lanes))
      parts = random.cuts(rows)
    }

    var all: Range<Int> { 0..<tiles * lanes }
  }

  @Test(arguments: instructionSets, 1...30)
  func `a row is summed over all lanes of all tiles`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = Shape(random: &random)
    let d = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let whole = Guarded(unwritten: shape.rows), parts = Guarded(unwritten: shape.rows)
    with(set) {
      wk_row_sums(d.tile(0), d.stride, Int32(shape.tiles), whole.pointer, 0, Int32(shape.rows))
      for part in shape.parts {
        wk_row_sums(
          d.tile(0), d.stride, Int32(shape.tiles), parts.pointer, Int32(part.lowerBound),
          Int32(part.upperBound))
      }
    }
    for r in 0..<shape.rows {
      var expected = ExactSum()
      for s in shape.all { expected.add(d[r, s]) }
      #expect(expected.admits(whole[r]), "row \(r)")
    }
    #expect(whole.bits == parts.bits)
  }

  @Test(arguments: instructionSets, 1...30)
  func `scaled rows are zero behind the samples`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = Shape(random: &random)
    let x = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let y = Tiles(unwritten: shape.rows, tiles: shape.tiles)
    let factor = Guarded(random.floats(shape.rows)), term = Guarded(random.floats(shape.rows))
    with(set) {
      for part in shape.parts {
        wk_scale_rows(
          x.tile(0), factor.pointer, term.pointer, y.tile(0), x.stride, Int32(shape.tiles),
          Int32(shape.samples), Int32(part.lowerBound), Int32(part.upperBound))
      }
    }
    for r in 0..<shape.rows {
      for s in shape.all {
        var expected = ExactSum()
        if s < shape.samples {
          expected.add(x[r, s], factor[r])
          expected.add(term[r])
        }
        #expect(expected.admits(y[r, s]), "row \(r), sample \(s)")
      }
    }
  }

  /// Rows normalized by the kernel, in parts or not, with the moments it found.
  private struct Normalized {
    let mean: Guarded<Float>, variance: Guarded<Float>, y: Tiles

    init(_ x: Tiles, _ shape: Shape, gain: Guarded<Float>, shift: Guarded<Float>, parts: [Range<Int>]) {
      mean = Guarded(unwritten: shape.rows)
      variance = Guarded(unwritten: shape.rows)
      y = Tiles(unwritten: shape.rows, tiles: shape.tiles)
      for part in parts {
        wk_normalize_rows(
          x.tile(0), gain.pointer, shift.pointer, epsilon, mean.pointer, variance.pointer, y.tile(0),
          x.stride, Int32(shape.tiles), Int32(shape.samples), Int32(part.lowerBound), Int32(part.upperBound))
      }
    }
  }
  private static let epsilon: Float = 1e-3

  // Tolerances: a sum of up to 192 numbers of size 1 and some operations each, so some hundred times
  // 2^-24 = 6e-8; what is seen is a tenth of it.
  @Test(arguments: instructionSets, 1...30)
  func `normalized rows have the mean and the deviation asked for`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = Shape(random: &random)
    let x = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let gain = Guarded(random.floats(shape.rows)), shift = Guarded(random.floats(shape.rows))
    let (whole, parts) = with(set) {
      (
        Normalized(x, shape, gain: gain, shift: shift, parts: [0..<shape.rows]),
        Normalized(x, shape, gain: gain, shift: shift, parts: shape.parts)
      )
    }
    for r in 0..<shape.rows {
      let row = (0..<shape.samples).map { Double(x[r, $0]) }
      let mean = row.reduce(0, +) / Double(row.count)
      let variance = row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(row.count)
      #expect(abs(Double(whole.mean[r]) - mean) < 1e-5)
      #expect(abs(Double(whole.variance[r]) - variance) < 1e-5)
      for s in shape.all {
        let scaled = (Double(x[r, s]) - mean) / (variance + Double(Self.epsilon)).squareRoot()
        let expected = s < shape.samples ? Double(gain[r]) * scaled + Double(shift[r]) : 0
        #expect(abs(Double(whole.y[r, s]) - expected) < (s < shape.samples ? 3e-5 : .leastNonzeroMagnitude))
      }
    }
    #expect(whole.y.memory.bits == parts.y.memory.bits)
    #expect(whole.mean.bits == parts.mean.bits && whole.variance.bits == parts.variance.bits)
  }

  @Test(arguments: instructionSets)
  func `rows may be scaled and normalized in place`(set: Int32) {
    var random = Random(seed: 5)
    let x = Tiles(features: 3, tiles: 2, filledBy: &random), y = Tiles(unwritten: 3, tiles: 2)
    let scaled = Guarded(x.memory.array), normalized = Guarded(x.memory.array)
    let a = Guarded<Float>([1, 2, 3]), b = Guarded<Float>([0, 1, 2])
    let mean = Guarded(unwritten: 3), variance = Guarded(unwritten: 3)
    with(set) {
      wk_scale_rows(x.tile(0), a.pointer, b.pointer, y.tile(0), x.stride, 2, 100, 0, 3)
      wk_scale_rows(scaled.pointer, a.pointer, b.pointer, scaled.pointer, x.stride, 2, 100, 0, 3)
      #expect(scaled.bits == y.memory.bits)
      wk_normalize_rows(
        x.tile(0), a.pointer, b.pointer, 0.1, mean.pointer, variance.pointer, y.tile(0), x.stride, 2, 100, 0,
        3)
      wk_normalize_rows(
        normalized.pointer, a.pointer, b.pointer, 0.1, mean.pointer, variance.pointer, normalized.pointer,
        x.stride, 2, 100, 0, 3)
      #expect(normalized.bits == y.memory.bits)
    }
  }

  @Test(arguments: instructionSets)
  func `a mean far from zero costs no precision`(set: Int32) {
    var random = Random(seed: 1)
    let x = Tiles(features: 1, tiles: 2, filledBy: &random, in: 4095...4097)
    let one = Guarded<Float>([1]), zero = Guarded<Float>([0])
    let mean = Guarded(unwritten: 1), variance = Guarded(unwritten: 1)
    let y = Tiles(unwritten: 1, tiles: 2)
    with(set) {
      wk_normalize_rows(
        x.tile(0), one.pointer, zero.pointer, 0, mean.pointer, variance.pointer, y.tile(0), x.stride, 2, 128,
        0, 1)
    }
    let row = (0..<128).map { Double(x[0, $0]) }
    let exact = row.reduce(0, +) / 128
    let square = row.map { ($0 - exact) * ($0 - exact) }.reduce(0, +) / 128
    // The mean is off by at most its own rounding, 2^-12 of the deviation's size; its square is nothing.
    #expect(abs(Double(variance[0]) - square) < 1e-5 * square)
  }

  @Test(arguments: instructionSets, 1...30)
  func `the gradient of normalized rows takes out what would shift or stretch them`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = Shape(random: &random)
    let x = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let gradients = random.floats(shape.rows * shape.tiles * lanes)
    let gain = Guarded(random.floats(shape.rows)), shift = Guarded(random.floats(shape.rows))
    let rows = Int32(shape.rows)
    let d = Guarded(gradients), inParts = Guarded(gradients)
    let gainGradient = Guarded(unwritten: shape.rows), shiftGradient = Guarded(unwritten: shape.rows)
    with(set) {
      let forward = Normalized(x, shape, gain: gain, shift: shift, parts: [0..<shape.rows])
      for part in shape.parts {
        wk_normalize_rows_gradient(
          x.tile(0), gain.pointer, Self.epsilon, forward.mean.pointer, forward.variance.pointer,
          inParts.pointer, gainGradient.pointer, shiftGradient.pointer, x.stride, Int32(shape.tiles),
          Int32(shape.samples), Int32(part.lowerBound), Int32(part.upperBound))
      }
      wk_normalize_rows_gradient(
        x.tile(0), gain.pointer, Self.epsilon, forward.mean.pointer, forward.variance.pointer, d.pointer,
        gainGradient.pointer, shiftGradient.pointer, x.stride, Int32(shape.tiles), Int32(shape.samples), 0,
        rows)
    }
    #expect(d.bits == inParts.bits)
    for r in 0..<shape.rows {
      func place(_ s: Int) -> Int { s / lanes * x.stride + r * lanes + s % lanes }
      let row = (0..<shape.samples).map { Double(x[r, $0]) }
      let incoming = (0..<shape.samples).map { Double(gradients[place($0)]) }
      let share = 1 / Double(row.count), mean = row.reduce(0, +) * share
      let variance = row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) * share
      let deviation = (variance + Double(Self.epsilon)).squareRoot()
      let n = row.map { ($0 - mean) / deviation }
      let sum = incoming.reduce(0, +), along = zip(incoming, n).map(*).reduce(0, +)
      // Sums of up to 192 products of size 1; divided by a deviation that may be as small as 0.03.
      #expect(abs(Double(shiftGradient[r]) - sum) < 1e-4)
      #expect(abs(Double(gainGradient[r]) - along) < 1e-4)
      for s in shape.all {
        let expected =
          s < shape.samples
          ? Double(gain[r]) / deviation * (incoming[s] - sum * share - n[s] * along * share) : 0
        let tolerance = s < shape.samples ? 1e-5 / deviation : .leastNonzeroMagnitude
        #expect(abs(Double(d[place(s)]) - expected) < tolerance, "row \(r), sample \(s)")
      }
    }
  }
}
