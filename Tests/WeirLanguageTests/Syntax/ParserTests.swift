import Testing

@testable import WeirLanguage

@Suite struct ParserTests {
  @Test(arguments: [
    ("1 + 2 * 3 ^ 2", "(1 + (2 * (3 ^ 2)))"),
    ("-2 ^ 2", "(- (2 ^ 2))"),
    ("2 ^ -1", "(2 ^ (- 1))"),
    ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"),
    ("7 div 2 mod 3", "((7 div 2) mod 3)"),
    ("1 - 2 - 3", "((1 - 2) - 3)"),
    ("not a and b or c", "(((not a) and b) or c)"),
    ("not x in 1...n + 1", "(not (x in (1 ... (n + 1))))"),
    ("a + 1 < b", "((a + 1) < b)"),
    ("-x.f(1)[2]", "(- x.f(1)[2])"),
    ("x => y => x + y", "(x) => (y) => (x + y)"),
    ("(a, b = 2) => a", "(a, b = 2) => a"),
    ("() => 1", "() => 1"),
    ("f(a, lr: 1, in: 2,)", "f(a, lr: 1, in: 2)"),
    ("[1, 2,]", "[1, 2]"),
    ("[]", "[]"),
    ("{}", "{}"),
    ("{a: 1, \"b c\": 2}", "{a: 1, b c: 2}"),
    ("{ a }", "{a}"),
    ("[x for x in xs if x > 1 for y in x]", "[x for x in xs if (x > 1) for y in x]"),
    ("for k, v in r { k }", "for k, v in r {k}"),
    ("if a { 1 } else if b { 2 } else { 3 }", "(if a {1} else (if b {2} else {3}))"),
    ("\"a\\(b + \"c\\(d)\")e\"", "(text \"a\" (b + (text \"c\" d)) \"e\")"),
    ("90%", "0.9"), ("0.1%", "0.001"), ("1_000", "1000"), ("1e-3", "0.001"), ("1...5", "(1 ... 5)"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("fn f(x, y = 1) = x", "fn f(x, y = 1) => x"),
    ("fn f() { x = 1; x }", "fn f() => {x = 1 | x}"),
    ("expect a > 1, \"so\"", "expect (a > 1), \"so\""),
    ("use \"a.weir\"", "use \"a.weir\""),
  ])
  func `expressions are grouped`(text: String, expected: String) { #expect(shapes(text) == expected) }

  @Test(arguments: [
    ("a\nb", "a | b"), ("a; b;", "a | b"), ("a +\nb", "(a + b)"), ("a\n+ b", "a"),
    ("a\n  .b()\n  # why\n  .c", "a.b().c"), ("f(1,\n2)", "f(1, 2)"), ("[1\n,2]", "[1, 2]"),
    ("{a: 1,\nb: 2}", "{a: 1, b: 2}"), ("x =\n1", "x = 1"),
    ("if a {\n1\n}\nelse {\n2\n}", "(if a {1} else {2})"),
    ("f(x => {\na\nb\n}, 2)", "f((x) => {a | b}, 2)"), ("while a\n{\nb\n}", "while a {b}"),
    ("#!/usr/bin/env weir\n1", "1"), ("\u{FEFF}1", "1"), ("1\r\n2\r3", "1 | 2 | 3"),
  ])
  func `newlines end statements unless something is open`(text: String, expected: String) {
    #expect(shapes(text) == expected)
  }

  @Test(arguments: [
    (#""a\n\t\"\\\u{e9}\0""#, "a\n\t\"\\é\0"), ("\"\"\"a\"b\"\"\"", "a\"b"),
    ("\"\"\"\n  a\n    b\n  \"\"\"", "a\n  b"), ("\"\"\"\na\n\n\"\"\"", "a\n"), ("\"\"\"\n\"\"\"", ""),
  ])
  func `texts are read with their escapes and without their indentation`(text: String, expected: String) {
    #expect(shapes(text) == Value.text(expected).brief)
  }

  @Test(
    arguments: [
      ("1 + ", .incomplete(indent: 2)), ("f(", .incomplete(indent: 2)), ("f({\n a:", .incomplete(indent: 2)),
      ("fn f(x) {\n  for a in b {", .incomplete(indent: 4)), ("fn f(x) =", .incomplete(indent: 2)),
      ("\"\"\"abc", .incomplete(indent: 0)), ("if a", .incomplete(indent: 2)), ("x = 1", .complete),
      ("", .complete), ("# only this", .complete), ("f(1))", .invalid), ("\"abc", .invalid),
      ("f(]", .invalid),
      ("for x in xs", .incomplete(indent: 2)), ("if a { b } else", .incomplete(indent: 2)),
      ("\"\\(a", .invalid),
      ("a b\nf(", .invalid), ("x = 1 +\n", .incomplete(indent: 2)),
      // A mistake in a block took the rest of it away from whoever was typing it.
      ("fn g(x) {\n  y = x +* 2", .incomplete(indent: 2)), ("fn g(x) {\n  y = @", .incomplete(indent: 2)),
      ("fn g(x) {\n  y = f(]\n  z", .incomplete(indent: 2)), ("fn g(x) {\n  y = x +* 2\n", .invalid),
      ("fn g(x) {\n  y = x +* 2\n}", .invalid), ("fn g(x) {\n\n  y = x +* 2", .incomplete(indent: 2)),
    ] as [(String, Completeness)])
  func `the parser says whether a text can run`(text: String, expected: Completeness) {
    #expect(completeness(of: text) == expected)
  }

  @Test func `of a block with a mistake in it nobody says that it is never closed`() {
    let found = Parser.parse(SourceText(name: "", text: "fn g(x) {\n  y = x +* 2\n")).diagnostics
    #expect(found.map(\.message) == ["expected a value, found `*`"])
  }

  @Test func `a comment under an expression is its expectation`() {
    let statements = Parser.parse(
      SourceText(name: "", text: "x = 1\n1 + 1\n#= 2\n[1]  #= [1]\nf\n#= a\n#= b\n\n#= c\ng")
    ).statements
    #expect(statements.map(\.expectation?.text) == [nil, "2", "[1]", "a\nb", nil])
  }

  @Test func `comments above a function document it`() {
    let statements = Parser.parse(
      SourceText(name: "", text: "## no\n\n## Adds.\n## Twice.\nfn f() = 1\nfn g() = 2")
    ).statements
    let documentation = statements.map { statement -> String? in
      guard case .function(_, let function) = statement.form else { return nil }
      return function.documentation
    }
    #expect(documentation == ["Adds.\nTwice.", nil])
  }

  @Test func `cells stand between markers`() {
    let text = "a\n# %% One\nb\n\"\"\"\n# %% no\n\"\"\"\n# %% [md] Two\n# prose\n"
    let found = cells(of: text).map { ($0.title, $0.isProse) }
    #expect(found.map(\.0) == ["", "One", "Two"] && found.map(\.1) == [false, false, true])
  }

  @Test func `pieces are told apart for colouring`() {
    let text = "if f(lr: 1) { \"a\\(b)\" } # c"
    let roles = tokens(of: text).map { "\($0.role):" + SourceText(name: "", text: text)[$0.span] }
    #expect(
      roles == [
        "keyword:if", "name:f", "operator:(", "label:lr", "operator::", "number:1", "operator:)",
        "operator:{", "text:\"", "text:a", "operator:\\(", "name:b", "operator:)", "text:\"",
        "operator:}", "comment:# c",
      ])
  }
}
