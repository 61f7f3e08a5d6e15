import CWeirKernels
import Synchronization

/// The search for the weights to grow: those with the largest gradient among the inactive ones.
extension Execution {
  /// The positions, increasing, of the [count] largest |∂W| = |d xᵀ| outside [kept], or of all outside if
  /// there are fewer; of equal ones those with the smaller position.
  ///
  /// No dense matrix is formed: a few rows of the gradient at a time go through a list of the best so far.
  /// [scratch] holds the transposed batch. Cost: a dense gradient in time; in memory 50 bytes for each
  /// weight that is looked for and thread, and some rows.
  package func largestGradients(
    _ count: Int, outside kept: Mask, _ x: TiledBatch, _ d: TiledBatch, _ scratch: inout Buffer
  ) -> [Int] {
    let columns = kept.columns
    guard columns > 0 else { return [] }
    let stride = transpose(x, into: &scratch)
    let (input, flow) = (scratch.pointer, d.buffer.pointer)
    let chunk = min(48, max(6, Self.chunkFloats / columns / 6 * 6))
    return largest(count, outside: kept, chunk: chunk, work: x.tiles * TiledBatch.lanes) { rows, out in
      wk_dense_gradient(
        input, stride, flow + rows.lowerBound * TiledBatch.lanes, d.stride, Int32(x.tiles), Int32(columns),
        out,
        0, Int32(rows.count))
    }
  }

  /// The same for the weights of a convolution, a row a filter.
  func largestGradients(
    _ count: Int, outside kept: Mask, _ map: Convolution, _ x: TiledBatch, _ d: TiledBatch
  ) -> [Int] {
    let (columns, filters) = (kept.columns, map.filters / map.groups)
    let chunk = min(48, max(1, Self.chunkFloats / columns))
    let work = map.positions * x.tiles * TiledBatch.lanes
    return largest(count, outside: kept, chunk: chunk, work: work) { rows, out in
      // The filters of one group at a time.
      var first = rows.lowerBound
      while first < rows.upperBound {
        let end = min(rows.upperBound, (first / filters + 1) * filters)
        denseGradient(ofRows: first..<end, map, x, d, out + (first - rows.lowerBound) * columns)
        first = end
      }
    }
  }

  /// The positions of the [count] largest numbers outside [kept] of a matrix that [write] gives, at most [chunk] rows
  /// at a time, with so much [work] for each number.
  private func largest(
    _ count: Int, outside kept: Mask, chunk: Int, work: Int,
    _ write: (_ rows: Range<Int>, _ out: UnsafeMutablePointer<Float>) -> Void
  ) -> [Int] {
    let (rows, columns) = (kept.rows, kept.columns)
    guard count > 0, rows > 0, columns > 0 else { return [] }
    let found = Mutex([(row: Int, best: Candidates)]())
    parallel(over: rows, step: chunk, work: 2 * rows * columns * work) { range in
      var best = Candidates(limit: count, columns: columns)
      var gradient = Buffer(count: chunk * columns)
      for begin in Swift.stride(from: range.lowerBound, to: range.upperBound, by: chunk) {
        let end = min(begin + chunk, range.upperBound)
        let out = gradient.mutablePointer
        write(begin..<end, out)
        wk_magnitudes(out, (end - begin) * columns)
        for row in begin..<end {
          let scores = UnsafeMutableBufferPointer(start: out + (row - begin) * columns, count: columns)
          best.offer(scores, row: row, outside: kept)
        }
      }
      best.discard()
      found.withLock { $0.append((range.lowerBound, best)) }
    }
    return Candidates.largest(count, of: found.withLock { $0.sorted { $0.row < $1.row } }.map(\.best))
  }

  /// Keeps the rows of a gradient that are worked on in the second cache.
  private static let chunkFloats = 1 << 17

  /// Writes [x] sample by sample, and returns the floats from one sample to the next.
  func transpose(_ x: TiledBatch, into scratch: inout Buffer) -> Int {
    // Whole registers, and one more: with a power of two between them, the samples of a column would
    // meet in one set of the cache, which costs up to three times as much.
    let stride = (x.features + 15) / 16 * 16 + 16
    let samples = x.tiles * TiledBatch.lanes
    if scratch.count < samples * stride { scratch = Buffer(count: samples * stride) }
    let transposed = scratch.mutablePointer
    parallel(over: x.features, step: 16, work: 4 * samples * x.features) { range in
      for tile in 0..<x.tiles {
        wk_transpose_tile(
          x.buffer.pointer + tile * x.stride, transposed + tile * TiledBatch.lanes * stride, stride,
          Int32(range.lowerBound), Int32(range.upperBound))
      }
    }
    return stride
  }
}

/// The best of the scores offered so far, and some more: when there are twice as many as wanted, all but the best
/// go. They are offered by increasing position, so that among equals the earlier one stays.
private struct Candidates {
  private let limit: Int, room: Int
  private var scores: [Float] = []
  private var positions: [Int] = []
  /// As many as wanted are known to be at least this large.
  private var threshold: Float = -1
  /// What a row has above the threshold.
  private var above: [Float], places: [Int]

  /// For the [limit] best, out of rows of [columns].
  init(limit: Int, columns: Int) {
    (self.limit, room) = (limit, 2 * limit + 1024)
    above = [Float](repeating: 0, count: columns)
    places = [Int](repeating: 0, count: columns)
    scores.reserveCapacity(room + columns)
    positions.reserveCapacity(room + columns)
  }

  /// Takes what is worth it from a row of scores, which it changes.
  mutating func offer(_ row: UnsafeMutableBufferPointer<Float>, row number: Int, outside kept: Mask) {
    guard let start = row.baseAddress, !kept.isFull else { return }
    // No score is below zero, so that this one is never taken.
    kept.forEachColumn(ofRow: number) { _, column in start[column] = -1 }
    let found = wk_select_above(start, row.count, threshold, number * row.count, &above, &places)
    scores += above[..<found]
    positions += places[..<found]
    if scores.count >= room { discard() }
  }

  /// Keeps the best alone.
  mutating func discard() {
    guard scores.count > limit else { return }
    let best = Selection.largest(limit, of: scores)
    for (place, index) in best.enumerated() {
      (scores[place], positions[place]) = (scores[index], positions[index])
    }
    scores.removeLast(scores.count - limit)
    positions.removeLast(positions.count - limit)
    threshold = scores.min() ?? -1
  }

  /// The positions, increasing, of the [count] best that [parts], by increasing position, have found together.
  static func largest(_ count: Int, of parts: [Candidates]) -> [Int] {
    let chosen = Selection.largest(
      min(count, parts.reduce(0) { $0 + $1.scores.count }), of: parts.map(\.scores))
    return zip(parts, chosen).flatMap { part, chosen in chosen.map { part.positions[$0] } }
  }
}
