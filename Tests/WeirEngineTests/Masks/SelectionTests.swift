import Testing

@testable import WeirEngine

@Suite struct SelectionTests {
  /// What the rule says, by sorting: higher first, lower index first among equals, not-a-number last.
  private func sorted(_ k: Int, _ scores: [Float]) -> [Int] {
    let order = scores.indices.sorted { a, b in
      let (x, y) = (scores[a], scores[b])
      if x.isNaN || y.isNaN { return x.isNaN && y.isNaN ? a < b : y.isNaN }
      return x == y ? a < b : x > y
    }
    return order.prefix(k).sorted()
  }

  @Test func `all small cases are what sorting says`() {
    let values: [Float] = [-1, 0, 1, .nan]
    for length in 0...5 {
      for number in 0..<(1 << (2 * length)) {
        let scores = (0..<length).map { values[number >> (2 * $0) & 3] }
        for k in 0...length { #expect(Selection.largest(k, of: scores) == sorted(k, scores), "\(scores)") }
      }
    }
  }

  @Test(arguments: [1, 2, 3]) func `many scores of all sizes are what sorting says`(seed: Int) {
    let stream = RandomStream(seed: seed, purpose: .mask)
    // Any bits at all: infinities, subnormals and what is not a number among them; and many ties.
    let wild = (0..<3000).map { Float(bitPattern: stream.bits($0)) }
    let tied = (0..<3000).map { Float(stream.bits($0) % 7) - 3 }
    for scores in [wild, tied] {
      for k in [0, 1, 2, 500, 1499, 2998, 2999, 3000] {
        #expect(Selection.largest(k, of: scores) == sorted(k, scores))
        #expect(Selection.largest(k, of: scores.map(Double.init)) == sorted(k, scores))
      }
    }
  }

  @Test func `infinities, zeros of both signs and what is not a number have their places`() {
    let scores: [Float] = [.nan, -.infinity, -0.0, 0, .infinity, -.nan, .leastNonzeroMagnitude]
    let order = [4, 6, 2, 3, 1, 0, 5]
    for k in 0...7 { #expect(Selection.largest(k, of: scores) == order.prefix(k).sorted()) }
  }

  @Test func `several arrays are ranked as one long array`() {
    let stream = RandomStream(seed: 5, purpose: .mask)
    let scores = (0..<200).map { Float(stream.bits($0) % 20) }
    let arrays = [Array(scores[0..<70]), [], Array(scores[70..<71]), Array(scores[71...])]
    for k in 0...200 {
      let parts = Selection.largest(k, of: arrays)
      let starts = [0, 70, 70, 71]
      #expect(zip(parts, starts).flatMap { part, start in part.map { $0 + start } } == sorted(k, scores))
      #expect(Selection.counts(ofLargest: k, of: arrays) == parts.map(\.count))
    }
  }

  // jaxpruner keeps the first of equal scores in unstructured masks and the last in N:M masks. Here one rule
  // holds: the lower index stays.
  @Test func `trap 8: equal scores keep the first`() {
    #expect(Selection.largest(4, of: [Float](repeating: 1, count: 8)) == [0, 1, 2, 3])
  }

  // open_lth compares with a threshold, which removes one too many, and all that are equal to it.
  @Test func `trap 9: the count is exact also where all scores are equal`() {
    for k in 0...100 {
      #expect(Selection.largest(k, of: [Float](repeating: 0.1, count: 100)) == Array(0..<k))
    }
  }
}
