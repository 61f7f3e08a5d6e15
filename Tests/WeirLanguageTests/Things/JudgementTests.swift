import Testing
import WeirCatalog
import WeirPlot

@testable import WeirLanguage

@Suite struct JudgementTests {
  private func judgement(_ program: String) throws -> Judgement {
    let (interpreter, _) = Interpreter.recording()
    guard case .thing(let judgement as Judgement)? = try interpreter.run(program) else {
      throw CallError.failed("no judgement")
    }
    return judgement
  }

  private static let rows = """
    rows = [{depth: d, act: a, seed: s, long_name_of_a: 0.89 + s / 81 - d / 333, long_name_of_b: 0.8 + d / 114} \
      for d in [2, 4] for a in ["relu", "swish(2)"] for s in 1...6]

    """

  // A regression test: one bound was 5.9e-17.
  @Test func `what rounding leaves of nothing is zero`() throws {
    let found = try judgement(
      """
      judge([{sparse: 0.1 + 0.2, dense: 0.3}, {sparse: 0.2, dense: 0.2}, {sparse: 1, dense: 0.7}], resamples: 40)
      """)
    let column = found.plotTable.columns.first { $0.name == "difference, 95 %" }
    guard case .text(let text)? = column?.cells[0] else {
      Issue.record("no interval")
      return
    }
    #expect(text.hasPrefix("0 to 0."))
  }

  // A regression test: the cell's setting was written over by the p of its test, and no file could hold the table.
  @Test func `a setting of the name of a judgement's own column stays`() throws {
    let found = try judgement(
      """
      judge([{p: 7, judged_p: 8, sparse: s, holm: 0} for s in 1...6], b: "holm", by: ["p", "judged_p"], resamples: 20)
      """)
    let names = ["p", "judged_p", "pairs", "sparse", "holm", "difference, 95 %", "effect"]
    #expect(found.plotTable.columns.map(\.name) == names + ["judged_judged_p", "judged_holm"])
    let (interpreter, _) = Interpreter.recording()
    interpreter.bind("j", to: .thing(found))
    #expect(
      try interpreter.run("c = j.cells[0]; [c.p, c.judged_p, c.holm, c.judged_judged_p]")?.brief
        == "[7, 8, 0.0, 0.015625]")
  }

  @Test(
    arguments: [
      ("judge([{a: 1, b: 2}], a: \"a\", b: \"a\")", "`a` and `b` both name the column `a`"),
      ("judge([{a: 1, b: 2}], a: \"a\", b: \"b\", by: [\"b\"])", "the column `b` is judged"),
      ("compare(\"c\", grid: {sparse: [1]}, run: c => 1)", "the column `sparse` is judged"),
    ]) func `a column is judged against another`(program: String, message: String) throws
  {
    let (interpreter, _) = Interpreter.recording()
    let failure = #expect(throws: Failure.self) { try interpreter.run(program) }
    #expect(failure?.diagnostics[0].message.hasPrefix(message) == true)
  }

  // A regression test: 1 and 1.0 were two cells.
  @Test func `equal numbers make one cell`() throws {
    let found = try judgement(
      """
      judge([{lr: if i < 4 { 1 } else { 1.0 }, a: i, b: 0} for i in 1...6], by: ["lr"], a: "a", b: "b", resamples: 40)
      """)
    #expect(found.keys == [[.integer(1)]])
  }

  // A regression test: a loss on its way to infinity made zeros of all other differences.
  @Test func `a huge loss in one pair leaves the others what they are`() throws {
    let found = try judgement(
      """
      rows = [{sparse: 0.4 + s / 100, dense: if s == 3 { 1.6e17 } else { 0.5 + s / 90 }} for s in 1...8]
      judge(rows, a: "sparse", b: "dense", side: less, resamples: 40)
      """)
    #expect(found.comparison.cells[0].test.p == 1.0 / 256)
    let column = found.plotTable.columns.first { $0.name == "difference, 95 %" }
    guard case .text(let text)? = column?.cells[0] else {
      Issue.record("no interval")
      return
    }
    #expect(!text.hasSuffix(" to 0"))
  }

  // A regression test: columns were left out in the middle of the table, the very difference among them.
  @Test(
    arguments: [
      (
        "judge(rows, by: [\"depth\", \"act\"], A)",
        "`pairs` (6 in each row), `long_name_of_a`,\n  `long_name_of_b`, "
      ),
      ("judge(rows, by: [\"act\"], A)", "`pairs` (12 in each row), `effect` (1 in each row),\n  `p`"),
      ("judge(rows, A)", "`pairs`, `p`"),
      ("judge(rows + [{depth: 2, act: \"relu\", long_name_of_a: 1}], by: [\"depth\", \"act\"], A)", ""),
      ("judge([r for r in rows if r.depth == 2], by: [\"depth\", \"act\"], A)", "`depth` (2 in each row)"),
    ]) func `a judgement is as wide as there is room`(program: String, left: String) throws
  {
    let choices = "a: \"long_name_of_a\", b: \"long_name_of_b\", resamples: 40, seed: 1"
    let found = try judgement(Self.rows + program.replacing("A)", with: choices + ")"))
    let narrow = found.full(on: Display(width: 80, height: 24, charset: .braille))
    #expect(!narrow.contains("…") && narrow.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(narrow)")
    #expect(narrow.contains("difference, 95 %") && narrow.contains("holm"))
    #expect(narrow.contains("Not shown, for want of room: \(left)"), "\(narrow)")
    let wide = found.full(on: Display(width: 160, height: 24, charset: .braille))
    #expect(!wide.contains("Not shown"))
    // The value has them all.
    #expect(found.plotTable.columns.suffix(2).map(\.name) == ["p", "holm"])
    #expect(found.plotTable.columns.contains { $0.name == "pairs" })
  }
}
