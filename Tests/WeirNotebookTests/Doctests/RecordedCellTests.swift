import Testing
import WeirLanguage

@testable import WeirNotebook

@Suite struct RecordedCellTests {
  private func cells(_ text: String, indent: Int = 0) -> [String] {
    let source = SourceText(name: "a.md", text: text)
    return RecordedCell.all(in: source, Span(0, text.utf8.count), indent: indent) { text in
      if case .incomplete = completeness(of: text) { true } else { false }
    }.map { "\($0.number ?? 0) \($0.line) \($0.text)|\($0.answer.joined(separator: ","))|\(source[$0.span])" }
  }

  @Test func `entries and answers are told apart`() {
    #expect(
      cells("weir [1]> f(\n  2)\n[1]= 3\nmore\n\nweir [2]> x\nweir [3]> y") == [
        "1 1 f(\n  2)|[1]= 3,more,|[1]= 3\nmore\n\n", "2 6 x||", "3 7 y||",
      ])
    #expect(cells("weir [1]> fn f() {\n     ...> 1\n     ...> }\n") == ["1 1 fn f() {\n1\n}||"])
  }

  @Test func `an indent belongs to the document`() {
    #expect(cells("  weir [1]> f(\n    2)\n  [1]= 3\n", indent: 2) == ["1 1 f(\n  2)|[1]= 3|  [1]= 3\n"])
  }

  @Test func `a session begins with a prompt`() {
    #expect(RecordedCell.isSession("\n  weir [1]> x") && RecordedCell.isSession("[12]> x"))
    #expect(!RecordedCell.isSession("x = 1\nweir [1]> x") && !RecordedCell.isSession(""))
  }
}
