import Testing
import WeirPlot

@testable import WeirLanguage

/// What `:diff` says of two values.
@Suite struct DifferencesTests {
  /// The differences of what [a] and [b] come to behind [program].
  private func differences(_ a: String, _ b: String, after program: String = "") throws -> String {
    let (interpreter, _) = Interpreter.recording()
    try interpreter.run(program)
    let values = try [a, b].map { try interpreter.run($0) ?? .none }
    let differences = Differences(values[0], values[1], called: ("a", "b"), interpreter.context)
    return differences.text(on: Display(width: 90, charset: .ascii))
  }

  @Test(arguments: [
    ("1", "1.0", "`a` and `b` are the same: 1"), ("nan", "nan", "`a` and `b` are the same: nan"),
    ("1", "3", "`b` - `a` is 2\n`a` is 1\n`b` is 3"), ("1", "\"x\"", "`a` is 1\n`b` is \"x\""),
    ("x => x", "x => 2", "`a` is function(x)\n`b` is function(x), but with other contents"),
    ("x => x + 1", "x => x  +  1", "`a` and `b` are the same: function(x)"),
  ])
  func `plain values are told`(a: String, b: String, expected: String) throws {
    #expect(try differences(a, b) == expected)
  }

  @Test func `records differ in fields, and lists in items`() throws {
    let records = try differences("{x: 1, y: [1, 2]}", "{y: [1, 3], x: 1, z: 5}")
    #expect(records.hasPrefix("1 of 3 fields are the same\n"))
    #expect(
      records.contains("| y     | [1, 2] | [1, 3] |") && records.contains("| z     |        | 5      |"))
    #expect(!records.contains("| x "))
    let lists = try differences("[1, 2, 3]", "[1, 5]")
    #expect(lists.hasPrefix("1 of the first 2 items are the same; `a` has 3, `b` has 2\n"))
    #expect(lists.contains("|     1 | 2 | 5 |"))
  }

  /// By hand: of the weights 3, 4 and of 3, 0 one is active in both and one in either alone.
  @Test func `networks differ layer by layer`() throws {
    let text = try differences(
      "network([dense(1, weights: [[3, 4]], bias: [0])], input: [2])",
      "network([dense(1, weights: [[6, 0]], bias: [0], mask: [[1, 0]])], input: [2])")
    #expect(text.hasPrefix("`a` and `b` have the same layers; their distance is 5\n"))
    let row = text.split(separator: "\n").first { $0.hasPrefix("| 0 2-1 ") }
    #expect(
      row.map { $0.split { " |".contains($0) } } == ["0", "2-1", "100%", "50%", "50%", "5", "6", "5"])
    let other = try differences("mlp([2, 3, 2])", "mlp([2, 3])")
    #expect(other.hasPrefix("`a` is network(2 -> dense(3) -> relu -> dense(2); 12 weights)\n`b` is "))
    #expect(other.contains("| 1 3-2 |"))
  }

  @Test func `runs differ in settings, in what came of them, and from a step on`() throws {
    let text = try differences(
      "run", "fork",
      after: """
        run = mlp([2, 4, 2]).train(xor(), steps: 20, snapshots: 4, seed: 1)
        fork = run.at(5).resume(optimizer: adam(lr: 0.01))
        """)
    #expect(text.contains("| optimizer | sgd(lr: 0.1) | adam(lr: 0.01) |"))
    #expect(text.contains("| steps "))
    #expect(text.contains("their loss first differs at step 7, and most at "))
    #expect(text.hasSuffix("`:diff a.net b.net` compares their networks"))
    let same = try differences("run", "run.at(10)", after: "run = mlp([2, 4, 2]).train(xor(), steps: 20)")
    #expect(same.hasPrefix("`a` and `b` have the same settings\n"))
    #expect(same.contains("their loss is the same up to step 10"))
  }

  @Test func `masks and series are compared`() throws {
    let masks = try differences(
      "dense.layers[0].mask", "sparse.layers[0].mask",
      after: "dense = mlp([2, 2])\nsparse = dense.sparsify(density: 50%)")
    #expect(masks.hasSuffix("\n2 weights are active in both, 2 only in `a`, 0 only in `b`"))
  }
}
