import Testing

@testable import WeirEngine

@Suite struct WeightSetTests {
  // With these sizes sets begin as lists, begin as bits, and go over from one to the other.
  @Test(arguments: [(1, 4), (4, 1), (2, 3), (1, 130), (3, 65)])
  func `what is inserted is in the set, and nothing else`(rows: Int, columns: Int) {
    let all =
      rows * columns <= 6
      ? masks(rows, columns)
      : [0, 1, 5, 9, 60, rows * columns - 1, rows * columns].map { count in
        Mask(
          rows: rows, columns: columns,
          positions: RandomStream(seed: count, purpose: .mask).choose(count, of: rows * columns))
      }
    for first in all {
      for second in all {
        var set = WeightSet(first)
        set.insert(second)
        #expect(set.mask == first.union(second) && set.count == set.mask.count)
        #expect(set == WeightSet(set.mask))
        set.insert(first)
        #expect(set.mask == first.union(second))
      }
    }
  }
}
