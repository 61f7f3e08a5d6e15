import Testing

@testable import WeirNotebook

@Suite struct EditsTests {
  /// What undoing shows, step by step, after the texts [shown] with the cursor at their ends.
  private func undone(_ shown: [String]) -> [String] {
    var edits = Edits()
    for text in shown {
      let text = Array(text.unicodeScalars)
      edits.note(Edits.State(text: text, cursor: text.count))
    }
    var back: [String] = []
    while let state = edits.undo() { back.append(String(state.text)) }
    return back
  }

  @Test func `a word goes at once, all else change by change`() {
    #expect(undone(["n", "ne", "net", "net ", "net =", "net = 1"]) == ["net =", "net ", "net", ""])
    #expect(undone(["[1, 2]", "", "x"]) == ["", "[1, 2]", ""])
    #expect(undone([]) == [])
  }

  @Test func `what is undone is not noted again`() {
    var edits = Edits()
    edits.note(Edits.State(text: ["a"], cursor: 1))
    edits.note(Edits.State(text: ["a", "("], cursor: 2))
    #expect(edits.undo() == Edits.State(text: ["a"], cursor: 1))
    edits.note(Edits.State(text: ["a"], cursor: 0))
    #expect(edits.undo() == Edits.State())
    #expect(edits.undo() == nil)
  }
}
