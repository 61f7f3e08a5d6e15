import Testing

@testable import WeirLanguage

/// Recursion without end is an error on every way it can take, however much stack one round needs.
@Suite struct DepthTests {
  @Test(arguments: [
    "fn f(n) = f(n + 1)", "fn f(n) = f(n + 1)" + String(repeating: " + 1", count: 900),
    "fn f(n) = " + String(repeating: "[", count: 200) + "f(n + 1)" + String(repeating: "]", count: 200),
    "fn f(n) = map([n], f)", "fn f(n) = [x for x in f(n)]", "fn f(n) = \"\\(f(n))\"", "fn f(n) = n.f()",
    "fn f(n, m = f(n)) = m", "fn f(n) = {a: f(n)}.a", "fn f(n) { for i in 1...2 { f(i) } }",
    "fn f(n) = fold([1, 2], f, f(n))", "fn f(n) = sort_by([2, 1], f)", "fn f(n) = if f(n) { 1 } else { 2 }",
    "fn f(n) = g(n)\nfn g(n) = (x => f(x))(n)", "fn f(n) { if true { while f(n) { } } }",
    "fn f(n) { expect f(n) }", "fn f(n) = {f: f}.f(n)",
  ])
  func `recursion without end is an error`(program: String) {
    let (interpreter, _) = Interpreter.recording()
    do throws(Failure) {
      try interpreter.run(program + "\nf(0)")
      Issue.record("it ended")
    } catch {
      #expect(error.diagnostics.first?.message == "the calls are nested too deeply")
      #expect(error.diagnostics.first?.render().isEmpty == false)
    }
  }

  @Test func `what the parser lets through can be run, printed and compared`() throws {
    let (interpreter, _) = Interpreter.recording()
    let list = String(repeating: "[", count: 240) + String(repeating: "]", count: 240)
    let value = try interpreter.run("x = \(list)\nx == x")
    #expect(value == .truth(true))
    #expect(interpreter["x"]?.brief == list)
    let sum = "1" + String(repeating: " + 1", count: 990)
    #expect(try interpreter.run(sum) == .integer(991))
  }
}
