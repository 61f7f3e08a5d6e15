import Testing

@testable import WeirNotebook

@Suite struct MotionTests {
  private let text = Array("abc\nx\n\nlonger".unicodeScalars)

  @Test(arguments: [(2, nil), (5, 1), (6, 4), (9, 6), (7, 6)] as [(Int, Int?)])
  func `up keeps the column where the line above has it`(from: Int, to: Int?) {
    #expect(Motion.above(from, in: text) == to)
  }

  @Test(arguments: [(0, 4), (3, 5), (5, 6), (6, 7), (9, nil)] as [(Int, Int?)])
  func `down keeps the column where the line below has it`(from: Int, to: Int?) {
    #expect(Motion.below(from, in: text) == to)
  }

  @Test func `words are those of the language`() {
    let text = Array("net.layers = f(x_1)".unicodeScalars)
    #expect(Motion.wordLeft(of: 10, in: text) == 4)
    #expect(Motion.wordLeft(of: 4, in: text) == 0)
    #expect(Motion.wordLeft(of: text.count, in: text) == 15)
    #expect(Motion.wordRight(of: 3, in: text) == 10)
    #expect(Motion.wordRight(of: 18, in: text) == 19)
  }

  @Test func `a character may be several scalars`() {
    let text = Array("e\u{301}👩‍👩‍👧x".unicodeScalars)
    #expect(Grapheme.length(before: 2, in: text) == 2)
    #expect(Grapheme.length(after: 2, in: text) == 5)
    #expect(Grapheme.length(before: 7, in: text) == 5)
    #expect(Grapheme.length(before: 1, in: Array("\nx".unicodeScalars)) == 1)
    #expect(Grapheme.length(before: 0, in: text) == 0)
  }
}
