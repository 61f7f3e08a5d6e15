/// Masks as sets of positions, `row * columns + column`. Cost of each: linear in rows and active weights.
extension Mask {
  /// The mask that keeps, of the active weights counted row after row, those numbered [ranks], which
  /// increase.
  func keeping(_ ranks: [Int]) -> Mask {
    if ranks.count == count { return self }
    if isFull { return Mask(rows: rows, columns: columns, positions: ranks) }
    var begins = [Int](repeating: 0, count: starts.count)
    var kept = [UInt16](repeating: 0, count: ranks.count)
    var slot = 0
    for (place, rank) in ranks.enumerated() {
      while starts[slot + 1] <= rank {
        slot += 1
        begins[slot] = place
      }
      kept[place] = offsets[rank]
    }
    for rest in (slot + 1)..<starts.count { begins[rest] = ranks.count }
    return Mask(rows: rows, columns: columns, starts: begins, offsets: kept)
  }

  /// The mask with [positions] active too, which increase; some may be active already.
  func adding(_ positions: [Int]) -> Mask {
    positions.isEmpty ? self : union(Mask(rows: rows, columns: columns, positions: positions))
  }

  /// The mask of what is active here or in [other].
  func union(_ other: Mask) -> Mask {
    if isFull { return self }
    if other.isFull { return other }
    var begins = [Int](repeating: 0, count: starts.count)
    let union = [UInt16](unsafeUninitializedCapacity: count + other.count) { union, initialized in
      var next = 0
      for slot in 0..<rows * bands {
        let (end, otherEnd) = (starts[slot + 1], other.starts[slot + 1])
        var (i, j) = (starts[slot], other.starts[slot])
        while i < end, j < otherEnd {
          let (a, b) = (offsets[i], other.offsets[j])
          union[next] = min(a, b)
          // Not by branches, which would be guessed wrong every other time.
          i &+= a <= b ? 1 : 0
          j &+= b <= a ? 1 : 0
          next &+= 1
        }
        while i < end { (union[next], i, next) = (offsets[i], i &+ 1, next &+ 1) }
        while j < otherEnd { (union[next], j, next) = (other.offsets[j], j &+ 1, next &+ 1) }
        begins[slot + 1] = next
      }
      initialized = next
    }
    return Mask(rows: rows, columns: columns, starts: begins, offsets: union)
  }

  /// The positions, increasing, of the weights that are active here and not in [other].
  func positions(outside other: Mask) -> [Int] {
    if other.isFull { return [] }
    var positions: [Int] = []
    for row in 0..<rows {
      var next = other.starts[row * bands]
      forEachColumn(ofRow: row) { _, column in
        next = max(next, other.starts[row * bands + column >> 16])
        let (end, offset) = (other.starts[row * bands + column >> 16 + 1], UInt16(truncatingIfNeeded: column))
        while next < end, other.offsets[next] < offset { next += 1 }
        if next == end || other.offsets[next] > offset { positions.append(row * columns + column) }
      }
    }
    return positions
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
      while rank >= (row + 1) * columns - self.ranks(ofRow: row).upperBound {
        row += 1
        next = self.ranks(ofRow: row).lowerBound
      }
      let own = self.ranks(ofRow: row)
      passed = rank - (row * columns - own.lowerBound)
      // Column c has c - (active ones before it) inactive ones in front.
      while next < own.upperBound, column(next, ofRow: row) - (next - own.lowerBound) <= passed { next += 1 }
      positions.append(row * columns + passed + next - own.lowerBound)
    }
    return positions
  }

  /// How many weights are active in both.
  public func shared(with other: Mask) -> Int {
    if isFull { return other.count }
    if other.isFull { return count }
    var shared = 0
    for slot in 0..<rows * bands {
      var (i, j) = (starts[slot], other.starts[slot])
      while i < starts[slot + 1], j < other.starts[slot + 1] {
        let (a, b) = (offsets[i], other.offsets[j])
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
