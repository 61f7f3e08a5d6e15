/// What random numbers are for. Streams of different purposes have nothing to do with each other, so
/// that drawing more of one never moves another.
///
/// The raw values are part of every draw: they are fixed forever, and a new purpose takes a new one.
public enum Purpose: UInt32, Sendable, CaseIterable {
  /// Initial weights.
  case weights = 1
  /// Which weights a mask keeps.
  case mask = 2
  /// The order of samples within an epoch.
  case shuffle = 3
  /// Which activations are dropped.
  case dropout = 4
  /// Samples of datasets that draw their own.
  case data = 5
  /// Which samples belong to which part.
  case split = 6
  /// Changes to inputs during training.
  case augmentation = 7
  /// Where to look next.
  case search = 8
  /// Which weights grow.
  case growth = 9
  /// Which samples a ranking of weights looks at.
  case sampling = 10
  /// Where weights go that change places.
  case rearrangement = 11
  /// Directions in which a measure looks at all weights.
  case probing = 12
  /// Where on a path a step looks.
  case path = 13
  /// Which numbers of a sample a resample is made of.
  case resampling = 14
  /// What imagined studies would measure.
  case trials = 15
}

/// Random numbers without a generator: each draw is a pure function of (seed, purpose, step, part,
/// index), whoever asks for it, in whatever order, on any number of threads.
///
/// The seed is the key of `Philox`; the rest is the counter. The forms below (`bits`, `wide`,
/// `uniform`, `normal`, …) look at the same words, so one stream is asked for one form only; a
/// second form takes another part or step.
public struct RandomStream: Sendable, Equatable {
  /// The words that stand for the seed.
  package let key: SIMD2<UInt32>
  /// The counter of block 0; `counter(of:)` says how the words are laid out.
  package let origin: Philox.Block

  /// The stream of [seed] for [purpose] at [step]; [part] tells apart what is drawn at the same
  /// step, for instance layers. Step and part are at least 0 and less than 2⁴⁰.
  public init(seed: Int, purpose: Purpose, step: Int = 0, part: Int = 0) {
    let limit = 1 << 40
    precondition((0..<limit).contains(step) && (0..<limit).contains(part), "step and part fit 40 bits")
    let bits = UInt64(bitPattern: Int64(seed))
    key = SIMD2(UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32))
    let high = purpose.rawValue << 24 | UInt32(part >> 32) << 16 | UInt32(step >> 32) << 8
    origin = Philox.Block(
      0, UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: part), high)
  }

  /// The counter of a block of four words. From the first word to the last: the low words of block,
  /// step and part, then one byte each of purpose, and of the high ends of part, step and block.
  @inline(__always)
  package func counter(of block: Int) -> Philox.Block {
    assert((0..<(1 << 40)).contains(block), "an index is not negative, and far below 2⁴²")
    var counter = origin
    counter.x = UInt32(truncatingIfNeeded: block)
    counter.w |= UInt32(truncatingIfNeeded: block >> 32)
    return counter
  }

  /// The four words of a block.
  @inline(__always)
  package func words(_ block: Int) -> Philox.Block { Philox.block(counter(of: block), key: key) }

  /// 32 random bits.
  public func bits(_ index: Int) -> UInt32 { words(index >> 2)[index & 3] }

  /// 64 random bits: two neighbouring words, the first one low.
  public func wide(_ index: Int) -> UInt64 {
    let words = words(index >> 1)
    return index & 1 == 0 ? Self.join(words.x, words.y) : Self.join(words.z, words.w)
  }

  /// A number in [0, 1): the upper 53 bits of `wide`, so every multiple of 2⁻⁵³ is equally likely.
  public func uniform(_ index: Int) -> Double { Self.fraction(wide(index)) }

  /// Numbers in [0, 1) in single precision: the upper 24 bits of `bits`.
  public func uniforms(_ range: Range<Int>) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let words = words(index >> 2)
      let end = min(range.upperBound, (index | 3) + 1)
      for place in index..<end { values.append(Float(words[place & 3] >> 8) * 0x1p-24) }
      index = end
    }
    return values
  }

  static func join(_ low: UInt32, _ high: UInt32) -> UInt64 { UInt64(low) | UInt64(high) << 32 }
  static func fraction(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }
}
