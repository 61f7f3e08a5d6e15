import Testing

@testable import WeirPlot

@Suite struct CanvasTests {
  private func picture(_ canvas: Canvas) -> String {
    (0..<canvas.rows).map { canvas.line($0).text() }.joined(separator: "\n")
  }

  @Test func `dots are counted from the lower left and drawn from the upper left`() {
    var canvas = Canvas(columns: 2, rows: 1, glyphs: BrailleGlyphs())
    canvas.dot(x: 0, y: 0, series: 0)
    canvas.dot(x: 3, y: 3, series: 0)
    #expect(picture(canvas) == "⡀⠈")
    canvas.dot(x: 4, y: 0, series: 0)
    canvas.dot(x: 0, y: -1, series: 0)
    #expect(picture(canvas) == "⡀⠈", "what lies outside is left out")
  }

  @Test func `every Braille pattern has its own character, and so has every quadrant`() {
    #expect(Set((1..<256).map { BrailleGlyphs().glyph($0, series: 0) }).count == 255)
    #expect(BrailleGlyphs().glyph(0xFF, series: 0) == "⣿")
    #expect(String((1..<16).map { QuadrantGlyphs().glyph($0, series: 0) }) == "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
  }

  @Test(
    arguments: [
      (0b000_111_000, "-"), (0b111_000_000, "_"), (0b010_010_010, "|"), (0b001_010_100, "/"),
      (0b100_010_001, "\\"),
      (0b010_000_000, "."), (0b000_000_010, "'"), (0b111_111_111, "#"),
    ] as [(UInt16, Character)])
  func `nine dots become the ASCII character that looks like them`(pattern: UInt16, glyph: Character) {
    #expect(LineArtGlyphs().glyph(pattern, series: 0) == glyph)
  }

  @Test func `a line goes from end to end without gaps`() {
    var canvas = Canvas(columns: 4, rows: 4, glyphs: QuadrantGlyphs())
    canvas.line(from: (0, 0), to: (7, 7), series: 0)
    canvas.line(from: (0, 7), to: (7, 7), series: 0)
    #expect(picture(canvas) == "▀▀▀▛\n  ▞\n ▞\n▞")
  }

  @Test func `a stamp covers the dots of its cell`() {
    var canvas = Canvas(columns: 3, rows: 1, glyphs: QuadrantGlyphs())
    canvas.line(from: (0, 0), to: (5, 0), series: 1)
    canvas.stamp("●", column: 1, row: 0, ink: nil)
    #expect(picture(canvas) == "▄●▄")
  }

  @Test func `colour is switched where it changes, and off at the end`() {
    var line = StyledLine("ab", .fewer)
    line.append(" ")
    line.append("c", .fewer)
    line.append("d  ")
    let code = "\u{1B}[38;5;\(Ink.fewer.code)m"
    #expect(line.text(.palette) == code + "ab c\u{1B}[0md")
    #expect(line.text() == "ab cd")
    #expect(StyledLine("x", .more).text(.palette) == "\u{1B}[38;5;\(Ink.more.code)mx\u{1B}[0m")
    #expect(StyledLine("層層", nil).cut(to: 3).text() == "層")
  }

  @Test func `each number of colours has its codes`() {
    let line = StyledLine("x", Ink(0xE6_9F00, basic: 33))
    #expect(line.text(.sixteen) == "\u{1B}[33mx\u{1B}[0m")
    #expect(line.text(.palette) == "\u{1B}[38;5;178mx\u{1B}[0m")
    #expect(line.text(.full) == "\u{1B}[38;2;230;159;0mx\u{1B}[0m")
  }

  @Test(
    arguments: [
      (0x00_0000, 16), (0xFF_FFFF, 231), (0x80_8080, 244), (0x5F_87D7, 68), (0x12_1212, 233),
      (0xFF_00AF, 199),
    ] as [(UInt32, UInt8)])
  func `a colour has the nearest code of 256`(rgb: UInt32, code: UInt8) {
    #expect(Ink(rgb, basic: 37).code == code)
  }

  @Test func `a ramp of inks grows brighter from step to step`() {
    // The luminance of sRGB (IEC 61966-2-1).
    let light = Ink.ramp.map { ink -> Double in
      let levels = [ink.red, ink.green, ink.blue].map { byte -> Double in
        let share = Double(byte) / 255
        return share <= 0.04045 ? share / 12.92 : exponential(2.4 * decimalLogarithm((share + 0.055) / 1.055))
      }
      return zip([0.2126, 0.7152, 0.0722], levels).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(zip(light, light.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test(arguments: [(0.0, ""), (0.01, "▏"), (0.5, "▌"), (1, "█"), (2.26, "██▎")])
  func `a bar ends in eighths, and what is there is seen`(length: Double, bar: String) {
    #expect(Alphabet.unicode.bar(length: length) == bar)
  }

  @Test func `a bar to the left ends in a half`() {
    #expect(Alphabet.unicode.leftwardBar(length: 2.4) == "▐██")
    #expect(Alphabet.ascii.leftwardBar(length: 2.4) == "##")
  }

  @Test func `each alphabet has characters of one column, and ASCII none but its own`() {
    for alphabet in [Alphabet.ascii, .unicode] {
      let sets = [
        alphabet.marks, alphabet.bar, alphabet.leftwardBar, alphabet.levels, alphabet.shades,
        alphabet.deviations,
      ]
      for set in sets + alphabet.joints {
        #expect(set.allSatisfy { TextWidth.columns($0) == 1 })
        if alphabet.ellipsis == "~" { #expect(set.allSatisfy { $0.isASCII }) }
      }
      #expect(Set(alphabet.marks).count == alphabet.marks.count)
      let strays = [alphabet.notNumber, alphabet.above, alphabet.below]
      #expect(strays.allSatisfy { !alphabet.shades.contains($0) && !alphabet.marks.contains($0) })
    }
  }
}
