import CWeirKernels
import Testing

@Suite struct NormalizationTests {
  private static let epsilon: Float = 1e-3
  /// No rectifier, relu, leaky relu.
  static let slopes: [Float] = [1, 0, 0.25]

  /// Channels normalized by the kernel, in parts or not, with the moments it found.
  private struct Normalized {
    let mean: Guarded<Float>, variance: Guarded<Float>, y: Tiles

    init(
      _ x: Tiles, _ shape: RowsShape, gain: Guarded<Float>, shift: Guarded<Float>, slope: Float = 1,
      parts: [Range<Int>]
    ) {
      mean = Guarded(unwritten: shape.channels)
      variance = Guarded(unwritten: shape.channels)
      y = Tiles(unwritten: shape.rows, tiles: shape.tiles)
      for part in parts {
        wk_normalize_rows(
          x.tile(0), gain.pointer, shift.pointer, epsilon, slope, mean.pointer, variance.pointer, y.tile(0),
          x.stride, Int32(shape.tiles), Int32(shape.samples), Int32(shape.area), Int32(part.lowerBound),
          Int32(part.upperBound))
      }
    }
  }

  /// The gradient in front of the normalization, by the kernel.
  private struct Gradient {
    let d: Guarded<Float>, gain: Guarded<Float>, shift: Guarded<Float>

    init(
      _ x: Tiles, _ shape: RowsShape, behind: [Float], gain gains: Guarded<Float>,
      shift shifts: Guarded<Float>,
      slope: Float = 1, _ forward: Normalized, parts: [Range<Int>]
    ) {
      (d, gain, shift) = (
        Guarded(behind), Guarded(unwritten: shape.channels), Guarded(unwritten: shape.channels)
      )
      for part in parts {
        wk_normalize_rows_gradient(
          x.tile(0), gains.pointer, shifts.pointer, epsilon, slope, forward.mean.pointer,
          forward.variance.pointer, d.pointer, gain.pointer, shift.pointer, x.stride, Int32(shape.tiles),
          Int32(shape.samples), Int32(shape.area), Int32(part.lowerBound), Int32(part.upperBound))
      }
    }
  }

  // Tolerances: sums of up to 192 numbers of size 1 a row and some operations each, so some hundred times
  // 2^-24 = 6e-8; what is seen is a tenth of it.
  @Test(arguments: instructionSets, 1...30)
  func `normalized channels have the mean and the deviation asked for`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = RowsShape(random: &random, mostArea: 70)
    let x = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let gain = Guarded(random.floats(shape.channels)), shift = Guarded(random.floats(shape.channels))
    let (whole, parts) = with(set) {
      (
        Normalized(x, shape, gain: gain, shift: shift, parts: [0..<shape.channels]),
        Normalized(x, shape, gain: gain, shift: shift, parts: shape.parts)
      )
    }
    for c in 0..<shape.channels {
      let numbers = shape.places(c).map { Double(x[$0.row, $0.sample]) }
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      let variance = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(numbers.count)
      #expect(abs(Double(whole.mean[c]) - mean) < 1e-5)
      #expect(abs(Double(whole.variance[c]) - variance) < 1e-5)
      let inverse = 1 / (variance + Double(Self.epsilon)).squareRoot()
      for r in c * shape.area..<(c + 1) * shape.area {
        let most = shape.all.reduce(0) { most, s in
          let scaled = (Double(x[r, s]) - mean) * inverse
          let expected = s < shape.samples ? Double(gain[c]) * scaled + Double(shift[c]) : 0
          let apart = abs(Double(whole.y[r, s]) - expected)
          return max(most, s < shape.samples ? apart : 1e30 * apart)
        }
        #expect(most < 3e-5, "row \(r)")
      }
    }
    #expect(whole.y.memory.bits == parts.y.memory.bits)
    #expect(whole.mean.bits == parts.mean.bits && whole.variance.bits == parts.variance.bits)
  }

  @Test(arguments: instructionSets)
  func `channels may be scaled and normalized in place`(set: Int32) {
    var random = Random(seed: 5)
    let x = Tiles(features: 6, tiles: 2, filledBy: &random), y = Tiles(unwritten: 6, tiles: 2)
    let scaled = Guarded(x.memory.array), normalized = Guarded(x.memory.array)
    let a = Guarded<Float>([1, 2, 3]), b = Guarded<Float>([0, 1, 2])
    let mean = Guarded(unwritten: 3), variance = Guarded(unwritten: 3)
    with(set) {
      wk_scale_rows(x.tile(0), a.pointer, b.pointer, y.tile(0), x.stride, 2, 100, 2, 0, 3)
      wk_scale_rows(scaled.pointer, a.pointer, b.pointer, scaled.pointer, x.stride, 2, 100, 2, 0, 3)
      #expect(scaled.bits == y.memory.bits)
      wk_normalize_rows(
        x.tile(0), a.pointer, b.pointer, 0.1, 1, mean.pointer, variance.pointer, y.tile(0), x.stride, 2, 100,
        2, 0, 3)
      wk_normalize_rows(
        normalized.pointer, a.pointer, b.pointer, 0.1, 1, mean.pointer, variance.pointer, normalized.pointer,
        x.stride, 2, 100, 2, 0, 3)
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
        x.tile(0), one.pointer, zero.pointer, 0, 1, mean.pointer, variance.pointer, y.tile(0), x.stride, 2,
        128, 1, 0, 1)
    }
    let row = (0..<128).map { Double(x[0, $0]) }
    let exact = row.reduce(0, +) / 128
    let square = row.map { ($0 - exact) * ($0 - exact) }.reduce(0, +) / 128
    // The mean is off by at most its own rounding, 2^-12 of the deviation's size; its square is nothing.
    #expect(abs(Double(variance[0]) - square) < 1e-5 * square)
  }

  // One chain of additions over so many numbers would be off by some 1e-5.
  @Test(arguments: instructionSets)
  func `a plane of a hundred thousand numbers is summed to a millionth`(set: Int32) {
    var random = Random(seed: 2)
    let x = Tiles(features: 1024, tiles: 2, filledBy: &random, in: 1...2)
    let d = random.floats(1024 * 128, in: 0...1)
    let one = Guarded<Float>([1]), zero = Guarded<Float>([0])
    var (mean, variance, sum) = (0.0, 0.0, 0.0)
    for number in x.memory.array { mean += Double(number) / 131_072 }
    for number in x.memory.array { variance += (Double(number) - mean) * (Double(number) - mean) / 131_072 }
    for number in d { sum += Double(number) }
    let shape = RowsShape(channels: 1, area: 1024, tiles: 2, samples: 128)
    with(set) {
      let found = Normalized(x, shape, gain: one, shift: zero, parts: [0..<1])
      #expect(abs(Double(found.mean[0]) / mean - 1) < 1e-6)
      #expect(abs(Double(found.variance[0]) / variance - 1) < 1e-6)
      let back = Gradient(x, shape, behind: d, gain: one, shift: zero, found, parts: [0..<1])
      #expect(abs(Double(back.shift[0]) / sum - 1) < 1e-6)
    }
  }

  @Test(arguments: instructionSets, 1...30)
  func `the gradient takes out what would shift or stretch a channel`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = RowsShape(random: &random, mostArea: 70)
    let x = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let gradients = random.floats(shape.rows * shape.tiles * lanes)
    let gain = Guarded(random.floats(shape.channels)), shift = Guarded(random.floats(shape.channels))
    let (whole, parts) = with(set) {
      let forward = Normalized(x, shape, gain: gain, shift: shift, parts: [0..<shape.channels])
      return (
        Gradient(
          x, shape, behind: gradients, gain: gain, shift: shift, forward, parts: [0..<shape.channels]),
        Gradient(x, shape, behind: gradients, gain: gain, shift: shift, forward, parts: shape.parts)
      )
    }
    #expect(whole.d.bits == parts.d.bits)
    for c in 0..<shape.channels {
      func place(_ r: Int, _ s: Int) -> Int { s / lanes * x.stride + r * lanes + s % lanes }
      let numbers = shape.places(c).map { Double(x[$0.row, $0.sample]) }
      let incoming = shape.places(c).map { Double(gradients[place($0.row, $0.sample)]) }
      let share = 1 / Double(numbers.count), mean = numbers.reduce(0, +) * share
      let variance = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) * share
      let deviation = (variance + Double(Self.epsilon)).squareRoot()
      let n = numbers.map { ($0 - mean) / deviation }
      let sum = incoming.reduce(0, +), along = zip(incoming, n).map(*).reduce(0, +)
      // Sums of products of size 1, of which the first few hundred round the most; divided by a deviation that may
      // be as small as 0.03.
      #expect(abs(Double(whole.shift[c]) - sum) < 3e-4)
      #expect(abs(Double(whole.gain[c]) - along) < 3e-4)
      let most = shape.places(c).enumerated().reduce(0) { most, next in
        let (index, (r, s)) = next
        let expected =
          Double(gain[c]) / deviation * (incoming[index] - sum * share - n[index] * along * share)
        return max(most, abs(Double(whole.d[place(r, s)]) - expected))
      }
      #expect(most < 1e-5 / deviation)
      let idle = shape.all.dropFirst(shape.samples)
      let rows = c * shape.area..<(c + 1) * shape.area
      #expect(rows.allSatisfy { r in idle.allSatisfy { whole.d[place(r, $0)] == 0 } })
    }
  }

  @Test(arguments: instructionSets, slopes)
  func `a rectifier in the same pass leaves the bits of one behind it`(set: Int32, slope: Float) {
    for seed in 1...20 {
      var random = Random(seed: seed)
      let shape = RowsShape(random: &random, mostArea: 70)
      let x = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
      let gradients = random.floats(shape.rows * shape.tiles * lanes)
      let gain = Guarded(random.floats(shape.channels)), shift = Guarded(random.floats(shape.channels))
      let all = [0..<shape.channels]
      with(set) {
        let fused = Normalized(x, shape, gain: gain, shift: shift, slope: slope, parts: all)
        let plain = Normalized(x, shape, gain: gain, shift: shift, parts: all)
        let behind = Guarded(gradients)
        wk_rectify_gradient(plain.y.tile(0), slope, behind.pointer, behind.count)
        wk_rectify(plain.y.tile(0), slope, plain.y.tile(0), behind.count)
        #expect(fused.y.memory.bits == plain.y.memory.bits && fused.mean.bits == plain.mean.bits)
        let together = Gradient(
          x, shape, behind: gradients, gain: gain, shift: shift, slope: slope, fused, parts: all)
        let apart = Gradient(
          x, shape, behind: behind.array, gain: gain, shift: shift, plain, parts: all)
        #expect(together.d.bits == apart.d.bits)
        #expect(together.gain.bits == apart.gain.bits && together.shift.bits == apart.shift.bits)
      }
    }
  }
}
