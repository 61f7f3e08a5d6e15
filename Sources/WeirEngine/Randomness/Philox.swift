/// Philox4x32-10: four random words as a pure function of a key and a counter.
///
/// Ten rounds, each of two multiplications and a few exclusive ors; neighbouring counters give
/// unrelated words, so nothing has to be drawn in order, and nothing remembered. Not for secrets.
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.
package enum Philox {
  /// Four words: what a counter is, and what is made of it.
  package typealias Block = SIMD4<UInt32>

  /// The words for [counter] under [key].
  @inline(__always)
  package static func block(_ counter: Block, key: SIMD2<UInt32>) -> Block {
    var (c0, c1, c2, c3) = (counter.x, counter.y, counter.z, counter.w)
    var (k0, k1) = (key.x, key.y)
    for _ in 0..<10 {
      let even = UInt64(c0) &* 0xD251_1F53
      let odd = UInt64(c2) &* 0xCD9E_8D57
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: odd >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: odd),
        UInt32(truncatingIfNeeded: even >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: even)
      )
      // The golden ratio and the square root of three less one: any two steps without a pattern do.
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return Block(c0, c1, c2, c3)
  }
}
