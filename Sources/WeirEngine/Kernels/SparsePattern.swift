import CWeirKernels
import Synchronization

/// Where the active weights of a matrix lie in memory: column-blocked compressed rows.
///
/// A block of columns is as wide as keeps about a dozen weights a row in it, so that the slice of the
/// batch that a block reads stays in the first-level cache while the fixed cost a row is spread.
/// Memory: 2 bytes a weight and 4 a row and block. A class, since it is shared and never changes.
final class SparsePattern: Sendable {
  let rows: Int
  let columns: Int
  let block: Int
  let blocks: Int
  let starts: [UInt32]
  let offsets: [UInt16]
  private let transpose = Mutex<Transpose?>(nil)
  /// What a convolution has in place of the transpose.
  let turn = Mutex<(map: Convolution, transpose: Transpose)?>(nil)

  /// The transposed matrix, which the gradient of the input multiplies with, and where in the original
  /// each of its weights stands.
  struct Transpose: Sendable {
    let pattern: SparsePattern
    let permutation: [UInt32]

    /// Row `r` has the columns `active[begins[r]..<begins[r + 1]]`, increasing, of the weights that stand at
    /// [sources] in the original.
    init(rows: Int, columns: Int, begins: [Int], active: [UInt32], sources: [UInt32]) {
      pattern = SparsePattern(rows: rows, columns: columns, begins: begins, active: active)
      var permutation = [UInt32](repeating: 0, count: sources.count)
      pattern.forEachByRow { rank, place in permutation[Int(place)] = sources[rank] }
      self.permutation = permutation
    }
  }

  var count: Int { offsets.count }

  /// The pattern of [mask]. Cost: linear in its active weights, and rows times blocks.
  convenience init(_ mask: Mask) {
    let (rows, columns) = (mask.rows, mask.columns)
    guard mask.isFull else {
      self.init(rows: rows, columns: columns, begins: mask.starts, active: mask.active)
      return
    }
    self.init(
      rows: rows, columns: columns, begins: (0...rows).map { $0 * columns },
      active: (0..<rows * columns).map { UInt32($0 % columns) })
  }

  /// Row `r` has the columns `active[begins[r]..<begins[r + 1]]`, increasing.
  private init(rows: Int, columns: Int, begins: [Int], active: [UInt32]) {
    let density = Double(active.count) / Double(max(1, rows * columns))
    let block = Self.blockWidth(columns: columns, density: density)
    let blocks = max(1, (columns + block - 1) / block)
    // A block is a power of two wide, unless there is only one, in which nothing is shifted out.
    let shift = blocks > 1 ? UInt32(block.trailingZeroBitCount) : 31
    var starts = [UInt32](repeating: 0, count: blocks * (rows + 1))
    var offsets = [UInt16](repeating: 0, count: active.count)
    for row in 0..<rows {
      for rank in begins[row]..<begins[row + 1] {
        starts[Int(active[rank] >> shift) * (rows + 1) + row] += 1
      }
    }
    // Counts become beginnings; the last slot of each block becomes the beginning of the next.
    var total: UInt32 = 0
    for index in starts.indices { (starts[index], total) = (total, total + starts[index]) }
    let width = UInt32(truncatingIfNeeded: block)
    for row in 0..<rows {
      // The weights of a row and block stand side by side, by increasing column.
      var (part, next) = (UInt32.max, 0)
      for rank in begins[row]..<begins[row + 1] {
        let column = active[rank]
        if column >> shift != part {
          part = column >> shift
          next = Int(starts[Int(part) * (rows + 1) + row])
        }
        offsets[next] = UInt16(truncatingIfNeeded: column - part * width)
        next += 1
      }
    }
    (self.rows, self.columns, self.block, self.blocks) = (rows, columns, block, blocks)
    (self.starts, self.offsets) = (starts, offsets)
  }

  /// A power of two near a dozen weights a row, no less than 128 columns (32 KiB of a batch tile).
  static func blockWidth(columns: Int, density: Double) -> Int {
    var width = 128
    while width < 65536, Double(width) * density < 9 { width *= 2 }
    return min(width, max(columns, 1))
  }

  /// How many row starts the transposed pattern has, without making it.
  var transposedStarts: Int {
    let width = Self.blockWidth(columns: rows, density: Double(count) / Double(max(1, rows * columns)))
    return max(1, (rows + width - 1) / width) * (columns + 1)
  }

  /// Calls [body] with the position in memory, row and column of every weight, in memory's order.
  func forEach(_ body: (_ index: Int, _ row: Int, _ column: Int) -> Void) {
    for part in 0..<blocks {
      for row in 0..<rows {
        let slot = part * (rows + 1) + row
        for index in Int(starts[slot])..<Int(starts[slot + 1]) {
          body(index, row, part * block + Int(offsets[index]))
        }
      }
    }
  }

  /// The transposed pattern, made when first asked for. Cost then: linear in the weights.
  var transposed: Transpose {
    transpose.withLock { known in
      if let known { return known }
      let made = makeTranspose()
      known = made
      return made
    }
  }

  /// The position in memory of every weight, row after row by increasing column. Memory: 4 bytes each.
  var places: [UInt32] {
    var places = [UInt32](repeating: 0, count: count)
    forEachByRow { rank, place in places[rank] = place }
    return places
  }

  /// Calls [body] with number and position in memory of every weight, row after row by increasing column.
  @inline(__always)
  private func forEachByRow(_ body: (_ rank: Int, _ place: UInt32) -> Void) {
    var rank = 0
    for row in 0..<rows {
      for part in 0..<blocks {
        let slot = part * (rows + 1) + row
        for place in starts[slot]..<starts[slot + 1] {
          body(rank, place)
          rank += 1
        }
      }
    }
  }

  private func makeTranspose() -> Transpose {
    // By column, then by row: a counting sort of the weights, row after row.
    var begins = [Int](repeating: 0, count: columns + 1)
    for part in 0..<blocks {
      let (begin, end) = (starts[part * (rows + 1)], starts[part * (rows + 1) + rows])
      for index in Int(begin)..<Int(end) { begins[part * block + Int(offsets[index]) + 1] += 1 }
    }
    for column in 0..<columns { begins[column + 1] += begins[column] }
    var (byColumn, rowOf) = ([UInt32](repeating: 0, count: count), [UInt32](repeating: 0, count: count))
    var next = begins
    for row in 0..<rows {
      for part in 0..<blocks {
        let slot = part * (rows + 1) + row
        for index in Int(starts[slot])..<Int(starts[slot + 1]) {
          let column = part * block + Int(offsets[index])
          byColumn[next[column]] = UInt32(truncatingIfNeeded: index)
          rowOf[next[column]] = UInt32(truncatingIfNeeded: row)
          next[column] += 1
        }
      }
    }
    return Transpose(rows: columns, columns: rows, begins: begins, active: rowOf, sources: byColumn)
  }

  /// Calls [body] with the pattern as the kernels take it.
  func withKernelPattern<Result>(_ body: (UnsafePointer<wk_pattern>) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      offsets.withUnsafeBufferPointer { offsets in
        var pattern = wk_pattern(
          rows: Int32(rows), columns: Int32(columns), block: Int32(block), blocks: Int32(blocks),
          starts: starts.baseAddress, offsets: offsets.baseAddress)
        return withUnsafePointer(to: &pattern, body)
      }
    }
  }
}
