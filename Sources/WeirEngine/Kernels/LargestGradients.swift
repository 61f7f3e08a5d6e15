import CWeirKernels
import Synchronization

/// The search for the weights to grow: those with the largest gradient among the inactive ones.
extension Execution {
  /// The positions, increasing, of the [count] largest |∂W| = |d xᵀ| outside [kept], or of all outside if
  /// there are fewer; of equal ones those with the smaller position.
  ///
  /// No dense matrix is formed: a few rows of the gradient at a time go through a list of the best so far.
  /// [scratch] holds the transposed batch. Cost: a dense gradient in time; in memory 50 bytes for each
  /// weight that is looked for, and some rows.
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
      var best = Candidates(limit: count)
      var gradient = Buffer(count: chunk * columns)
      var places = [UInt32](repeating: 0, count: columns + 1)
      for begin in Swift.stride(from: range.lowerBound, to: range.upperBound, by: chunk) {
        let end = min(begin + chunk, range.upperBound)
        let out = gradient.mutablePointer
        write(begin..<end, out)
        wk_magnitudes(out, (end - begin) * columns)
        for row in begin..<end {
          let scores = UnsafeMutableBufferPointer(start: out + (row - begin) * columns, count: columns)
          best.offer(scores, row: row, outside: kept, &places)
        }
      }
      found.withLock { $0.append((range.lowerBound, best)) }
    }
    var all = Candidates(limit: count)
    for part in found.withLock({ $0.sorted { $0.row < $1.row } }) { all.append(part.best) }
    return all.largest
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

/// The best of the scores offered so far, and some more: when there are four times as many as wanted, all but
/// the best go. They are offered by increasing position, so that among equals the earlier one stays.
private struct Candidates {
  let limit: Int
  private var scores: [Float] = []
  private var positions: [Int] = []
  /// As many as wanted are known to be at least this large.
  private var threshold: Float = -1

  init(limit: Int) { self.limit = limit }

  /// Takes what is worth it from a row of scores, which it changes.
  mutating func offer(
    _ row: UnsafeMutableBufferPointer<Float>, row number: Int, outside kept: Mask, _ places: inout [UInt32]
  ) {
    guard let start = row.baseAddress, !kept.isFull else { return }
    // No score is below zero, so that this one is never taken.
    for rank in kept.starts[number]..<kept.starts[number + 1] { start[Int(kept.active[rank])] = -1 }
    let found = places.withUnsafeMutableBufferPointer { places in
      places.baseAddress.map { wk_select_above(start, row.count, threshold, $0) } ?? 0
    }
    for place in places[..<found] {
      scores.append(start[Int(place)])
      positions.append(number * row.count + Int(place))
    }
    if scores.count >= 4 * limit + 1024 { discard() }
  }

  /// Takes what a later part of the matrix has found.
  mutating func append(_ other: Candidates) {
    scores += other.scores
    positions += other.positions
    if scores.count > limit { discard() }
  }

  private mutating func discard() {
    let best = Selection.largest(limit, of: scores)
    scores = best.map { scores[$0] }
    positions = best.map { positions[$0] }
    threshold = scores.min() ?? -1
  }

  /// The positions of the best, increasing.
  var largest: [Int] {
    guard scores.count > limit else { return positions }
    return Selection.largest(limit, of: scores).map { positions[$0] }
  }
}
