import CWeirKernels

extension Execution {
  /// Changes the images of a batch, of [shape], as [augmentation] says and [stream] draws: word i of the stream's
  /// blocks belongs to sample i. [spare] is another batch, which changes places with it.
  func augment(
    _ batch: inout TiledBatch, _ augmentation: Augmentation, of shape: [Int], padding: Float,
    _ stream: RandomStream, _ spare: inout TiledBatch
  ) {
    let (height, width, pixels) = (shape[1], shape[2], shape[1] * shape[2])
    spare.reshape(features: batch.features, count: batch.count)
    let (input, output) = (batch.buffer.pointer, spare.buffer.mutablePointer)
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
        wk_move_pixels(
          input + offset, rows, columns, Int32(height), Int32(width), padding, output + offset)
      }
    }
    swap(&batch, &spare)
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
