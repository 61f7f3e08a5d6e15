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
    var slots = [UInt64](repeating: 0, count: blocks * (mask.rows + 1) + 1)
    slots.withUnsafeMutableBufferPointer { slots in
      let slots = slots
      execution.parallel(over: mask.rows, step: band, work: work) { rows in
        writeLengths(of: rows, slots)
        if band > 1 { sortBands(of: rows, slots) }
      }
    }
    let starts = turnIntoBeginnings(&slots)
    return (slots, starts)
  }

  /// Writes the length of each row in the high half of its slot and its number in the low one, so that the order of
  /// slots is that of lengths, and of rows where these are the same.
  private func writeLengths(of rows: Range<Int>, _ slots: UnsafeMutableBufferPointer<UInt64>) {
    for part in 0..<blocks {
      for row in rows { slots[part * (mask.rows + 1) + row] = UInt64(row) }
    }
    forEachRun(of: rows) { columns, part, row in
      slots[part * (mask.rows + 1) + row] |= UInt64(columns.count) << 32
    }
  }

  private func sortBands(of rows: Range<Int>, _ slots: UnsafeMutableBufferPointer<UInt64>) {
    for part in 0..<blocks {
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: band) {
        let begin = part * (mask.rows + 1) + first
        var neighbours = slots.extracting(begin..<begin + min(band, rows.upperBound - first))
        neighbours.sort()
      }
    }
  }

  /// Turns lengths into beginnings; the last slot of each block is where the next block begins.
  private func turnIntoBeginnings(_ slots: inout [UInt64]) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: blocks * mask.rows)
    var total: UInt64 = 0
    for part in 0..<blocks {
      let first = part * (mask.rows + 1)
      for slot in first..<first + mask.rows {
        let (row, length) = (slots[slot] & 0xffff_ffff, slots[slot] >> 32)
        starts[part * mask.rows + Int(row)] = UInt32(truncatingIfNeeded: total)
        slots[slot] = row << 32 | total
        total += length
      }
      slots[first + mask.rows] = total
    }
    return starts
  }

  /// The columns of all weights within their blocks, where each row of a block begins at [starts], and zeros behind
  /// them.
  func offsets(_ starts: [UInt32]) -> [UInt16] {
    let count = mask.count
    let room = count + Int(WK_AHEAD)
    return [UInt16](unsafeUninitializedCapacity: room) { offsets, initialized in
      let offsets = offsets
      offsets[count...].initialize(repeating: 0)
      execution.parallel(over: mask.rows, work: work) { rows in
        forEachRun(of: rows) { columns, part, row in
          let first = UInt16(truncatingIfNeeded: part * block)
          var next = Int(starts[part * mask.rows + row])
          for column in columns {
            offsets[next] = column &- first
            next &+= 1
          }
        }
      }
      initialized = room
    }
  }

  private var work: Int { 20 * mask.count }

  /// Calls [body] with every run of active weights that share row and block: their columns within the mask's band of
  /// 65536, the block and the row. No block reaches into two such bands.
  @inline(__always)
  private func forEachRun(
    of rows: Range<Int>, _ body: (_ columns: UnsafeBufferPointer<UInt16>, _ part: Int, _ row: Int) -> Void
  ) {
    let (bands, (begins, places)) = (mask.bands, mask.places)
    places.withUnsafeBufferPointer { places in
      for row in rows {
        for columnBand in 0..<bands {
          var (rank, end) = (begins[row * bands + columnBand], begins[row * bands + columnBand + 1])
          while rank < end {
            let (first, part) = (rank, Int(places[rank]) / block)
            while rank < end, Int(places[rank]) < (part &+ 1) &* block { rank &+= 1 }
            body(UnsafeBufferPointer(rebasing: places[first..<rank]), (columnBand << 16) / block + part, row)
          }
        }
      }
    }
  }
}
