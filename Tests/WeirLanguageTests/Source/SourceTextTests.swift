import Testing
import WeirLanguage

@Suite struct SourceTextTests {
  @Test(arguments: [
    (0, 1, 1), (1, 1, 2), (3, 1, 3), (4, 2, 1), (6, 3, 1), (7, 4, 1), (12, 4, 3),
  ])
  func `columns count characters as people see them`(offset: Int, line: Int, column: Int) {
    // Byte by byte: a, two of é, a line feed; b, CR; LF ... then e with a combining accent, x.
    let source = SourceText(name: "s", text: "aé\nb\r\re\u{301}日x")
    let position = source.position(at: offset)
    #expect(position.line == line && position.column == column)
  }

  @Test func `CRLF ends a line once`() {
    let source = SourceText(name: "s", text: "a\r\nb\r\n")
    #expect(source.line(at: 3) == 2 && source.line(at: 6) == 3)
  }
}
