import Testing

@testable import WeirLanguage

/// Which part of a call is underlined.
@Suite struct ItemSpanTests {
  @Test(arguments: [
    ("mlp([2, -3, 2])", "-3"), ("mlp([2, [3], 2])", "[3]"), ("mlp(2)", "2"), ("mlp([2])", "[2]"),
    ("sizes = [2, -3, 2]\nmlp(sizes)", "sizes"), ("network([dense(2), 7], input: [2])", "7"),
    ("fn f(n) = mlp([2, n, 2])\nf(-1)", "n"),
  ])
  func `of a list the item is underlined that is wrong`(program: String, underlined: String) throws {
    let (interpreter, _) = Interpreter.recording()
    let failure = #expect(throws: Failure.self) { try interpreter.run(program) }
    let found = try #require(failure?.diagnostics.first)
    #expect(found.source[found.span] == underlined, "\(found.message)")
  }
}
