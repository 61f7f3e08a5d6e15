/// How the dots of a canvas become characters: how many dots a cell holds, and how each pattern of
/// them looks.
///
/// Dots of a cell are numbered row by row from its upper left corner; dot i is bit i of a pattern.
protocol DotGlyphs: Sendable {
  /// Dots of a cell, side by side and on top of each other.
  var across: Int { get }
  var down: Int { get }
  /// The look of a cell with the dots of [pattern], the last of which was drawn by [series]. Never
  /// asked for an empty cell: that is a blank.
  func glyph(_ pattern: UInt16, series: Int) -> Character
}

/// Braille patterns, 2 × 4 dots: the finest lines.
struct BrailleGlyphs: DotGlyphs {
  var across: Int { 2 }
  var down: Int { 4 }

  /// The bit that Unicode gives each of our dots; its own order grew with the script.
  private static let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  func glyph(_ pattern: UInt16, series: Int) -> Character {
    var value: UInt32 = 0x2800
    for (dot, bit) in Self.bits.enumerated() where pattern & (1 << dot) != 0 { value |= bit }
    return Unicode.Scalar(value).map(Character.init) ?? " "
  }
}

/// Quarters of a block, 2 × 2 dots: dots without gaps between them.
struct QuadrantGlyphs: DotGlyphs {
  var across: Int { 2 }
  var down: Int { 2 }

  private static let glyphs = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")

  func glyph(_ pattern: UInt16, series: Int) -> Character { Self.glyphs[Int(pattern)] }
}

/// One dot a cell, drawn as the mark of its series: how several lines are told apart in ASCII.
struct MarkGlyphs: DotGlyphs {
  var across: Int { 1 }
  var down: Int { 1 }
  let alphabet: Alphabet

  func glyph(_ pattern: UInt16, series: Int) -> Character { alphabet.mark(series) }
}

/// Two dots a cell in ASCII, on top of each other: the finest exact picture of a pattern.
struct PairGlyphs: DotGlyphs {
  var across: Int { 1 }
  var down: Int { 2 }

  func glyph(_ pattern: UInt16, series: Int) -> Character { pattern == 1 ? "'" : pattern == 2 ? "." : ":" }
}

/// Nine dots a cell in ASCII, each pattern drawn as the character that resembles it most: how one
/// line alone gets smooth.
struct LineArtGlyphs: DotGlyphs {
  var across: Int { 3 }
  var down: Int { 3 }

  func glyph(_ pattern: UInt16, series: Int) -> Character { Self.glyphs[Int(pattern)] }

  /// What each character looks like: three rows of three dots, from the top.
  private static let shapes: [(Character, String)] = [
    (".", "... ... .#."), ("-", "... ### ..."), ("'", ".#. ... ..."), ("_", "... ... ###"),
    ("\"", "### ... ..."), ("|", ".#. .#. .#."), ("|", "#.. #.. #.."), ("|", "..# ..# ..#"),
    ("/", "..# .#. #.."), ("\\", "#.. .#. ..#"), ("`", "#.. ... ..."), (",", "... .#. #.."),
    (":", ".#. ... .#."), ("!", ".#. .#. ..."), ("=", "... ### ###"), ("=", "### ### ..."),
    ("#", "### ### ###"),
  ]

  private static let glyphs: [Character] = {
    let patterns = shapes.map { glyph, rows in
      (
        glyph,
        rows.filter { $0 != " " }.enumerated().reduce(UInt16(0)) {
          $1.element == "#" ? $0 | 1 << $1.offset : $0
        }
      )
    }
    return (0..<512).map { wanted in
      patterns.max { distance(UInt16(wanted), $0.1) > distance(UInt16(wanted), $1.1) }?.0 ?? "#"
    }
  }()

  /// How unlike two patterns are. A dot that has a neighbour in the other pattern is nearly right;
  /// one in another row counts more than one in another column, for lines mostly run sideways.
  private static func distance(_ a: UInt16, _ b: UInt16) -> Int { missing(a, b) + missing(b, a) }

  private static func missing(_ a: UInt16, _ b: UInt16) -> Int {
    var sum = 0
    for dot in 0..<9 where a & (1 << dot) != 0 {
      let (row, column) = dot.quotientAndRemainder(dividingBy: 3)
      var least = 8
      for other in 0..<9 where b & (1 << other) != 0 {
        let (r, c) = other.quotientAndRemainder(dividingBy: 3)
        least = min(least, 3 * (r - row) * (r - row) + (c - column) * (c - column))
      }
      sum += least
    }
    return sum
  }
}

extension Display {
  /// How single dots are drawn here, each to be told from its neighbours.
  var exactGlyphs: any DotGlyphs {
    switch charset {
    case .ascii: PairGlyphs()
    case .block: QuadrantGlyphs()
    case .braille: BrailleGlyphs()
    }
  }

  /// How lines are drawn here, [count] series at once.
  func dotGlyphs(series count: Int) -> any DotGlyphs {
    switch charset {
    case .ascii: count > 1 ? MarkGlyphs(alphabet: alphabet) : LineArtGlyphs()
    case .block: QuadrantGlyphs()
    case .braille: BrailleGlyphs()
    }
  }
}
