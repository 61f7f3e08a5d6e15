import Testing

@testable import WeirLanguage

@Suite struct ProgramNamesTests {
  @Test(arguments: [
    ("x = a + 1", ["a"], ["x"]), ("a = a + 1", ["a"], ["a"]), ("y = 1\ny + a", ["a"], ["y"]),
    ("fn f(a) = a + b", ["b"], ["f"]), ("[a for a in b]", ["b"], []), ("b.f(a: 1).a", ["b"], []),
    ("if b > 0 { a = 1 }\na", ["b"], ["a"]), ("for i in a { b = b + i }", ["a", "b"], ["b"]),
    ("\"\\(a)\"", ["a"], []), ("mlp([2, 2])", [], []),
  ]) func `names are read or bound`(text: String, reads: [String], binds: [String]) throws {
    let (interpreter, _) = Interpreter.recording()
    try interpreter.run("a = 1\nb = [2]")
    let names = interpreter.names(of: SourceText(name: "cell", text: text))
    #expect(names == ProgramNames(reads: Set(reads), binds: Set(binds)))
  }
}
