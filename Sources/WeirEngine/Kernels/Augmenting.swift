import CWeirKernels

extension Execution {
  /// Puts the images at [places], of [shape], into a batch, changed as [augmentation] says and [stream] draws: its
  /// block i belongs to sample i. They are moved as they are stored and scaled behind that, so that what comes in
  /// from outside is black. [spare] is scratch.
  func load(
    _ samples: Samples, at places: ArraySlice<Int32>, of shape: [Int], changedBy augmentation: Augmentation,
    _ stream: RandomStream, into batch: inout TiledBatch, _ spare: inout TiledBatch
  ) {
    load(samples.scaled([1], [0]), at: places, into: &batch)
    spare.reshape(features: batch.features, count: batch.count)
    move(batch, of: shape, augmentation, stream, into: &spare)
    func each(_ numbers: [Float]) -> Buffer {
      Buffer(numbers.count > 1 ? numbers : [Float](repeating: numbers[0], count: samples.features))
    }
    scaleRows(of: spare, by: each(samples.scale), plus: each(samples.shift), into: &batch)
  }

  private func move(
    _ batch: TiledBatch, of shape: [Int], _ augmentation: Augmentation, _ stream: RandomStream,
    into moved: inout TiledBatch
  ) {
    let (height, width, pixels) = (shape[1], shape[2], shape[1] * shape[2])
    let (input, output) = (batch.buffer.pointer, moved.buffer.mutablePointer)
    let (count, stride) = (batch.count, batch.stride)
    parallel(parts: batch.tiles, work: 8 * batch.extent) { tile in
      var rows = [Int32](repeating: -1, count: height * TiledBatch.lanes)
      var columns = [Int32](repeating: -1, count: width * TiledBatch.lanes)
      for lane in 0..<min(TiledBatch.lanes, count - tile * TiledBatch.lanes) {
        let move = Move(augmentation, stream.words(tile * TiledBatch.lanes + lane))
        for y in 0..<height where (0..<height).contains(y + move.down) {
          rows[y * TiledBatch.lanes + lane] = Int32((y + move.down) * width)
        }
        for x in 0..<width where (0..<width).contains(x + move.right) {
          columns[(move.flips ? width - 1 - x : x) * TiledBatch.lanes + lane] = Int32(x + move.right)
        }
      }
      for channel in 0..<shape[0] {
        let offset = tile * stride + channel * pixels * TiledBatch.lanes
        wk_move_pixels(input + offset, rows, columns, Int32(height), Int32(width), 0, output + offset)
      }
    }
  }
}

/// How one image is changed.
private struct Move {
  let flips: Bool
  let down: Int, right: Int

  init(_ augmentation: Augmentation, _ words: Philox.Block) {
    // A share of 2³² in 0..<count, the same for every count to 2⁻³⁰.
    func draw(_ word: UInt32, below count: Int) -> Int { Int((UInt64(word) * UInt64(count)) >> 32) }
    flips = augmentation.flips && words.x >> 31 == 1
    down = draw(words.y, below: 2 * augmentation.crop + 1) - augmentation.crop
    right = draw(words.z, below: 2 * augmentation.crop + 1) - augmentation.crop
  }
}
