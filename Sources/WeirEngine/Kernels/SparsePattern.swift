import CWeirKernels
import Synchronization

/// Where the active weights of a matrix lie in memory: column-blocked compressed rows.
///
/// A block of columns is as wide as keeps a dozen weights a row in it or more, so that the slice of the
/// batch that a block reads stays in the first-level cache while the fixed cost a row is spread.
/// Memory: 2 bytes a weight and 4 a row and block. A class, since it is shared and never changes.
final class SparsePattern: Sendable {
  let rows: Int
  let columns: Int
  let block: Int
  let blocks: Int
  /// Of every block and row, and one number behind them, which kernels read ahead.
  let starts: [UInt32]
  /// Of all weights, and zeros behind them, which kernels read ahead.
  let offsets: [UInt16]
  private let transpose = Mutex<Transpose?>(nil)
  /// What a convolution has in place of the transpose.
  let turn = Mutex<(map: Convolution, transpose: Transpose)?>(nil)

  /// The transposed matrix, which the gradient of the input multiplies with, and where in the original
  /// each of its weights stands.
  struct Transpose: Sendable {
    let pattern: SparsePattern
    let permutation: [UInt32]

    /// The matrix of [mask], whose weights, row after row, stand at [sources] in the original.
    init(_ mask: Mask, sources: [UInt32]) {
      let pattern = SparsePattern(mask)
      permutation = [UInt32](unsafeUninitializedCapacity: sources.count) { permutation, count in
        pattern.forEachByRow { rank, place in permutation[place] = sources[rank] }
        count = sources.count
      }
      self.pattern = pattern
    }
  }

  var count: Int { offsets.count - Int(WK_AHEAD) }

  /// The pattern of [mask]. Cost: linear in its active weights, and rows times blocks.
  init(_ mask: Mask, execution: Execution = Execution(threads: 1)) {
    let (rows, columns, bands, count) = (mask.rows, mask.columns, mask.bands, mask.count)
    let (begins, places) = mask.places
    let block = Self.blockWidth(columns: columns, density: Double(count) / Double(max(1, rows * columns)))
    let blocks = Self.blockCount(columns, block)
    // Calls [body] with every piece of active weights that share row and block, the slot of these in `starts`, and the
    // first column of the block within its band.
    func forEachPiece(
      in part: Range<Int>, _ body: (_ ranks: Range<Int>, _ slot: Int, _ column: UInt16) -> Void
    ) {
      places.withUnsafeBufferPointer { places in
        for row in part {
          for band in 0..<bands {
            var (rank, end) = (begins[row * bands + band], begins[row * bands + band + 1])
            while rank < end {
              let (first, piece) = (rank, Int(places[rank]) / block)
              let column = piece * block
              while rank < end, Int(places[rank]) < column &+ block { rank &+= 1 }
              let slot = ((band << 16) / block + piece) * (rows + 1) + row
              body(first..<rank, slot, UInt16(truncatingIfNeeded: column))
            }
          }
        }
      }
    }
    let work = count * 20
    var starts = [UInt32](repeating: 0, count: Self.startCount(rows: rows, columns: columns, count: count))
    starts.withUnsafeMutableBufferPointer { starts in
      let starts = starts
      execution.parallel(over: rows, work: work) { part in
        forEachPiece(in: part) { ranks, slot, _ in starts[slot] = UInt32(truncatingIfNeeded: ranks.count) }
      }
      // Counts become beginnings; the last slot of each block becomes the beginning of the next.
      var total: UInt32 = 0
      for slot in starts.indices { (starts[slot], total) = (total, total + starts[slot]) }
    }
    let room = count + Int(WK_AHEAD)
    self.offsets = [UInt16](unsafeUninitializedCapacity: room) { offsets, initialized in
      let offsets = offsets
      offsets[count...].initialize(repeating: 0)
      execution.parallel(over: rows, work: work) { part in
        forEachPiece(in: part) { ranks, slot, column in
          var next = Int(starts[slot])
          for rank in ranks {
            offsets[next] = places[rank] &- column
            next &+= 1
          }
        }
      }
      initialized = room
    }
    (self.rows, self.columns, self.block, self.blocks, self.starts) = (rows, columns, block, blocks, starts)
  }

  /// About 144 columns, of which a first-level cache of 48 KiB holds the slice of a tile (36 KiB), where that gives a
  /// row ten weights; otherwise as many times twice that as give it a dozen. Blocks are then made alike, since a narrow
  /// last one would cost as much beside its weights as the others; but a mask of several bands has blocks of a power of
  /// two, 128 or more, which no end of a band cuts. The figures are of Zen 5.
  static func blockWidth(columns: Int, density: Double) -> Int {
    let isBanded = columns > 65536
    var width = isBanded ? 128 : 144
    if Double(width) * density < 10 {
      repeat { width *= 2 } while width < 65536 && Double(width) * density < 12
    }
    if isBanded { return width }
    let blocks = max(1, (columns + width / 2) / width)
    // At most [columns], so an offset reaches all.
    return max(1, (columns + blocks - 1) / blocks)
  }

  private static func blockCount(_ columns: Int, _ width: Int) -> Int {
    max(1, (columns + width - 1) / width)
  }

  /// How many numbers [starts] has in the pattern of a mask with so many weights, wherever they are.
  static func startCount(rows: Int, columns: Int, count: Int) -> Int {
    let width = blockWidth(columns: columns, density: Double(count) / Double(max(1, rows * columns)))
    return blockCount(columns, width) * (rows + 1) + 1
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

  private func makeTranspose() -> Transpose {
    // By column, then by row: a counting sort of the weights, row after row.
    let bands = Mask.bands(rows)
    var begins = [Int](repeating: 0, count: columns * bands + 1)
    for row in 0..<rows {
      forEachPlace(ofRow: row) { _, column in begins[column * bands + row >> 16 + 1] += 1 }
    }
    for slot in 1..<begins.count { begins[slot] += begins[slot - 1] }
    var next = begins
    var (byColumn, rowOf) = ([UInt32](repeating: 0, count: count), [UInt16](repeating: 0, count: count))
    next.withUnsafeMutableBufferPointer { next in
      byColumn.withUnsafeMutableBufferPointer { byColumn in
        rowOf.withUnsafeMutableBufferPointer { rowOf in
          for row in 0..<rows {
            forEachPlace(ofRow: row) { place, column in
              let slot = column * bands + row >> 16
              byColumn[next[slot]] = UInt32(truncatingIfNeeded: place)
              rowOf[next[slot]] = UInt16(truncatingIfNeeded: row)
              next[slot] &+= 1
            }
          }
        }
      }
    }
    return Transpose(
      Mask(rows: columns, columns: rows, starts: begins, offsets: rowOf), sources: byColumn)
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
