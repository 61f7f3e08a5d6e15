import CWeirKernels
import Testing

@Suite struct RowsTests {
  @Test(arguments: instructionSets, 1...30)
  func `a row is summed over all lanes of all tiles`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = RowsShape(random: &random)
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
  func `behind a rectifier the gradient in front of it is what is summed`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = RowsShape(random: &random)
    let slope = ([0, 0.2] as [Float])[seed % 2]
    let y = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let d = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let apart = Guarded(d.memory.array), tiles = Int32(shape.tiles)
    let sums = Guarded(unwritten: shape.rows), expected = Guarded(unwritten: shape.rows)
    with(set) {
      for part in shape.parts {
        wk_rectified_row_sums(
          y.tile(0), y.stride, slope, d.tile(0), d.stride, tiles, sums.pointer, Int32(part.lowerBound),
          Int32(part.upperBound))
      }
      wk_rectify_gradient(y.memory.pointer, slope, apart.pointer, shape.rows * shape.tiles * lanes)
      wk_row_sums(apart.pointer, d.stride, tiles, expected.pointer, 0, Int32(shape.rows))
    }
    #expect(d.memory.bits == apart.bits && sums.bits == expected.bits)
  }

  @Test(arguments: instructionSets, 1...30)
  func `scaled rows are zero behind the samples`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let shape = RowsShape(random: &random, mostArea: 5)
    let x = Tiles(features: shape.rows, tiles: shape.tiles, filledBy: &random)
    let y = Tiles(unwritten: shape.rows, tiles: shape.tiles)
    let factor = Guarded(random.floats(shape.channels)), term = Guarded(random.floats(shape.channels))
    with(set) {
      for part in shape.parts {
        wk_scale_rows(
          x.tile(0), factor.pointer, term.pointer, y.tile(0), x.stride, Int32(shape.tiles),
          Int32(shape.samples), Int32(shape.area), Int32(part.lowerBound), Int32(part.upperBound))
      }
    }
    for r in 0..<shape.rows {
      for s in shape.all {
        var expected = ExactSum()
        if s < shape.samples {
          expected.add(x[r, s], factor[r / shape.area])
          expected.add(term[r / shape.area])
        }
        #expect(expected.admits(y[r, s]), "row \(r), sample \(s)")
      }
    }
  }
}
