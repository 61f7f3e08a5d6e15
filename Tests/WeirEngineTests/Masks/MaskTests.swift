import Testing

@testable import WeirEngine

/// All masks of a matrix of the given size.
func masks(_ rows: Int, _ columns: Int) -> [Mask] {
  (0..<(1 << (rows * columns))).map { bits in
    Mask(rows: rows, columns: columns, positions: (0..<rows * columns).filter { bits >> $0 & 1 == 1 })
  }
}

@Suite struct MaskTests {
  @Test(arguments: [(1, 1), (1, 5), (5, 1), (2, 3), (3, 3), (4, 2)])
  func `a mask says the same in all its forms`(rows: Int, columns: Int) {
    for mask in masks(rows, columns) {
      var visited: [Int] = []
      mask.forEach { row, column in visited.append(row * columns + column) }
      #expect(visited.count == mask.count)
      #expect(Mask(rows: rows, columns: columns, positions: visited) == mask)
      #expect(mask.ones.indices.filter { mask.ones[$0] == 1 } == visited)
      #expect(mask.isFull == (mask.count == rows * columns))
      #expect(mask.density == Double(mask.count) / Double(rows * columns))
      #expect((0..<rows).map { mask.fanIn(ofRow: $0) }.reduce(0, +) == mask.count)
      for position in 0..<rows * columns {
        #expect(mask.rank(position / columns, position % columns) == visited.firstIndex(of: position))
      }
    }
  }

  @Test func `a full mask is the same however it was made`() {
    #expect(Mask(rows: 2, columns: 3, positions: Array(0..<6)) == Mask(fullRows: 2, columns: 3))
    #expect(Mask(rows: 2, columns: 3, positions: [0]) != Mask(rows: 3, columns: 2, positions: [0]))
  }

  @Test func `keeping numbered weights keeps those, for all of them in all small masks`() {
    for mask in masks(3, 3) {
      var active: [Int] = []
      mask.forEach { row, column in active.append(row * 3 + column) }
      for chosen in 0..<(1 << active.count) {
        let ranks = active.indices.filter { chosen >> $0 & 1 == 1 }
        #expect(
          mask.keeping(ranks) == Mask(rows: 3, columns: 3, positions: ranks.map { active[$0] }))
      }
    }
  }

  // Columns are kept in 16 bits, band by band.
  @Test(arguments: [65_535, 65_536, 65_537, 140_000])
  func `a mask wider than 16 bits says and does what a narrow one does`(columns: Int) {
    let ends = [0, 1, 65_535, 65_536, 131_071, 131_072, columns - 1].filter { $0 < columns }
    let columnsOfRows = [Set(ends).sorted(), [], Set([7, 65_534, columns - 2]).sorted()]
    let positions = columnsOfRows.enumerated().flatMap { row, own in own.map { row * columns + $0 } }
    let mask = Mask(rows: 3, columns: columns, positions: positions)
    #expect(mask.activeColumns.map { Int($0) } == columnsOfRows.flatMap(\.self))
    #expect(
      Mask(rows: 3, columns: columns, starts: mask.rowStarts, active: mask.activeColumns) == mask)
    for (rank, position) in positions.enumerated() {
      #expect(mask.rank(position / columns, position % columns) == rank)
    }
    #expect(!mask.contains(0, 2) && !mask.contains(1, 0) && !mask.contains(2, 8))
    #expect(mask.firstRank(0, atLeast: columns) == mask.fanIn(ofRow: 0))
    let even = mask.keeping(positions.indices.filter { $0 % 2 == 0 })
    let odd = mask.keeping(positions.indices.filter { $0 % 2 == 1 })
    #expect(even.union(odd) == mask && even.shared(with: odd) == 0 && even.shared(with: mask) == even.count)
    #expect(odd.positions(outside: even) == odd.activeColumns.indices.map { positions[2 * $0 + 1] })
    let full = Mask(fullRows: 3, columns: columns)
    let inactive = full.positions(outside: mask)
    #expect(inactive.count + mask.count == 3 * columns && Set(inactive).isDisjoint(with: positions))
    let ranks = [0, 65_530, inactive.count / 2, inactive.count - 1]
    #expect(mask.inactivePositions(ranks) == ranks.map { inactive[$0] })
  }
}
