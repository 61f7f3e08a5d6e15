import Testing

@testable import WeirEngine

@Suite struct SubsetsTests {
  @Test func `a choice has exactly k distinct numbers in order, for all k and n to 40`() {
    for n in 0...40 {
      for k in 0...n {
        let chosen = RandomStream(seed: n, purpose: .mask, step: k).choose(k, of: n)
        #expect(chosen.count == k)
        #expect(zip(chosen, chosen.dropFirst()).allSatisfy { $0 < $1 })
        #expect(chosen.allSatisfy { (0..<n).contains($0) })
      }
    }
  }

  @Test func `bits and hashing choose the same`() {
    for (k, n) in [(0, 10), (1, 1), (7, 500), (300, 100_000), (1000, 1001)] {
      let stream = RandomStream(seed: k, purpose: .mask)
      #expect(
        stream.floyd(k, of: n, into: BitMembers(capacity: n))
          == stream.floyd(k, of: n, into: HashedMembers(capacity: k)))
    }
  }

  @Test func `a few of very many take little memory`() {
    let n = 10_000_000_000
    let chosen = RandomStream(seed: 4, purpose: .mask).choose(1000, of: n)
    #expect(chosen.count == 1000 && Set(chosen).count == 1000)
    // The mean of 1000 has a deviation of n / 110.
    let mean = chosen.reduce(0.0) { $0 + Double($1) / 1000 }
    #expect(abs(mean / Double(n) - 0.5) < 0.046)
  }

  // 20 triples of 6, 19 degrees of freedom: above 43.8 in one case of 1000.
  @Test func `every triple of six is as likely as any other`() {
    var counts: [[Int]: Int] = [:]
    for step in 0..<4000 {
      counts[RandomStream(seed: 5, purpose: .mask, step: step).choose(3, of: 6), default: 0] += 1
    }
    #expect(counts.count == 20)
    #expect(chiSquare(Array(counts.values), expected: 200) < 43.8)
  }

  // 24 orders, 23 degrees of freedom: above 49.7 in one case of 1000.
  @Test func `every order of four is as likely as any other`() {
    var counts: [[Int]: Int] = [:]
    for step in 0..<4800 {
      counts[RandomStream(seed: 6, purpose: .shuffle, step: step).permutation(of: 4), default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(chiSquare(Array(counts.values), expected: 200) < 49.7)
  }

  @Test func `a permutation holds every number once, in both widths`() {
    for count in [0, 1, 2, 1000] {
      let stream = RandomStream(seed: count, purpose: .shuffle)
      let order = stream.permutation(of: count)
      #expect(order.sorted() == Array(0..<count))
      #expect(stream.shortPermutation(of: Int32(count)).map(Int.init) == order)
    }
  }

  @Test func `a bounded draw favours none, even where many words are rejected`() {
    // A bound of 3 · 2³⁰ throws away a quarter of all words; without that, thirds would be uneven.
    var draws = Draws(RandomStream(seed: 8, purpose: .search))
    var thirds = [0, 0, 0]
    for _ in 0..<9000 { thirds[draws.below(3 << 30) >> 30] += 1 }
    #expect(chiSquare(thirds, expected: 3000) < 13.8)
    var wide = [0, 0, 0]
    for _ in 0..<9000 { wide[draws.below(3 << 61) >> 61] += 1 }
    #expect(chiSquare(wide, expected: 3000) < 13.8)
  }
}
