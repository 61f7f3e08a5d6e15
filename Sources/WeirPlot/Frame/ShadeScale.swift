/// Levels between round numbers, each with a shade: how an area shows numbers.
///
/// The scale is a list of bounds, one more than there are levels: the ends of the scale, and round
/// numbers between them. A level includes its lower bound, the last one both. Shades are spread over
/// the levels there are, so that the first is the lightest and the last the darkest.
struct ShadeScale {
  let bounds: [Double]
  private let alphabet: Alphabet
  let texts: [String]

  /// A scale from [low] to [high], different numbers, above zero if the scale [isLogarithmic]; of at most [most]
  /// levels, as many as there are shades where nil.
  init(low: Double, high: Double, isLogarithmic: Bool, most levels: Int? = nil, alphabet: Alphabet) {
    self.alphabet = alphabet
    let most = (levels ?? alphabet.shades.count) - 1
    let inner = isLogarithmic ? Self.logarithmic(low, high, most) : Self.even(low, high, most)
    bounds = [low] + inner.map(\.value) + [high]
    texts = [Readable.number(low, digits: 3)] + inner.map(\.label) + [Readable.number(high, digits: 3)]
  }

  /// The scale for [values], from [low] to [high] where they are given. A logarithmic one reaches at most eight
  /// decades down.
  init(
    showing values: some Collection<Double>, low: Double?, high: Double?, isLogarithmic: Bool,
    most levels: Int? = nil, alphabet: Alphabet
  ) {
    let extent = Extent(values)
    var (least, most) = extent.bounds(on: .linear)
    if isLogarithmic {
      most = max(extent.most ?? 1, 1e-290)
      least = max(extent.leastPositive ?? most / 10, most * 1e-8)
      if least > most * 0.9 { least = most / 2 }
    }
    if let low, !isLogarithmic || low > 0 { least = low }
    if let high, !isLogarithmic || high > 0 { most = high }
    if least >= most {
      (least, most) = isLogarithmic ? (most / 10, most) : (most - max(1, abs(most)), most)
    }
    self.init(low: least, high: most, isLogarithmic: isLogarithmic, most: levels, alphabet: alphabet)
  }

  /// What of [values] lies outside the scale, and what its looks mean.
  func strays(among values: some Collection<Double>) -> [(Double, String)] {
    guard let low = bounds.first, let high = bounds.last else { return [] }
    var strays: [(Double, String)] = []
    if values.contains(where: \.isNaN) { strays.append((.nan, "nan")) }
    if values.contains(where: { $0 < low }) {
      strays.append((-.infinity, "below \(Readable.number(low, digits: 3))"))
    }
    if values.contains(where: { $0 > high }) {
      strays.append((.infinity, "above \(Readable.number(high, digits: 3))"))
    }
    return strays
  }

  /// At most [most] round numbers inside the scale, evenly apart; none so near to an end that the
  /// level between would be but a sliver.
  private static func even(_ low: Double, _ high: Double, _ most: Int) -> [Tick] {
    func inside(_ ticks: [Tick]) -> [Tick] {
      guard ticks.count > 1 else { return [] }
      let margin = 0.2 * (ticks[1].value - ticks[0].value)
      return ticks.filter { $0.value > low + margin && $0.value < high - margin }
    }
    let search = TickSearch(low: low, high: high, wanted: most + 2, isLegible: { inside($0).count <= most })
    return inside(search.ticks())
  }

  /// At most [most] numbers inside the scale: all nine of each power of ten, or 1, 2 and 5, or 1 and
  /// 3, or the powers, or every so many of them; the first of these that are few enough.
  private static func logarithmic(_ low: Double, _ high: Double, _ most: Int) -> [Tick] {
    let powers = Int(decimalLogarithm(low).rounded(.down))...Int(decimalLogarithm(high).rounded(.up))
    // As above, with a margin in decades.
    func inside(_ values: [Double], _ margin: Double) -> [Double] {
      values.filter { $0 > low * exponential(margin) && $0 < high * exponential(-margin) }
    }
    let steps: [([Double], Double)] = [
      ([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.02), ([1, 2, 5], 0.1), ([1, 3], 0.15),
    ]
    for (digits, margin) in steps {
      let values = inside(powers.flatMap { power in digits.map { shifted($0, power) } }, margin)
      if values.isEmpty { return even(low, high, most) }
      if values.count <= most { return LogTicks.labelled(values) }
    }
    for stride in 1...powers.count {
      // Counted from 1, so that the same powers are chosen for similar numbers.
      let values = inside(powers.filter { $0 % stride == 0 }.map(powerOfTen), 0.25 * Double(stride))
      if values.count <= most { return LogTicks.labelled(values) }
    }
    return []
  }

  /// How many levels there are.
  var levels: Int { bounds.count - 1 }

  /// The look of [value], which may be any.
  func cell(_ value: Double) -> StyledLine.Cell {
    guard value.isFinite, let low = bounds.first, let high = bounds.last else { return stray(value) }
    if value < low { return stray(-.infinity) }
    if value > high { return stray(.infinity) }
    return swatch(min(levels - 1, (bounds.firstIndex { $0 > value } ?? bounds.count) - 1))
  }

  /// The look of [upper] above [lower], or above nothing; one that has no colour is seen alone.
  func cell(_ upper: Double, above lower: Double?) -> StyledLine.Cell {
    let (top, bottom) = (cell(upper), lower.map(cell))
    if let stray = [top, bottom].compactMap(\.self).first(where: { $0.ink == .alarm }) { return stray }
    return StyledLine.Cell(glyph: Alphabet.upperHalf, ink: top.ink, ground: bottom?.ink)
  }

  func stray(_ value: Double) -> StyledLine.Cell {
    StyledLine.Cell(glyph: alphabet.glyph(stray: value), ink: .alarm)
  }

  /// The look of [level].
  func swatch(_ level: Int) -> StyledLine.Cell {
    let share = levels > 1 ? Double(level) / Double(levels - 1) : 1
    let shade = Int((share * Double(alphabet.shades.count - 1)).rounded())
    return StyledLine.Cell(glyph: alphabet.shades[shade], ink: .ramp(share))
  }

  /// What the shades mean: each stands between the bounds of its level. [strays] are looks outside
  /// the scale that occur, with what they mean.
  func legend(_ name: String, unit: String = "", strays: [(Double, String)] = [], on display: Display)
    -> [StyledLine]
  {
    var parts: [StyledLine] = []
    for level in 0..<levels {
      var part = StyledLine(level == 0 ? texts[0] + unit : "")
      let cell = swatch(level)
      part.append(alphabet.vertical, .faint)
      for _ in 0..<2 { part.append(cell.glyph, cell.ink) }
      part.append(alphabet.vertical, .faint)
      part.append(texts[level + 1] + unit)
      parts.append(part)
    }
    let width = Frame.width(on: display)
    var lines = [StyledLine(name.isEmpty ? "" : display.fitted(name, to: width / 2) + " ")]
    for part in parts {
      let last = lines.count - 1
      if lines[last].columns > 0, lines[last].columns + part.columns > width {
        lines.append(part)
      } else {
        lines[last].append(part)
      }
    }
    let others = strays.map { value, meaning in
      var line = StyledLine()
      line.append(alphabet.glyph(stray: value), .alarm)
      line.append(" " + meaning)
      return line
    }
    return lines + Legend.flowed(others, width: width)
  }
}
