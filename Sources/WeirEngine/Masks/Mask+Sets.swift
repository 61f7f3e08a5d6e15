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

  /// The mask with [positions] active too, which increase and are inactive so far.
  func adding(_ positions: [Int]) -> Mask {
    if positions.isEmpty { return self }
    if count + positions.count == rows * columns { return Mask(fullRows: rows, columns: columns) }
    var begins = [Int](repeating: 0, count: rows + 1)
    var merged: [UInt32] = []
    merged.reserveCapacity(count + positions.count)
    var next = 0
    for row in 0..<rows {
      begins[row] = merged.count
      let (base, end) = (row * columns, (row + 1) * columns)
      for rank in starts[row]..<starts[row + 1] {
        let column = active[rank]
        while next < positions.count, positions[next] < base + Int(column) {
          merged.append(UInt32(positions[next] - base))
          next += 1
        }
        merged.append(column)
      }
      while next < positions.count, positions[next] < end {
        merged.append(UInt32(positions[next] - base))
        next += 1
      }
    }
    begins[rows] = merged.count
    return Mask(rows: rows, columns: columns, starts: begins, active: merged)
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
        if a == b { shared += 1 }
        if a <= b { i += 1 }
        if b <= a { j += 1 }
      }
    }
    return shared
  }

  /// What is active in either.
  public func union(_ other: Mask) -> Mask {
    if isFull { return self }
    if other.isFull { return other }
    var begins = [Int](repeating: 0, count: rows + 1)
    var merged: [UInt32] = []
    merged.reserveCapacity(max(count, other.count))
    for row in 0..<rows {
      begins[row] = merged.count
      var (i, j) = (starts[row], other.starts[row])
      let (iEnd, jEnd) = (starts[row + 1], other.starts[row + 1])
      while i < iEnd || j < jEnd {
        let (a, b) = (i < iEnd ? active[i] : .max, j < jEnd ? other.active[j] : .max)
        merged.append(min(a, b))
        if a <= b { i += 1 }
        if b <= a { j += 1 }
      }
    }
    begins[rows] = merged.count
    return Mask(rows: rows, columns: columns, starts: begins, active: merged)
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
