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
    func list(from first: Int = 0, rows: Int) -> (lines: [String], next: Int?) {
      suggestions.list(from: first, rows: rows, columns: 80)
    }
    #expect(list(rows: 9) == (["train(  Trains.", "trace", "trap"], nil))
    #expect(list(rows: 2) == (["train(  Trains.", "... and 2 more: Tab"], 1))
    #expect(list(from: 1, rows: 2) == (["trace", "trap"], nil))
  }

  @Test func `help of arguments is read to its end, that of names in one row`() {
    var items: [Suggestions.Item] = [
      .init("lr: ", help: "a number. How far each step goes.", isWrapped: true),
      .init("momentum: ", help: "a number. What is kept.", isWrapped: true),
    ]
    func list(rows: Int, further: Int = 0) -> [String] {
      Suggestions(items: items, further: further).list(rows: rows, columns: 34).lines
    }
    let both = [
      "lr:         a number. How far each", "            step goes.", "momentum:   a number. What is",
      "            kept.",
    ]
    #expect(list(rows: 4) == both)
    #expect(list(rows: 3) == [both[0], both[1], "... and 1 more: Tab"])
    #expect(list(rows: 5, further: 7) == both + ["... and 7 names: type how one begins"])
    items[0].isWrapped = false
    #expect(list(rows: 4).first == "lr:         a number. How far each step goes.")
  }

  @Test func `nothing is inserted where names are left out that begin otherwise`() {
    #expect(Suggestions(items: [.init("x: ")], further: 9).common(after: "abs(".unicodeScalars) == "")
  }
}
