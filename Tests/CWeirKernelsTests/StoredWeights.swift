import CWeirKernels

/// The active weights of a matrix in column blocks, as kernels take them: random, with what is read behind the last one.
struct StoredWeights {
  /// In the order of memory.
  let active: [(row: Int, column: Int)]
  let slots: Guarded<UInt64>
  let offsets: Guarded<UInt16>
  let values: Guarded<Float>
  let pattern: wk_pattern

  /// Rows come in any order in each [band] of so many, in their own where that is one. A weight is active with the
  /// probability [density] of its row.
  init(
    rows: Int, columns: Int, block: Int, band: Int, random: inout Random, density: (_ row: Int) -> Double
  ) {
    let blocks = (columns + block - 1) / block
    var (active, slots): ([(row: Int, column: Int)], [UInt64]) = ([], [])
    for b in 0..<blocks {
      for first in stride(from: 0, to: rows, by: band) {
        for r in (first..<min(rows, first + band)).shuffled(using: &random) {
          slots.append(UInt64(r) << 32 | UInt64(active.count))
          for c in b * block..<min(columns, (b + 1) * block)
          where Double.random(in: 0..<1, using: &random) < density(r) {
            active.append((r, c))
          }
        }
      }
      slots.append(UInt64(active.count))
    }
    self.active = active
    self.slots = Guarded(slots + [.max])
    offsets = Guarded(active.map { UInt16($0.column % block) } + Array(repeating: 0, count: Int(WK_AHEAD)))
    values = Guarded(random.floats(active.count) + Array(repeating: .nan, count: Int(WK_AHEAD)))
    pattern = wk_pattern(
      rows: Int32(rows), columns: Int32(columns), block: Int32(block), blocks: Int32(blocks),
      slots: self.slots.pointer, offsets: offsets.pointer)
  }

  var rows: Int { Int(pattern.rows) }
  var columns: Int { Int(pattern.columns) }
}
