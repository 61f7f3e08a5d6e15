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

  // A regression test: columns were left out in the middle of the table, the very difference among them.
  @Test(
    arguments: [
      ("judge(rows, by: [\"depth\", \"act\"], A)", "`pairs` (6 in each row), `long_name_of_a`, `p`"),
      ("judge(rows, by: [\"act\"], A)", "`pairs` (12 in each row), `long_name_of_a`, `p`"),
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
