import CWeirKernels
import Synchronization

/// Where the active weights of a matrix lie in memory: column-blocked compressed rows.
///
/// A block of columns is as wide as keeps a dozen weights a row in it or more, so that the slice of the
/// batch that a block reads stays in the first-level cache while the fixed cost a row is spread. In a block, rows of
/// a band come in the order of how many weights they have there, so that a processor foresees where most end; a
/// convolution's come in their own order.
/// Memory: 2 bytes a weight and 8 a row and block. A class, since it is shared and never changes.
final class SparsePattern: Sendable {
  let rows: Int
  let columns: Int
  let block: Int
  let blocks: Int
  /// How many rows share a band, 1 where all rows come in their own order.
  let band: Int
  /// Of every block, one for each row and one for the end: a row in the high half, where its weights begin in the low
  /// one. And one number behind them, which kernels read ahead.
  let slots: [UInt64]
  /// Of all weights, and zeros behind them, which kernels read ahead.
  let offsets: [UInt16]
  private let transpose = Mutex<Transpose?>(nil)
  /// What a convolution has in place of the transpose.
  let turn = Mutex<(map: Convolution, transpose: Transpose)?>(nil)

  var count: Int { offsets.count - Int(WK_AHEAD) }

  /// The pattern of [mask], [inRowOrder] for a convolution. Cost: linear in its active weights, and rows times blocks.
  init(_ mask: Mask, inRowOrder: Bool = false, execution: Execution = Execution(threads: 1)) {
    (rows, columns) = (mask.rows, mask.columns)
    let density = Double(mask.count) / Double(max(1, rows * columns))
    block = Self.blockWidth(columns: columns, density: density)
    blocks = Self.blockCount(columns, block)
    band = inRowOrder ? 1 : Self.bandHeight(rows: rows)
    let layout = PatternLayout(mask: mask, block: block, blocks: blocks, band: band, execution: execution)
    let (slots, starts) = layout.slots()
    (self.slots, offsets) = (slots, layout.offsets(starts))
  }

  /// The row of a slot.
  @inline(__always)
  func row(_ slot: Int) -> Int { Int(truncatingIfNeeded: slots[slot] >> 32) }

  /// Where in memory the weights of a slot begin.
  @inline(__always)
  func start(_ slot: Int) -> Int { Int(truncatingIfNeeded: slots[slot] & 0xffff_ffff) }

  /// The slots of block [part], one for each row.
  @inline(__always)
  func slots(ofBlock part: Int) -> Range<Int> { part * (rows + 1)..<part * (rows + 1) + rows }

  /// The positions in memory of the weights of a slot.
  @inline(__always)
  func places(_ slot: Int) -> Range<Int> { start(slot)..<start(slot + 1) }

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

  /// 64 rows of 1024: the more, the more neighbours have one length. Of more rows, whose outputs the second cache does
  /// not hold beside all else, fewer should come out of order: half as many of twice as many, down to 16. And no band has
  /// more than a sixteenth of the rows, so that threads can share them evenly. The figures are of Zen 5.
  static func bandHeight(rows: Int) -> Int {
    max(1, min(rows / 16, max(16, 65536 / max(1024, rows))))
  }

  private static func blockCount(_ columns: Int, _ width: Int) -> Int {
    max(1, (columns + width - 1) / width)
  }

  /// How many numbers [slots] has in the pattern of a mask with so many weights, wherever they are.
  static func slotCount(rows: Int, columns: Int, count: Int) -> Int {
    let width = blockWidth(columns: columns, density: Double(count) / Double(max(1, rows * columns)))
    return blockCount(columns, width) * (rows + 1) + 1
  }

  /// Calls [body] with the position in memory, row and column of every weight, in memory's order.
  func forEach(_ body: (_ index: Int, _ row: Int, _ column: Int) -> Void) {
    for part in 0..<blocks {
      for slot in slots(ofBlock: part) {
        for index in places(slot) {
          body(index, row(slot), part * block + Int(offsets[index]))
        }
      }
    }
  }

  /// The transposed pattern, made when first asked for. Cost then: linear in the weights, and rows times blocks.
  var transposed: Transpose {
    transpose.withLock { known in
      if let known { return known }
      let made = makeTranspose()
      known = made
      return made
    }
  }

  /// Calls [body] with the pattern as the kernels take it.
  func withKernelPattern<Result>(_ body: (UnsafePointer<wk_pattern>) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      offsets.withUnsafeBufferPointer { offsets in
        var pattern = wk_pattern(
          rows: Int32(rows), columns: Int32(columns), block: Int32(block), blocks: Int32(blocks),
          slots: slots.baseAddress, offsets: offsets.baseAddress)
        return withUnsafePointer(to: &pattern, body)
      }
    }
  }

  /// The same for the kernels of convolutions, which take each row to be in its own slot.
  func withConvolutionPattern<Result>(_ body: (UnsafePointer<wk_pattern>) -> Result) -> Result {
    precondition(band == 1, "a convolution's rows are in their own order")
    return withKernelPattern(body)
  }
}
