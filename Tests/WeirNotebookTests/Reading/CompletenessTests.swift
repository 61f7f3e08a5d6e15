import Testing

@testable import WeirNotebook

@Suite struct CompletenessTests {
  @Test(
    arguments: [
      (.complete, "a", false), (.invalid, "a", false), (.unknown, "a", false),
      (.incomplete(indent: 1), "f(", true), (.incomplete(indent: 1), "f(\n  ", true),
      (.incomplete(indent: 0), "a +", true), (.incomplete(indent: 0), "a +\n", false),
      (.incomplete(indent: 0), "a +\n  ", false),
    ] as [(Completeness, String, Bool)])
  func `Enter asks for more until an empty line says that nothing comes`(
    completeness: Completeness, text: String, wantsMore: Bool
  ) {
    #expect(completeness.wantsMore(after: text) == wantsMore)
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
