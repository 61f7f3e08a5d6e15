/// The words of a stream one after the other, for what takes a number of draws nobody knows before:
/// bounded integers, which reject a few.
struct Draws: RandomNumberGenerator {
  private let stream: RandomStream
  private var block = 0
  private var lane = 4
  private var words = Philox.Block()

  init(_ stream: RandomStream) { self.stream = stream }

  @inline(__always)
  mutating func bits() -> UInt32 {
    if lane == 4 {
      words = stream.words(block)
      block += 1
      lane = 0
    }
    defer { lane += 1 }
    return words[lane]
  }

  mutating func next() -> UInt64 {
    let low = bits()
    return RandomStream.join(low, bits())
  }

  /// An integer in 0..<[bound], each equally likely: the high half of a product of full width, the
  /// few low halves that would favour some being drawn again. Takes one word up to a bound of 2³²,
  /// two above. Source: Lemire 2019.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    if let short = UInt32(exactly: bound) {
      var product = UInt64(bits()) &* UInt64(short)
      if UInt32(truncatingIfNeeded: product) < short {
        let threshold = (0 &- short) % short
        while UInt32(truncatingIfNeeded: product) < threshold { product = UInt64(bits()) &* UInt64(short) }
      }
      return Int(truncatingIfNeeded: product >> 32)
    }
    let long = UInt64(bound)
    var product = next().multipliedFullWidth(by: long)
    if product.low < long {
      let threshold = (0 &- long) % long
      while product.low < threshold { product = next().multipliedFullWidth(by: long) }
    }
    return Int(truncatingIfNeeded: product.high)
  }
}
