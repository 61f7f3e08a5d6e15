import CWeirKernels
import Testing

@Suite struct BatchTests {
  /// What the two loads have in common: a shape, and what the tile should hold.
  private struct Batch {
    let features: Int, used: Int, perFeature: Bool
    let indices: Guarded<Int32>
    let scale: Guarded<Float>, shift: Guarded<Float>
    let parts: [Range<Int>]
    static let samples = 100

    init(random: inout Random) {
      features = random.length(upTo: 70)
      used = random.length(upTo: lanes)
      perFeature = Bool.random(using: &random)
      // The last sample is always among them, so that reading past a sample is reading past all.
      var indices = (0..<used).map { _ in Int32.random(in: 0..<100, using: &random) }
      if used > 0 { indices[used / 2] = 99 }
      self.indices = Guarded(indices)
      scale = Guarded(random.floats(perFeature ? features : 1))
      shift = Guarded(random.floats(perFeature ? features : 1))
      parts = random.cuts(features)
    }

    func check(_ tile: Tiles, holds samples: [Float]) {
      for f in 0..<features {
        for lane in 0..<lanes {
          var expected = ExactSum()
          if lane < used {
            expected.add(samples[Int(indices[lane]) * features + f], scale[perFeature ? f : 0])
            expected.add(shift[perFeature ? f : 0])
          }
          #expect(expected.admits(tile[f, lane]), "feature \(f), lane \(lane)")
        }
      }
    }
  }

  @Test(arguments: instructionSets, 1...40)
  func `bytes come scaled, feature by feature, and zero behind the batch`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let batch = Batch(random: &random)
    let samples = Guarded(
      (0..<Batch.samples * batch.features).map { _ in UInt8.random(in: 0...255, using: &random) })
    let tile = Tiles(unwritten: batch.features, tiles: 1)
    with(set) {
      for part in batch.parts {
        wk_load_bytes(
          samples.pointer, batch.indices.pointer, Int32(batch.used), Int32(batch.features),
          batch.scale.pointer, batch.shift.pointer, batch.perFeature ? 1 : 0, tile.tile(0),
          Int32(part.lowerBound), Int32(part.upperBound))
      }
    }
    batch.check(tile, holds: samples.array.map { Float($0) })
  }

  @Test(arguments: instructionSets, 1...40)
  func `floats come scaled, feature by feature, and zero behind the batch`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let batch = Batch(random: &random)
    let samples = Guarded(random.floats(Batch.samples * batch.features))
    let tile = Tiles(unwritten: batch.features, tiles: 1)
    with(set) {
      for part in batch.parts {
        wk_load_floats(
          samples.pointer, batch.indices.pointer, Int32(batch.used), Int32(batch.features),
          batch.scale.pointer, batch.shift.pointer, batch.perFeature ? 1 : 0, tile.tile(0),
          Int32(part.lowerBound), Int32(part.upperBound))
      }
    }
    batch.check(tile, holds: samples.array)
  }
}
