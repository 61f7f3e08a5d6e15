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
}
