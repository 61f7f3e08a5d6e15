import Testing

@testable import WeirNotebook

@Suite struct SuggestionsTests {
  private let suggestions = Suggestions(
    typed: 2, items: [.init("train(", help: "Trains."), .init("trace"), .init("trap")])

  @Test func `what all items agree on is inserted`() {
    #expect(suggestions.common(after: "x = tr".unicodeScalars) == "a")
    #expect(Suggestions().common(after: "x".unicodeScalars) == nil)
    #expect(Suggestions(typed: 1, items: [.init("net")]).common(after: "n".unicodeScalars) == "et")
  }

  @Test func `items that replace what was typed are only listed`() {
    #expect(Suggestions(typed: 1, items: [.init("Net")]).common(after: "n".unicodeScalars) == "")
  }

  @Test func `the list aligns help and says what it leaves out`() {
    #expect(suggestions.list(rows: 9) == (["train(  Trains.", "trace", "trap"], nil))
    #expect(suggestions.list(rows: 2) == (["train(  Trains.", "... and 2 more: Tab"], 1))
    #expect(suggestions.list(from: 1, rows: 2) == (["trace", "trap"], nil))
  }
}
