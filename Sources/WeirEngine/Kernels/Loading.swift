import CWeirKernels

extension Execution {
  /// Puts the samples at [places] into a batch, scaled as the dataset says.
  func load(_ samples: Samples, at places: ArraySlice<Int32>, into batch: inout TiledBatch) {
    batch.reshape(features: samples.features, count: places.count)
    let rows = samples.stored(places)
    let out = batch.buffer.mutablePointer
    let (features, stride, count) = (samples.features, batch.stride, places.count)
    let perFeature: Int32 = samples.scale.count > 1 ? 1 : 0
    let tiles = batch.tiles
    rows.withUnsafeBufferPointer { rows in
      // In bounds: a tile has no more lanes than there are rows left, and rows are stored rows.
      guard let start = rows.baseAddress else { return }
      let cuts = tiles >= threads ? 1 : threads
      parallel(parts: tiles * cuts, work: 4 * count * features) { part in
        let (tile, cut) = (part / cuts, part % cuts)
        let units = (features + 15) / 16
        let begin = min(features, units * cut / cuts * 16)
        let end = min(features, units * (cut + 1) / cuts * 16)
        guard begin < end else { return }
        let lanes = min(TiledBatch.lanes, count - tile * TiledBatch.lanes)
        let (chosen, to) = (start + tile * TiledBatch.lanes, out + tile * stride)
        switch samples.storage {
        case .bytes(let bytes):
          wk_load_bytes(
            bytes, chosen, Int32(lanes), Int32(features), samples.scale, samples.shift, perFeature, to,
            Int32(begin), Int32(end))
        case .floats(let floats):
          wk_load_floats(
            floats, chosen, Int32(lanes), Int32(features), samples.scale, samples.shift, perFeature, to,
            Int32(begin), Int32(end))
        }
      }
    }
  }
}

extension Samples {
  /// The stored rows of the samples at [places].
  fileprivate func stored(_ places: ArraySlice<Int32>) -> [Int32] {
    switch rows {
    case .run(let range): places.map { $0 + Int32(range.lowerBound) }
    case .list(let list): places.map { list[Int($0)] }
    }
  }

  /// The answers of the samples at [places].
  func answers(at places: ArraySlice<Int32>) -> BatchAnswers {
    let stored = stored(places)
    switch answers {
    case .labels(let labels): return .labels(stored.map { labels[Int($0)] })
    case .targets(let targets, let width):
      return .targets(stored.flatMap { targets[Int($0) * width..<(Int($0) + 1) * width] })
    }
  }
}
