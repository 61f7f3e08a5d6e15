/// Normal numbers by the transform of Box and Muller (1958): from u in (0, 1] and v in [0, 1) come
///
///     √(−2 ln u) · cos 2πv   and   √(−2 ln u) · sin 2πv
///
/// two independent ones. Logarithm, sine and cosine are summed here from the four operations and the
/// square root, which every machine rounds alike; those of the C library differ in the last bit from
/// one system to the next, and a seed would mean other weights there.
extension RandomStream {
  /// A normal number of mean 0 and deviation 1, in double precision; two from each block.
  /// None lies further out than 8.6.
  public func normal(_ index: Int) -> Double {
    let words = words(index >> 1)
    let u = Double((Self.join(words.x, words.y) >> 11) + 1) * 0x1p-53
    let radius = (-2 * Self.logarithm(u)).squareRoot()
    let (cosine, sine) = Self.circle(Self.fraction(Self.join(words.z, words.w)))
    return radius * (index & 1 == 0 ? cosine : sine)
  }

  /// Normal numbers in single precision, four from each block: what weights are drawn from.
  /// Number i is the same in every range that holds i. None lies further out than 6.7.
  public func normals(_ range: Range<Int>) -> [Float] {
    var values = [Float](repeating: 0, count: range.count)
    var span = values.mutableSpan
    fillNormals(&span, from: range.lowerBound)
    return values
  }

  /// One of the numbers that `normals` gives. Cost: a block of four.
  package func singleNormal(_ index: Int) -> Float { fourNormals(index >> 2)[index & 3] }

  /// Fills [values] with the normal numbers that begin at index [start]. Cost: about 20 ns a number.
  public func fillNormals(_ values: inout MutableSpan<Float>, from start: Int) {
    var next = 0
    while next < values.count {
      let index = start + next
      let four = fourNormals(index >> 2)
      var lane = index & 3
      while lane < 4, next < values.count {
        values[next] = four[lane]
        next += 1
        lane += 1
      }
    }
  }

  @inline(__always)
  private func fourNormals(_ block: Int) -> SIMD4<Float> {
    let words = words(block)
    // Half a step is added so that u = 0 does not occur.
    let r0 = (-2 * Self.logarithm((Double(words.x) + 0.5) * 0x1p-32)).squareRoot()
    let r1 = (-2 * Self.logarithm((Double(words.z) + 0.5) * 0x1p-32)).squareRoot()
    let (c0, s0) = Self.circle(Double(words.y) * 0x1p-32)
    let (c1, s1) = Self.circle(Double(words.w) * 0x1p-32)
    return SIMD4(Float(r0 * c0), Float(r0 * s0), Float(r1 * c1), Float(r1 * s1))
  }

  /// The natural logarithm of a positive, normal [x], within 2 units in the last place away from 1.
  ///
  /// x = m · 2ᵉ with m in [√½, √2), and with s = (m − 1) / (m + 1), so |s| < 0.172,
  /// ln m = 2 (s + s³/3 + s⁵/5 + …); the first term left out is below 10⁻¹⁷ of the sum.
  @inline(__always)
  static func logarithm(_ x: Double) -> Double {
    let bits = x.bitPattern
    var exponent = Int(truncatingIfNeeded: bits >> 52) - 1023
    var m = Double(bitPattern: bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000)
    if m > 1.4142135623730951 {
      m *= 0.5
      exponent += 1
    }
    let s = (m - 1) / (m + 1)
    let q = s * s
    var sum = 1.0 / 23
    sum = sum * q + 1.0 / 21
    sum = sum * q + 1.0 / 19
    sum = sum * q + 1.0 / 17
    sum = sum * q + 1.0 / 15
    sum = sum * q + 1.0 / 13
    sum = sum * q + 1.0 / 11
    sum = sum * q + 1.0 / 9
    sum = sum * q + 1.0 / 7
    sum = sum * q + 1.0 / 5
    sum = sum * q + 1.0 / 3
    sum = sum * q + 1
    return Double(exponent) * 0.6931471805599453 + 2 * s * sum
  }

  /// Cosine and sine of 2π[turn], for fewer than a million turns, by their Taylor series on the nearest eighth.
  @inline(__always)
  static func circle(_ turn: Double) -> (cosine: Double, sine: Double) {
    // Where the last place is worth 1, the sum is rounded to an integer without a call.
    let quarter = (turn * 4 + 0x1.8p52) - 0x1.8p52
    let x = (turn - quarter * 0.25) * 6.283185307179586
    let q = x * x
    var sine = 1.0 / 355_687_428_096_000
    sine = sine * q - 1.0 / 1_307_674_368_000
    sine = sine * q + 1.0 / 6_227_020_800
    sine = sine * q - 1.0 / 39_916_800
    sine = sine * q + 1.0 / 362_880
    sine = sine * q - 1.0 / 5040
    sine = sine * q + 1.0 / 120
    sine = sine * q - 1.0 / 6
    sine = (sine * q + 1) * x
    var cosine = 1.0 / 20_922_789_888_000
    cosine = cosine * q - 1.0 / 87_178_291_200
    cosine = cosine * q + 1.0 / 479_001_600
    cosine = cosine * q - 1.0 / 3_628_800
    cosine = cosine * q + 1.0 / 40_320
    cosine = cosine * q - 1.0 / 720
    cosine = cosine * q + 1.0 / 24
    cosine = cosine * q - 1.0 / 2
    cosine = cosine * q + 1
    switch Int(quarter) & 3 {
    case 0: return (cosine, sine)
    case 1: return (-sine, cosine)
    case 2: return (-cosine, -sine)
    case _: return (sine, -cosine)
    }
  }
}
