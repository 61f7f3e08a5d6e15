import Testing

@testable import WeirEngine

/// Pearson's statistic of [counts] against [expected] each.
func chiSquare(_ counts: [Int], expected: Double) -> Double {
  counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
}

@Suite struct RandomStreamTests {
  @Test func `seed, purpose, step, part and index each have their own bits of key and counter`() {
    let stream = RandomStream(
      seed: 0x0123_4567_89ab_cdef, purpose: .dropout, step: 0xa1_b2c3_d4e5, part: 0x1f_2e3d_4c5b)
    #expect(stream.key == SIMD2(0x89ab_cdef, 0x0123_4567))
    #expect(stream.counter(of: 0x77_6655_4433) == SIMD4(0x6655_4433, 0xb2c3_d4e5, 0x2e3d_4c5b, 0x041f_a177))
  }

  @Test func `the numbers of purposes stay what they are`() {
    #expect(Purpose.allCases.map(\.rawValue) == Array(1...15))
  }

  @Test func `each form of a draw is a view of the same words`() {
    let stream = RandomStream(seed: -7, purpose: .data)
    for block in [0, 1, 1000, 1 << 35] {
      let words = stream.words(block)
      #expect((0..<4).map { stream.bits(4 * block + $0) } == (0..<4).map { words[$0] })
      #expect(stream.wide(2 * block) == UInt64(words.x) | UInt64(words.y) << 32)
      #expect(stream.wide(2 * block + 1) == UInt64(words.z) | UInt64(words.w) << 32)
      #expect(stream.uniform(2 * block + 1) == Double(stream.wide(2 * block + 1) >> 11) / 0x1p53)
    }
    for low in 0...9 {
      for high in low...9 {
        #expect(stream.uniforms(low..<high) == (low..<high).map { Float(stream.bits($0) >> 8) / 0x1p24 })
      }
    }
  }

  @Test func `neighbouring streams share nothing`() {
    var seen = Set<UInt64>()
    for seed in 0..<5 {
      for purpose in Purpose.allCases {
        for step in 0..<5 {
          for part in 0..<5 {
            let stream = RandomStream(seed: seed, purpose: purpose, step: step, part: part)
            seen.formUnion((0..<4).map { stream.wide($0) })
          }
        }
      }
    }
    #expect(seen.count == 5 * Purpose.allCases.count * 5 * 5 * 4)
  }

  // 99 degrees of freedom: above 149 in one case of 1000.
  @Test(arguments: 0..<5) func `uniform numbers fill a hundred equal boxes alike`(seed: Int) {
    let stream = RandomStream(seed: seed, purpose: .search)
    var boxes = [Int](repeating: 0, count: 100)
    for index in 0..<20_000 { boxes[Int(stream.uniform(index) * 100)] += 1 }
    #expect(chiSquare(boxes, expected: 200) < 149)
  }
}
