import Testing

@testable import WeirEngine

extension Mask {
  /// Where it is active.
  fileprivate var positions: [Int] { ones.indices.filter { ones[$0] == 1 } }
}

@Suite struct MaskSetTests {
  @Test(arguments: [(1, 4), (4, 1), (2, 3), (3, 2)])
  func `masks are sets of positions`(rows: Int, columns: Int) {
    let all = masks(rows, columns)
    for a in all {
      for b in all {
        let (one, other) = (Set(a.positions), Set(b.positions))
        #expect(a.shared(with: b) == one.intersection(other).count)
        #expect(a.positions(outside: b) == one.subtracting(other).sorted())
        #expect(a.adding(b.positions).positions == one.union(other).sorted())
      }
    }
  }

  @Test(arguments: [(1, 4), (4, 1), (2, 3), (3, 2)])
  func `weights are found by their number, active and inactive ones`(rows: Int, columns: Int) {
    for mask in masks(rows, columns) {
      let active = mask.positions
      let inactive = (0..<rows * columns).filter { !active.contains($0) }
      for bits in 0..<(1 << inactive.count) {
        let ranks = inactive.indices.filter { bits >> $0 & 1 == 1 }
        #expect(mask.inactivePositions(ranks) == ranks.map { inactive[$0] })
      }
      for bits in 0..<(1 << active.count) {
        let ranks = active.indices.filter { bits >> $0 & 1 == 1 }
        #expect(mask.keeping(ranks).positions == ranks.map { active[$0] })
      }
    }
  }

  // As RigL leaves them, where most gradients are large in a few rows.
  @Test(arguments: 1...9) func `rows of many lengths are cut into parts of about as many weights`(parts: Int)
  {
    let columns = 700
    let lengths = [300, 1, 0, 5, 700, 0, 0, 31, 2, 2, 2, 90]
    let positions = lengths.enumerated().flatMap { row, length in (0..<length).map { row * columns + $0 } }
    let mask = Mask(rows: lengths.count, columns: columns, positions: positions)
    let cuts = SparsePattern(mask).evenCuts(parts)
    #expect(cuts.count == parts + 1 && cuts.first == 0 && cuts.last == lengths.count && cuts == cuts.sorted())
    for (begin, end) in zip(cuts, cuts.dropFirst()) {
      #expect(lengths[begin..<end].reduce(0, +) <= positions.count / parts + 1 + 700)
    }
  }
}
