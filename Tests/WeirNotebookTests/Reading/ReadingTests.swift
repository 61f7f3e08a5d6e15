import Testing
import WeirLanguage

@testable import WeirNotebook

/// Knows the language and no names.
private final class Grammar: Assistant {
  func completeness(of text: String) -> Completeness { WeirLanguage.completeness(of: text) }
  func suggestions(for text: String) -> Suggestions { Suggestions() }
  func styles(of text: String) -> [Style] { [] }
}

@Suite struct ReadingTests {
  @Test(
    arguments: [
      ("a", false), (")", false), ("f(", true), ("f(\n", true), ("f(1,\n  ", true), ("a +", true),
      ("a +\n", false), ("a +\n  ", false), ("fn f(x) {\n\n", true), ("\"\"\"a\n\n", true), ("", false),
    ])
  func `Enter asks for more until an empty line says that nothing comes`(text: String, wantsMore: Bool) {
    #expect(Grammar().wantsMore(after: text) == wantsMore)
  }

  @Test(
    arguments: [
      ("weir [12]> x = 1", "x = 1"), ("[3]> ", ""), ("weir [3]>", ""), ("[3]= 0.5", nil), ("x", nil),
    ] as [(Substring, Substring?)])
  func `prompts are recognized`(line: Substring, rest: Substring?) { #expect(Prompt.strip(line) == rest) }

  @Test func `the prompt of a further line is as wide as the first`() {
    #expect(Prompt.text(cell: 12) == "weir [12]> ")
    #expect(Prompt.continuation(cell: 12) == "      ...> ")
    #expect(Prompt.stripContinuation("      ...> x") == "x")
    #expect(Prompt.stripContinuation("  x") == nil)
  }
}
