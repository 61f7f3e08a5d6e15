import Testing

@testable import WeirEngine

@Suite struct SparsePatternTests {
  /// Row and column of every weight, in the pattern's order.
  private func places(_ pattern: SparsePattern) -> [[Int]] {
    var places: [[Int]] = []
    pattern.forEach { index, row, column in
      #expect(index == places.count)
      places.append([row, column])
    }
    return places
  }

  private func expectSound(_ mask: Mask, _ location: SourceLocation = #_sourceLocation) {
    let pattern = SparsePattern(mask)
    var active: [[Int]] = []
    mask.forEach { row, column in active.append([row, column]) }
    let places = places(pattern)
    let byRow = places.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(byRow == active, sourceLocation: location)
    // Each weight of the transposed matrix names its original, and is the same weight.
    let transposed = pattern.transposed
    var turned: [[Int]] = []
    transposed.pattern.forEach { index, row, column in
      turned.append([row, column])
      let original = places[Int(transposed.permutation[index])]
      #expect(original == [column, row], sourceLocation: location)
    }
    #expect(Set(transposed.permutation).count == mask.count, sourceLocation: location)
    #expect(
      transposed.pattern.slots.count
        == SparsePattern.slotCount(rows: pattern.columns, columns: pattern.rows, count: pattern.count),
      sourceLocation: location)
    // Transposed twice is the original, in the same order of memory.
    let back = transposed.pattern.transposed
    #expect(back.pattern.slots == pattern.slots, sourceLocation: location)
    #expect(back.pattern.offsets == pattern.offsets, sourceLocation: location)
    let round = back.permutation.map { transposed.permutation[Int($0)] }
    #expect(round == Array(0..<UInt32(mask.count)), sourceLocation: location)
  }

  @Test(arguments: [(1, 1), (1, 4), (4, 1), (2, 3), (3, 3)])
  func `every small mask survives, and its transpose`(rows: Int, columns: Int) {
    for mask in masks(rows, columns) { expectSound(mask) }
  }

  @Test(
    arguments: [
      (1, 70_000, 40), (70_000, 1, 40), (300, 784, 23_520), (50, 2000, 900), (2000, 50, 900),
      (400, 65_537, 5),
    ])
  func `matrices of many blocks survive, empty rows and blocks included`(
    rows: Int, columns: Int, count: Int
  ) {
    let positions = RandomStream(seed: 3, purpose: .mask).choose(count, of: rows * columns)
    expectSound(Mask(rows: rows, columns: columns, positions: positions))
  }

  @Test func `an empty block in the middle and empty rows at both ends survive`() {
    let columns = 1000
    let positions = [columns + 3, columns + 999, 2 * columns + 1, 2 * columns + 130]
    expectSound(Mask(rows: 5, columns: columns, positions: positions))
  }

  @Test(arguments: [(1, 1, 1), (40, 3000, 9000), (300, 784, 20_000), (7, 9000, 3)])
  func `threads share the work of making a pattern, and change nothing`(rows: Int, columns: Int, count: Int) {
    let positions = RandomStream(seed: 4, purpose: .mask).choose(count, of: rows * columns)
    let mask = Mask(rows: rows, columns: columns, positions: positions)
    let one = SparsePattern(mask)
    for threads in [2, 3, 8] {
      let other = SparsePattern(mask, execution: Execution(threads: threads))
      #expect(other.slots == one.slots && other.offsets == one.offsets)
    }
  }

  @Test func `rows of a band come in the order of their lengths, those of a convolution in their own`() {
    // 64 rows in bands of four, lengths 3, 0, 2, 3 and so on, in one block.
    let lengths = (0..<64).map { [3, 0, 2, 3][$0 % 4] }
    let positions = lengths.enumerated().flatMap { row, length in (0..<length).map { row * 50 + 7 * $0 } }
    let mask = Mask(rows: 64, columns: 50, positions: positions)
    func rows(_ pattern: SparsePattern) -> [Int] { pattern.slots.prefix(64).map { Int($0 >> 32) } }
    let ordered = SparsePattern(mask), own = SparsePattern(mask, inRowOrder: true)
    #expect(rows(ordered) == (0..<16).flatMap { band in [1, 2, 0, 3].map { 4 * band + $0 } })
    #expect(rows(own) == Array(0..<64))
    for pattern in [ordered, own] {
      let slots = RowSlots(pattern)
      for row in 0..<64 {
        var columns: [Int] = []
        slots.forEachPlace(ofRow: row) { _, column in columns.append(column) }
        #expect(columns == (0..<lengths[row]).map { 7 * $0 })
      }
    }
  }

  // Row r has r weights, and a row counts as four in its one block.
  @Test func `cuts of a pattern even out weights and rows`() {
    let positions = (0..<100).flatMap { row in (0..<row).map { row * 100 + $0 } }
    let mask = Mask(rows: 100, columns: 100, positions: positions)
    let pattern = SparsePattern(mask)
    #expect(pattern.blocks == 1 && pattern.count == 4950)
    // The first 70 rows have 2415 weights and 280 for themselves, which is nearer to half of 5350 than the 2346 and 276
    // of the first 69. Bands have six rows here: 2844 in front of row 72 is nearer than 2409 in front of row 66.
    let inRowOrder = SparsePattern(mask, inRowOrder: true)
    #expect(inRowOrder.evenCuts(2) == [0, 70, 100] && pattern.evenCuts(2) == [0, 72, 100])
    #expect(inRowOrder.evenCuts(1) == [0, 100] && pattern.evenCuts(1) == [0, 100])
    let empty = SparsePattern(Mask(rows: 100, columns: 100, positions: []))
    // 25 rows are nearer to 24 than to 30, 50 to 48, and 75 is as near to 72 as to 78.
    #expect(empty.evenCuts(4) == [0, 24, 48, 78, 100])
  }

  // As RigL leaves them, where most gradients are large in a few rows: row 17 has all weights of its four blocks, the
  // others have 60, and a row counts as sixteen. The first 17 rows come to 1292 of 3580, the first 18 to 1908.
  @Test func `cuts of several blocks lie where a row of many weights lets them`() {
    let positions = (0..<40).flatMap { row in
      stride(from: 0, to: 600, by: row == 17 ? 1 : 10).map { row * 600 + $0 }
    }
    let mask = Mask(rows: 40, columns: 600, positions: positions)
    for inRowOrder in [true, false] {
      let pattern = SparsePattern(mask, inRowOrder: inRowOrder)
      #expect(pattern.blocks == 4 && pattern.band == (inRowOrder ? 1 : 2))
      #expect(pattern.evenCuts(2) == [0, 18, 40] && pattern.evenCuts(3) == [0, 16, 24, 40])
      for parts in 1...40 {
        let cuts = pattern.evenCuts(parts)
        #expect(cuts.count == parts + 1 && cuts.first == 0 && cuts.last == 40 && cuts == cuts.sorted())
        // No cut is further from its place than half a band of the heaviest rows.
        let work = { (row: Int) in 76 * row + (row > 17 ? 540 : 0) }
        for (part, cut) in cuts.enumerated() {
          #expect(cut % pattern.band == 0 && abs(work(cut) * parts - 3580 * part) * 2 <= (616 + 76) * parts)
        }
      }
    }
  }

  @Test func `bands are as high as threads and caches allow`() {
    let rows = [0, 1, 10, 16, 100, 300, 1024, 2048, 3000, 4096, 70_000]
    #expect(rows.map(SparsePattern.bandHeight) == [1, 1, 1, 1, 6, 18, 64, 32, 21, 16, 16])
  }

  @Test
  func `blocks of a matrix are alike, about 144 columns wide or more, and an offset reaches every column`() {
    for columns in [1, 100, 128, 129, 191, 192, 288, 784, 5000, 49_151, 49_152, 100_000] {
      for density in [0, 1e-9, 1e-4, 0.01, 0.1, 0.49] {
        let width = SparsePattern.blockWidth(columns: columns, density: density)
        let blocks = (columns + width - 1) / width
        #expect(width >= 1 && width <= 65_536)
        #expect(columns > 65_536 ? width & (width - 1) == 0 : blocks * width - columns < blocks)
        #expect(blocks == 1 || width >= 96)
        #expect(density < 0.09 || width < 216)
        // Blocks come out a third narrower than their rule at the most, where two of them share the columns.
        #expect(blocks == 1 || width == 65_536 || Double(width) * density > 10 / 1.5)
      }
    }
  }
}
