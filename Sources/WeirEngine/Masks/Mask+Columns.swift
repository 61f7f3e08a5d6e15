/// How the active columns of a row are found in its bands.
extension Mask {
  /// Into how many bands a row of [columns] is cut.
  static func bands(_ columns: Int) -> Int { max(1, (columns + 0xffff) >> 16) }
  /// Into how many bands each row is cut.
  var bands: Int { Self.bands(columns) }

  /// The numbers of the active weights of [row], counted row after row.
  @inline(__always)
  func ranks(ofRow row: Int) -> Range<Int> {
    isFull ? row * columns..<(row + 1) * columns : starts[row * bands]..<starts[(row + 1) * bands]
  }

  /// Calls [body] with number and column of every active weight of [row], by increasing column.
  @inline(__always)
  func forEachColumn(ofRow row: Int, _ body: (_ rank: Int, _ column: Int) -> Void) {
    if isFull {
      for column in 0..<columns { body(row &* columns &+ column, column) }
      return
    }
    for band in 0..<bands {
      let slot = row * bands + band
      for rank in starts[slot]..<starts[slot + 1] { body(rank, band << 16 | Int(offsets[rank])) }
    }
  }

  /// The column of the active weight numbered [rank], which stands in [row].
  func column(_ rank: Int, ofRow row: Int) -> Int {
    if isFull { return rank - row * columns }
    var band = 0
    while starts[row * bands + band + 1] <= rank { band += 1 }
    return band << 16 | Int(offsets[rank])
  }

  /// The number of the first active weight of [row] in a column of at least [column], or the end of the row; not
  /// for a full mask.
  func firstRank(_ row: Int, atLeast column: Int) -> Int {
    guard column < columns else { return ranks(ofRow: row).upperBound }
    let (slot, offset) = (row * bands + column >> 16, UInt16(truncatingIfNeeded: column))
    var (low, high) = (starts[slot], starts[slot + 1])
    while low < high {
      let middle = low + (high - low) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where each row's active weights begin, and the end of the last; none for a full mask.
  var rowStarts: [Int] { isFull ? [] : (0...rows).map { starts[$0 * bands] } }

  /// The columns of all active weights, row after row; none for a full mask.
  var activeColumns: [UInt32] {
    if isFull { return [] }
    return [UInt32](unsafeUninitializedCapacity: count) { columns, initialized in
      for row in 0..<rows {
        forEachColumn(ofRow: row) { rank, column in columns[rank] = UInt32(truncatingIfNeeded: column) }
      }
      initialized = count
    }
  }

  /// `starts` and `offsets`, written out where all weights are active.
  var places: (starts: [Int], offsets: [UInt16]) {
    guard isFull else { return (starts, offsets) }
    let ends = (0..<rows).flatMap { row in
      (1...bands).map { row * columns + min(columns, $0 << 16) }
    }
    return ([0] + ends, (0..<count).map { UInt16(truncatingIfNeeded: $0 % columns) })
  }
}

/// Active weights on their way into a mask, row after row by increasing column.
struct Filling {
  private let rows: Int, columns: Int, bands: Int
  private var starts: [Int], offsets: [UInt16]
  /// The band that is being filled.
  private var slot = 0

  /// For [count] weights.
  init(rows: Int, columns: Int, count: Int) {
    (self.rows, self.columns, bands) = (rows, columns, Mask.bands(columns))
    (starts, offsets) = ([Int](repeating: 0, count: rows * bands + 1), [])
    offsets.reserveCapacity(count)
  }

  mutating func append(_ row: Int, _ column: Int) {
    let next = row * bands + column >> 16
    while slot < next {
      slot += 1
      starts[slot] = offsets.count
    }
    offsets.append(UInt16(truncatingIfNeeded: column))
  }

  /// The mask of what was appended.
  var mask: Mask {
    var starts = starts
    for rest in (slot + 1)..<starts.count { starts[rest] = offsets.count }
    return Mask(rows: rows, columns: columns, starts: starts, offsets: offsets)
  }
}
