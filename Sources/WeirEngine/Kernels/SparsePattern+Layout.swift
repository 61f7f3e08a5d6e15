import CWeirKernels

/// How the active weights of a mask are laid out, in two passes: first where each row begins in each block, then what
/// stands there.
struct PatternLayout {
  let mask: Mask
  let block: Int
  let blocks: Int
  let band: Int
  let execution: Execution

  /// The slots of a pattern; and, in the order of rows, where each row of a block begins, [blocks][rows].
  func slots() -> (slots: [UInt64], starts: [UInt32]) {
    let rows = mask.rows
    var slots = [UInt64](repeating: 0, count: blocks * (rows + 1) + 1)
    var starts = [UInt32](repeating: 0, count: blocks * rows)
    slots.withUnsafeMutableBufferPointer { slots in
      let slots = slots
      // How many weights there are in the high half, the row in the low one: numbers in the order of lengths.
      execution.parallel(over: rows, step: band, work: work) { part in
        for piece in 0..<blocks {
          for row in part { slots[piece * (rows + 1) + row] = UInt64(row) }
        }
        forEachPiece(of: part) { places, piece, row in
          slots[piece * (rows + 1) + row] |= UInt64(places.count) << 32
        }
        guard band > 1 else { return }
        for piece in 0..<blocks {
          for first in stride(from: part.lowerBound, to: part.upperBound, by: band) {
            let begin = piece * (rows + 1) + first
            var neighbours = slots.extracting(begin..<begin + min(band, part.upperBound - first))
            neighbours.sort()
          }
        }
      }
      // Counts become beginnings; the last slot of each block is where the next block begins.
      var total: UInt64 = 0
      for piece in 0..<blocks {
        for slot in piece * (rows + 1)..<piece * (rows + 1) + rows {
          let (row, length) = (slots[slot] & 0xffff_ffff, slots[slot] >> 32)
          starts[piece * rows + Int(row)] = UInt32(truncatingIfNeeded: total)
          slots[slot] = row << 32 | total
          total += length
        }
        slots[piece * (rows + 1) + rows] = total
      }
    }
    return (slots, starts)
  }

  /// The columns of all weights within their blocks, where each row of a block begins at [starts], and zeros behind
  /// them.
  func offsets(_ starts: [UInt32]) -> [UInt16] {
    let (rows, count) = (mask.rows, mask.count)
    let room = count + Int(WK_AHEAD)
    return [UInt16](unsafeUninitializedCapacity: room) { offsets, initialized in
      let offsets = offsets
      offsets[count...].initialize(repeating: 0)
      execution.parallel(over: rows, work: work) { part in
        forEachPiece(of: part) { places, piece, row in
          let column = UInt16(truncatingIfNeeded: piece * block)
          var next = Int(starts[piece * rows + row])
          for place in places {
            offsets[next] = place &- column
            next &+= 1
          }
        }
      }
      initialized = room
    }
  }

  private var work: Int { 20 * mask.count }

  /// Calls [body] with every piece of active weights that share row and block: their columns within their band of the
  /// mask, the block and the row. Such a band, unlike those of rows, is 65536 columns, and no block reaches into two.
  @inline(__always)
  private func forEachPiece(
    of rows: Range<Int>, _ body: (_ places: UnsafeBufferPointer<UInt16>, _ piece: Int, _ row: Int) -> Void
  ) {
    let (bands, (begins, places)) = (mask.bands, mask.places)
    places.withUnsafeBufferPointer { places in
      for row in rows {
        for columns in 0..<bands {
          var (rank, end) = (begins[row * bands + columns], begins[row * bands + columns + 1])
          while rank < end {
            let (first, piece) = (rank, Int(places[rank]) / block)
            while rank < end, Int(places[rank]) < (piece &+ 1) &* block { rank &+= 1 }
            body(UnsafeBufferPointer(rebasing: places[first..<rank]), (columns << 16) / block + piece, row)
          }
        }
      }
    }
  }
}
