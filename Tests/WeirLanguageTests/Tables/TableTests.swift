import Testing
import WeirCatalog
import WeirPlot
import WeirTestSupport

@testable import WeirLanguage

@Suite struct TableTests {
  private let table = DataTable([
    .init("width", [.integer(8), .integer(4), .integer(8), .integer(4)]),
    .init("kind", [.text("b"), .text("a"), .text("a"), .text("b")]),
    .init("seed", [.integer(1), .integer(1), .integer(1), .integer(1)]),
    .init("score", [.number(1 as Double), .number(2 as Double), .none, .number(4 as Double)]),
  ])

  private func value(_ program: String) throws -> Value {
    let (interpreter, _) = Interpreter.recording()
    interpreter.bind("t", to: .thing(table))
    return try #require(try interpreter.run(program))
  }

  @Test(
    arguments: [
      ("t.columns", "[\"width\", \"kind\", \"seed\", \"score\"]"),
      ("t.width", "[8, 4, 8, 4]"), ("t[\"kind\"][1]", "\"a\""), ("len(t)", "4"), ("t[0].score", "1.0"),
      ("t.score.values", "[1.0, 2.0, nan, 4.0]"), ("t[2..<4].width", "[8, 4]"),
      ("t.filter(r => r.kind == \"a\").width", "[4, 8]"), ("[r.width for r in t]", "[8, 4, 8, 4]"),
      ("t.sort_by(\"score\").score.values", "[1.0, 2.0, 4.0, nan]"),
      ("t.sort_by(r => -r.width).kind", "[\"b\", \"a\", \"a\", \"b\"]"),
      ("t.reverse().width", "[4, 8, 4, 8]"),
      ("t.group(by: \"width\").rows", "[{width: 8, count: 2, score: 1.0}, {width: 4, count: 2, score: 3.0}]"),
      ("t.group(by: [\"kind\", \"width\"], with: max).score", "series(score, 4 values, from 1.0 to 4.0)"),
      ("t.group(by: \"kind\", with: xs => len(xs), of: \"seed\").seed", "[2, 2]"),
      (
        "t.pivot(\"width\", \"kind\", \"score\").rows",
        "[{width: 4, b: 4.0, a: 2.0}, {width: 8, b: 1.0, a: none}]"
      ),
      (
        "t.pivot([\"width\", \"seed\"], \"kind\", \"score\").rows",
        "[{width: 8, seed: 1, b: 1.0, a: none}, {width: 4, seed: 1, b: 4.0, a: 2.0}]"
      ),
      ("t.filter(r => false).length", "0"), ("t == t[0...-1]", "true"), ("t == t.reverse()", "false"),
    ]) func `tables are asked, rearranged and taken together`(program: String, result: String) throws
  {
    if program.hasSuffix("with: max).score") {
      #expect(
        try value("t.group(by: [\"kind\", \"width\"], with: max).score").plain.hasPrefix("series(score"))
    } else {
      #expect(try value(program).brief == result)
    }
  }

  @Test(
    arguments: [
      ("twins.pivot(\"row\", \"key\", \"count\").columns", "[\"row\", \"1\", \"\\\"1\\\"\"]"),
      ("twins.group(by: \"row\").rows", "[{row: 1, row_count: 2, count: 6.0}]"),
      ("twins.group(by: \"count\", of: \"row\").row_count", "[1, 1]"),
    ]) func `no two columns of what is made of a table have one name`(program: String, result: String) throws
  {
    let (interpreter, _) = Interpreter.recording()
    interpreter.bind(
      "twins",
      to: .thing(
        DataTable([
          .init("row", [.integer(1), .integer(1)]), .init("key", [.integer(1), .text("1")]),
          .init("count", [.integer(5), .integer(7)]),
        ])))
    #expect(try interpreter.run(program)?.brief == result)
  }

  @Test(
    arguments: [
      ("t.pivot(\"kind\", \"key\", \"count\")", "two columns of the result would be called `key kind`"),
      (
        "t.group(by: [\"count\", \"row_count\"])",
        "the table has columns `count` and `row_count`, so there is no name for how many rows a group has"
      ),
      (
        "t.group(by: [\"kind\", \"kind\"])",
        "`by` must be a text, or a list of texts, no two alike, but is a list with \"kind\" twice"
      ),
    ]) func `what would have two columns of one name is refused`(program: String, message: String) throws
  {
    let (interpreter, _) = Interpreter.recording()
    interpreter.bind(
      "t",
      to: .thing(
        DataTable([
          .init("kind", [.integer(1), .integer(1)]), .init("key", [.text("kind"), .text("key kind")]),
          .init("count", [.integer(5), .integer(7)]), .init("row_count", [.integer(1), .integer(2)]),
        ])))
    let failure = #expect(throws: Failure.self) { try interpreter.run(program) }
    #expect(failure?.diagnostics[0].message == message)
  }

  @Test func `a pivot is drawn as a line for each column over the first`() throws {
    guard case .thing(let pivot as DataTable) = try value("t.pivot(\"width\", \"kind\", \"score\")") else {
      Issue.record("no table")
      return
    }
    #expect(pivot.plotSeries.map(\.name) == ["b", "a"])
    #expect(pivot.plotSeries[0].x == [4, 8] && pivot.plotSeries[0].y == [4, 1])
    #expect(pivot.plotSeries[0].axis == "width")
  }

  // A regression test: what had been measured stood in the middle, where columns were left out.
  @Test func `a table that is too wide spares what is the same in all rows, then the time`() throws {
    let wide = DataTable(
      (1...7).map { .init("measured_\($0)", [.number(0.125), .number(0.25)]) } + [
        .init("steps", [.integer(60), .integer(60)]), .init("seconds", [.number(1.5), .number(2.5)]),
      ])
    func shown(_ width: Int) -> [Substring] {
      wide.full(on: Display(width: width, height: 24, charset: .ascii)).split(separator: "\n")
    }
    #expect(!shown(120).contains { $0.hasPrefix("Not shown") })
    #expect(shown(108).last == "Not shown, for want of room: `steps` (60 in each row).")
    #expect(shown(101).last == "Not shown, for want of room: `steps` (60 in each row), `seconds`.")
    #expect((1...7).allSatisfy { shown(101)[1].contains("measured_\($0)") })
  }

  private func plot(_ program: String) throws -> Plot {
    guard case .thing(let plot as Plot) = try value(program) else { throw CallError.failed("no plot") }
    return plot
  }

  @Test func `a table is drawn column over column, a line for each value of a third, in means`() throws {
    // A row for each place of each line: where nothing was found there is none.
    let by = try plot("t.plot(x: \"width\", y: \"score\", by: \"kind\")").data
    #expect(by.columns.map(\.name) == ["series", "width", "value"])
    #expect(by.columns[0].cells == [.text("b"), .text("b"), .text("a")])
    #expect(by.columns[1].cells == [.number(4), .number(8), .number(4)])
    #expect(by.columns[2].cells == [.number(4), .number(1), .number(2)])
    let all = try plot("t.plot(x: \"width\", y: \"score\")").data
    #expect(all.columns[1].cells == [.number(3), .number(1)])
    // A list of records is a table, too.
    #expect(try plot("[r for r in t].plot(x: \"width\", y: \"score\")").data == all)
    // Names that are no columns stay names of axes.
    let lines = try plot("t.plot()").data.columns.map(\.name)
    #expect(try plot("t.plot(x: \"units\")").data.columns.map(\.name) == lines)
    #expect(try plot("t.plot(x: \"width\")").data.columns.map(\.name) == lines)
  }

  @Test(
    arguments: [
      ("t.plot(x: \"width\", y: \"score\", by: \"kin\")", "the table has no column `kin`"),
      ("t.plot(x: \"wdth\", y: \"score\")", "the table has no column `wdth`"),
      ("t.plot(x: \"kind\", y: \"score\")", "the column `kind` must hold numbers, but holds the text \"b\""),
      ("t.plot(x: \"width\", y: \"accuracy\")", "the table has no column `accuracy`"),
      ("t.plot(x: \"seed\")", "of a table `plot` needs two columns: `x`, and `y`"),
      ("t.plot(by: \"kind\")", "of a table `plot` needs two columns: `x`, and `y`"),
      ("plot([{a: 1, b: 2}])", "of a table `plot` needs two columns: `x`, and `y`"),
      ("plot([1, 2], by: \"kind\")", "`by` names a column of a table, but what is drawn is none"),
    ]) func `columns that cannot be drawn are told`(program: String, message: String) throws
  {
    do {
      _ = try value(program)
      Issue.record("nothing was wrong")
    } catch let failure as Failure {
      #expect(failure.diagnostics[0].message.contains(message), "\(failure.diagnostics[0].message)")
    }
  }

  @Test func `a table is saved as text for other programs, and comes back from JSON`() throws {
    let folder = try TemporaryFolder()
    let (interpreter, _) = Interpreter.recording(folder: folder.path)
    interpreter.bind("t", to: .thing(table))
    _ = try interpreter.run("save(t, \"t.csv\"); save(t, \"t.json\")")
    let text = try String(contentsOfFile: folder.path + "/t.csv", encoding: .utf8)
    #expect(text == "width,kind,seed,score\n8,b,1,1.0\n4,a,1,2.0\n8,a,1,\n4,b,1,4.0\n")
    #expect(try interpreter.run("load(\"t.json\") == t") == .truth(true))
  }

  @Test(
    arguments: [
      ("t.sccore", "a table has no member `sccore`"), ("t.group(by: \"no\")", "the table has no column `no`"),
      ("t.sort_by(\"kin\")", "the table has no column `kin`"),
      (
        "t.group(by: \"width\", of: \"kind\")",
        "of the column `kind` nothing can be made: `values` must be numbers"
      ), ("t.group(by: \"kind\", with: xs => xs)", "what is made of a group must be a number or a text"),
    ]) func `a column that is not there is told by name`(program: String, message: String) throws
  {
    do {
      _ = try value(program)
      Issue.record("nothing was wrong")
    } catch let failure as Failure {
      #expect(failure.diagnostics[0].message.hasPrefix(message), "\(failure.diagnostics[0].message)")
    }
  }
}
