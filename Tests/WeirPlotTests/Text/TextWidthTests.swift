import Testing

@testable import WeirPlot

@Suite struct TextWidthTests {
  @Test(arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("層", 2), ("👩‍🔬", 2), ("⠿█│", 3), ("", 0)])
  func `columns are those of a terminal`(text: String, columns: Int) {
    #expect(TextWidth.columns(text) == columns)
  }

  @Test func `what moves the cursor does not get through`() {
    #expect(TextWidth.printable("a\u{1B}[31mb\r\nc\td\u{7F}\u{202E}e\u{9B}f") == "a[31mb c def")
    #expect(TextWidth.printable("naïve 層", ascii: true) == "na?ve ?")
  }

  @Test(arguments: [("gradient", 5, "grad…"), ("層層層", 4, "層…"), ("ab", 2, "ab"), ("ab", 0, "")])
  func `a text is cut between characters`(text: String, columns: Int, cut: String) {
    #expect(TextWidth.cut(text, to: columns, ellipsis: "…") == cut)
  }
}
