/// Masks as sets of positions, `row * columns + column`. Cost of each: linear in rows and active weights.
extension Mask {
  /// The mask that keeps, of the active weights counted row after row, those numbered [ranks], which
  /// increase.
  func keeping(_ ranks: [Int]) -> Mask {
    if ranks.count == count { return self }
    if isFull { return Mask(rows: rows, columns: columns, positions: ranks) }
    var (begins, kept) = ([Int](repeating: 0, count: rows + 1), [UInt32](repeating: 0, count: ranks.count))
    var row = 0
    for (place, rank) in ranks.enumerated() {
      while starts[row + 1] <= rank {
        row += 1
        begins[row] = place
      }
      kept[place] = active[rank]
    }
    for rest in (row + 1)..<(rows + 1) { begins[rest] = ranks.count }
    return Mask(rows: rows, columns: columns, starts: begins, active: kept)
  }

  /// The mask with [positions] active too, which increase; some may be active already.
  func adding(_ positions: [Int]) -> Mask {
    positions.isEmpty ? self : union(Mask(rows: rows, columns: columns, positions: positions))
  }

  /// The mask of what is active here or in [other].
  func union(_ other: Mask) -> Mask {
    if isFull { return self }
    if other.isFull { return other }
    var begins = [Int](repeating: 0, count: rows + 1)
    let union = [UInt32](unsafeUninitializedCapacity: count + other.count) { union, initialized in
      var next = 0
      for row in 0..<rows {
        let (end, otherEnd) = (starts[row + 1], other.starts[row + 1])
        var (i, j) = (starts[row], other.starts[row])
        while i < end, j < otherEnd {
          let (a, b) = (active[i], other.active[j])
          union[next] = min(a, b)
          // Not by branches, which would be guessed wrong every other time.
          i &+= a <= b ? 1 : 0
          j &+= b <= a ? 1 : 0
          next &+= 1
        }
        while i < end { (union[next], i, next) = (active[i], i &+ 1, next &+ 1) }
        while j < otherEnd { (union[next], j, next) = (other.active[j], j &+ 1, next &+ 1) }
        begins[row + 1] = next
      }
      initialized = next
    }
    return Mask(rows: rows, columns: columns, starts: begins, active: union)
  }

  /// The number of the first active weight of [row] in a column of at least [column]; not for a full mask.
  func firstRank(_ row: Int, atLeast column: Int) -> Int {
    var (low, high) = (starts[row], starts[row + 1])
    while low < high {
      let middle = low + (high - low) / 2
      if Int(active[middle]) < column { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The positions, increasing, of the weights that are active here and not in [other].
  func positions(outside other: Mask) -> [Int] {
    if other.isFull { return [] }
    var positions: [Int] = []
    for row in 0..<rows {
      var next = other.starts[row]
      let end = other.starts[row + 1]
      forEachColumn(of: row) { column in
        while next < end, other.active[next] < column { next += 1 }
        if next == end || other.active[next] > column { positions.append(row * columns + Int(column)) }
      }
    }
    return positions
  }

  @inline(__always)
  private func forEachColumn(of row: Int, _ body: (UInt32) -> Void) {
    if isFull {
      for column in 0..<columns { body(UInt32(column)) }
    } else {
      for rank in starts[row]..<starts[row + 1] { body(active[rank]) }
    }
  }

  /// The positions of the inactive weights that, counted row after row, are numbered [ranks], which
  /// increase.
  func inactivePositions(_ ranks: [Int]) -> [Int] {
    guard !isFull else { return [] }
    var positions: [Int] = []
    positions.reserveCapacity(ranks.count)
    // In front of place [next] of the active weights of [row], [passed] inactive ones have gone by.
    var (row, passed, next) = (0, 0, 0)
    for rank in ranks {
      while row < rows, rank >= (row + 1) * columns - starts[row + 1] {
        row += 1
        next = starts[row]
      }
      passed = rank - (row * columns - starts[row])
      // Column c has c - (active ones before it) inactive ones in front.
      while next < starts[row + 1], Int(active[next]) - (next - starts[row]) <= passed { next += 1 }
      positions.append(row * columns + passed + next - starts[row])
    }
    return positions
  }

  /// How many weights are active in both.
  public func shared(with other: Mask) -> Int {
    if isFull { return other.count }
    if other.isFull { return count }
    var shared = 0
    for row in 0..<rows {
      var (i, j) = (starts[row], other.starts[row])
      while i < starts[row + 1], j < other.starts[row + 1] {
        let (a, b) = (active[i], other.active[j])
        shared &+= a == b ? 1 : 0
        i &+= a <= b ? 1 : 0
        j &+= b <= a ? 1 : 0
      }
    }
    return shared
  }
}

extension Mask {
  /// The positions, increasing, of the [count] largest |score| among the inactive weights; [scores] are dense.
  func largest(_ count: Int, of scores: Buffer) -> [Int] {
    var sizes = scores.array.map(abs)
    forEach { row, column in sizes[row * columns + column] = -1 }
    return Selection.largest(count, of: sizes)
  }
}
