import Testing
import WeirLanguage
import WeirTestSupport

/// Mistakes that people make, with all that they are told, in each form: a golden file, to be read as they would.
@Suite struct MistakeTests {
  static let mistakes: [String] = [
    // What is not of the language.
    "x = 'text'", "x = “text”", "a && b", "!a", "7 % 3", "x |> f", "1..5", "x = 3 − 2", "a ≤ b", "x = ^",
    "let x = 1", "def f(x): x", "x += 1", "elif x { }", "x = null", "import \"a.weir\"", "while x: 1",
    "print \"a\"", "x\u{7}", "x = \u{0}",
    // Numbers and texts.
    "12abc", "5k", "0x1F", ".5", "1e999", "99999999999999999999", "9223372036854775808", "1.2.3",
    "\"never closed", "\"\"\"\nnever closed", "\"a \\q\"", "\"\\u{110000}\"", "\"a \\(1 + \" b", "\"\\()\"",
    // Brackets and ends.
    "f(1, 2", "f(1, 2]", "[1, 2", "(1, 2)", "1)", "x = {a: 1, b}", "{a: 1 b: 2}", "f(a = 1)", "f(1 2)",
    "a b", "if x 1", "if true { 1 } else 2", "else { 1 }", "for x xs { }", "fn f { 1 }", "fn (x) = 1",
    "fn if(x) = 1", "x.1", "x = ", "1 < 2 < 3", "x[0] = 1", "r.a = 1", "expect", "use helpers", "1\n+ 2",
    "(a, 1) => a", "x => ", "[x for x]",
    // Names.
    "mlpp([2, 3])", "prnt(1)", "net.sparsfy(density: 10%)", "x = y\ny = 1", "_5",
    // Calls.
    "sgd(learning_rate: 0.1)", "sgd(nestrov: true)", "sgd(lr: 0.1, lr: 0.2)", "sgd(momentum: 2)",
    "sgd(lr: \"fast\")", "sgd(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)", "mlp()", "mlp([784])", "mlp(3)",
    "mlp([2, 2], activation: erk)",
    "mlp([2, 2], activation: ralu)", "sgd.lr", "3(4)", "[1](0)", "train(mlp([784, 10]), spirals())",
    "mlp([2, 2]).train(mlp([2, 2]))", "fn f(a) = a\nf(1, 2)", "fn f(a) = a\nf(b: 1)",
    "kaiming(fan: sideways)",
    // Values.
    "1 + \"a\"", "\"a\" + 1", "[1] + 1", "[1] * 2", "-\"a\"", "not 1", "1 and true", "1 < \"a\"", "3 in 4",
    "1 div 0", "10 ^ 100", "[1, 2][5]", "\"abc\"[1...5]", "{a: 1}.b", "{a: 1}[\"b\"]", "1...2.5",
    "if 1 { 2 }",
    "break", "return 1", "for x in 5 { x }", "sqrt(\"a\")", "error(\"my own words\")",
    // While running, with calls.
    "fn inner(x) = 10 div x\nfn outer(x) = inner(x) + 1\nouter(0)",
    "[1, 2, 0].map(x => 1 div x)",
    "fn f(n) = f(n + 1)\nf(0)",
    "x = 0.5\nexpect x > 0.8, \"should learn\"",
    // What people write who come from elsewhere.
    "for i in range(5) { print(i) }", "[1, 2].append(3)", "\"abc\".upper()", "lambda x: x", "x++", "5 // 2",
    "7 ** 2", "1 === 1", "x ? 1 : 2", "if x = 1 { 2 }", "\"a\" \"b\"", "True", "import numpy as np",
    "print(f\"{x}\")", "{1: 2}", "[1 2 3]", "$x", "@x", "class A { }", "len(5)", "\"abc\"(0)", "str(1)",
    // Networks, data and training.
    "mlp(784, 300, 10)", "mlp[784, 10]", "mlp([2.5, 3])", "mlp([2, -3])", "mlp([2, 3).layers",
    "mlp([784, 1_000_000_000_000])", "mlp([2, 8, 2], activation: \"relu\")", "mlp([2, 8, 2]).layer[0]",
    "mlp([2, 8, 2]).layers[5]", "mlp([2, 8, 2]).density = 0.1", "network([dense(3)])",
    "network([conv(8), flatten(), dense(10)], input: [28, 28])", "resnet(21)", "fashion_minst()",
    "spirals(samples: -1)", "mlp([2, 8, 2]).sparsify()", "mlp([2, 8, 2]).sparsify(density: 10)",
    "mlp([2, 8, 2]).sparsify(density: 110%)", "mlp([2, 8, 2]).sparsify(10%)",
    "mlp([2, 8, 2]).sparsify(density: 10%, sparsity: 90%)", "mlp([2, 8, 2]).prune(10%)",
    "help(sparsify)", "exit()",
    "mlp([2, 8, 2]).sparsify(density: 50%, distribution: \"erk\")", "train(mlp([2, 8, 2]))",
    "train(mlp([2, 8, 2]), spirals(), epochs: 1.5)", "train(mlp([2, 8, 2]), spirals(), epochs: 2, steps: 3)",
    "train(mlp([2, 8, 2]), spirals(), optimizer: \"sgd\")",
    "train(mlp([2, 8, 2]), spirals(), optimiser: sgd)",
    "train(mlp([2, 8, 2]), spirals(), lr: 0.1)",
    "train(mlp([2, 8, 2]), spirals(), optimizer: adam(eps: 1e-6), lr: 0.1)",
    "mlp([2, 8, 2]).train(spirals(), noise: 0.5, steps: 3)", "mlp([2, 8, 2], slope: 0.1)",
    "train(mlp([2, 8, 2]), spirals(), step: 5)", "train(spirals(), mlp([2, 8, 2]), steps: 1)",
    "train(mlp([2, 8, 2]), spirals(), steps: 1).acuracy", "egf(mlp([2, 2]))", "plot(\"a\")", "sgd(lr=0.1)",
    "sgd(lr: -1)", "Sgd(lr)", "rigl(every: 0)", "load(\"missing.json\")", "use \"missing.weir\"",
    "save(1, \"a.xyz\")",
    // What comes along when code is copied from a page.
    "Here is how you train, don't worry:\n\nnet = mlp([2, 8, 2])\n\nThen you'd plot it (see below), `as usual`.",
    "```weir\nx = 1\n```", "`x`",
    // Where people look first: wide characters, tabs, long lines.
    "x = \"日本語\" + 1", "\tx = \"é\" + 1",
    "x = [" + String(repeating: "1000, ", count: 40) + "\"a\" + 1, " + String(repeating: "2000, ", count: 40)
      + "3]",
  ]

  @Test func `every mistake is explained`() {
    var pages: [String] = []
    for mistake in Self.mistakes {
      let (interpreter, _) = Interpreter.recording()
      var found: [String] = []
      do throws(Failure) { try interpreter.run(SourceText(name: "cell 1", text: mistake)) } catch {
        found = DiagnosticForm.allCases.flatMap { form in
          ["(\(form))"] + error.diagnostics.map { $0.render(form) }
        }
      }
      #expect(!found.isEmpty, "nothing was wrong with \(mistake)")
      let quoted = Self.visible(mistake).split(separator: "\n", omittingEmptySubsequences: false).map {
        "> " + $0
      }
      pages.append((quoted + found).joined(separator: "\n"))
    }
    let differing = goldenDifference(pages.joined(separator: "\n\n"), "mistakes.txt")
    #expect(differing.isEmpty, "\(differing)")
  }

  /// [text] with control characters as escapes, so that the golden file stays a text.
  private static func visible(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      scalar.value < 32 && scalar != "\n" && scalar != "\t"
        ? "\\u{" + String(scalar.value, radix: 16) + "}" : String(scalar)
    }.joined()
  }

  @Test func `colours are only added, never needed`() {
    let (interpreter, _) = Interpreter.recording()
    let diagnostics = interpreter.check(SourceText(name: "cell 1", text: "train(mlp([784, 10]), spirals())"))
    #expect(diagnostics.count == 1)
    for diagnostic in diagnostics {
      let coloured = diagnostic.render(colour: true)
      #expect(coloured.contains("\u{1B}["))
      #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == diagnostic.render())
    }
  }

  // A terminal would break them anywhere, in the middle of a word and of what is underlined.
  @Test(arguments: [20, 40, 80, 100]) func `nothing is wider than the terminal`(width: Int) {
    let (interpreter, _) = Interpreter.recording()
    let text =
      "run = train(mlp([784, 300, 100, 10], batch_norm: true).sparsify(to: 10%), glyphs(samples: 4000), epochs: 4)"
    let diagnostics = interpreter.check(SourceText(name: "cell 1", text: text))
    #expect(diagnostics.count == 1)
    for diagnostic in diagnostics {
      let lines = diagnostic.render(width: width).split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
      #expect(lines.contains { $0.contains("to: ") } && lines.last?.contains("^^") == true)
    }
  }
}
