import Foundation
import Testing
import WeirCatalog
import WeirEngine
import WeirTestSupport

@testable import WeirLanguage

/// Studies in one process.
@Suite struct StudyTests {
  private let folder: TemporaryFolder
  private let interpreter: Interpreter
  private let host: RecordingHost

  init() throws {
    folder = try TemporaryFolder()
    (interpreter, host) = Interpreter.recording(folder: folder.path)
  }

  private func table(_ program: String) throws -> DataTable {
    do {
      guard case .thing(let table as DataTable)? = try interpreter.run(program) else {
        throw CallError.failed("no table")
      }
      return table
    } catch let failure as Failure {
      throw CallError.failed(failure.diagnostics.map(\.message).joined(separator: "; "))
    }
  }

  private func design(_ grid: String, function: String = "f") throws -> StudyDesign {
    try StudyDesign(
      grid: #require(try interpreter.run(grid)), seeds: [1, 2], function: function, interpreter.context)
  }

  @Test func `cells are all combinations, the first seed first`() throws {
    let cells = try design("{a: [1, 2], b: [\"x\", \"y\"], c: 5}").cells
    #expect(cells.map(\.seed) == [1, 1, 1, 1, 2, 2, 2, 2])
    #expect(cells[1].settings == ["a": .integer(1), "b": .text("y"), "c": .integer(5)])
    #expect(Set(cells.map(\.identity)).count == 8)
  }

  @Test func `a grid can be a list of records`() throws {
    let design = try design("[{a: 1, b: relu()}, {a: 2, b: relu()}, {a: 2, b: swish()}]")
    #expect(design.cells.prefix(3).map(\.levels) == [[0, 0], [1, 0], [1, 1]])
  }

  @Test
  func `what a cell is called depends on settings that are no defaults, and on nothing else of the grid`()
    throws
  {
    let cells = try design("{a: [1, 2], o: [sgd(), sgd(lr: 0.5)]}").cells
    let other = try design("{o: [adam(), sgd(momentum: 0)], a: [3, 2, 1]}").cells
    // The same cell, with settings in another order, and a default that is written out.
    let first = try #require(other.first { $0.settings["a"] == .integer(1) && $0.levels[0] == 1 })
    #expect(first.identity == cells[0].identity)
    #expect(
      try design("{a: [1, 2], o: [sgd(), sgd(lr: 0.5)]}", function: "g").cells[0].identity
        != cells[0].identity)
  }

  @Test func `records that were made stay valid: the name of a cell is pinned`() throws {
    let cells = try design("{a: [1, 0.5], o: [erk(), sgd(lr: 0.5)], t: \"x\"}").cells
    #expect([cells[0], cells[3]].map(\.identity) == ["214ca1605ec24292", "4139ff30eac266ef"])
  }

  // A regression test: what looked alike was numbered by its place in the grid, and kept that number in its record.
  @Test func `a value is shown by the same words in every grid, and no other value is`() throws {
    let values = [
      "x => x", "x => 0 - x", "mlp([2, 4, 2], seed: 1)", "mlp([2, 4, 2], seed: 2)", "[x => 1]", "erk()",
    ]
    _ = try interpreter.run("two = 2\nfn times(n) = x => n * x")
    func shown(_ values: [String]) throws -> [JSON] {
      try #require(try design("{v: [" + values.joined(separator: ", ") + "]}").shown.first)
    }
    let all = try shown(values + ["times(2)", "times(3)", "x => two * x"])
    #expect(Set(all.map(\.line)).count == 9)
    #expect(try shown(values.reversed()) == all.prefix(6).reversed())
    #expect(all[0] == .text("x => x") && all[5] == .text("erk()"))
  }

  // A regression test: records of other arguments were taken for those of these.
  @Test func `arguments of the script are a part of what a function is that sees them`() throws {
    func ran(_ arguments: [String], _ function: String) throws -> Value? {
      let (interpreter, _) = Interpreter.recording(arguments: arguments, folder: folder.path)
      return try interpreter.run("study(\"args\", grid: {x: 1}, seeds: [1], run: \(function))[0].value")
    }
    #expect(try ran(["one"], "c => args[0]") == .text("one"))
    #expect(try ran(["two"], "c => args[0]") == .text("two"))
    #expect(try ran(["two"], "c => \"said: \\(args[0])\"") == .text("said: two"))
    _ = try ran(["one"], "c => c.x")
    let count = Folder.names(in: folder.path + "/studies/args/cells").count
    _ = try ran(["two"], "c => c.x")
    #expect(Folder.names(in: folder.path + "/studies/args/cells").count == count, "it does not see them")
  }

  // A regression test: rows were those of whoever had called last, not of this call.
  @Test func `a study gives the cells of its own call, whoever else calls it meanwhile`() throws {
    let found = try table(
      """
      study("two", grid: {w: [1, 2]}, seeds: [1], on: workers(0), run: c => {
        save({name: "two", settings: ["x"], cells: []}, "studies/two/study.json")
        {y: c.w}
      })
      """)
    #expect(found["w"]?.cells == [.integer(1), .integer(2)])
    let lines = try String(contentsOfFile: folder.path + "/studies/two/records.jsonl", encoding: .utf8)
    #expect(lines.split(separator: "\n").count == 2)
  }

  // A regression test: one record that was cut short kept the whole study from its results.
  @Test(arguments: ["", "{\"cell\": \"ab", "{}", "[1]", "\0"])
  func `a file that is no record is set aside, and its cell run again`(text: String) throws {
    let program = "study(\"cut\", grid: {x: 1...2}, seeds: [1], run: c => {y: c.x})"
    let whole = try table(program)
    let cells = folder.path + "/studies/cut/cells/"
    let name = try #require(Folder.names(in: cells).first)
    try text.write(toFile: cells + name, atomically: true, encoding: .utf8)
    #expect(try table("results(\"cut\")").count == 1)
    #expect(try table(program)["y"] == whole["y"])
    let aside = cells + name.replacing(".json", with: ".damaged")
    #expect(
      host.notes == [
        "a record is damaged and left out, \(cells)\(name); what it was of is run again by `study`",
        "a record is damaged and set aside, as \(aside); what it was of is run again",
      ])
    #expect(Folder.exists(aside))
  }

  // A regression test: the settings that somebody had written into a record were taken for those of its cell.
  @Test(
    arguments: [
      ("\"x\":1", "\"x\":3", "it has 3 as `x`, and its cell has 1"),
      ("\"seed\":4", "\"seed\":5", "it has 5 as `seed`, and its cell has 4"),
      ("\"x\":1,", "", "it lacks `x`, and its cell has 1"),
    ]) func `a record that does not agree with its cell is set aside`(
      part: String, other: String, fault: String
    ) throws
  {
    let program = "study(\"edit\", grid: {x: [1], o: [sgd(), inf]}, seeds: [4], run: c => {y: c.x})"
    let whole = try table(program)
    let cells = folder.path + "/studies/edit/cells/"
    for name in Folder.names(in: cells) {
      let text = try String(contentsOfFile: cells + name, encoding: .utf8)
      try text.replacing(part, with: other).write(toFile: cells + name, atomically: true, encoding: .utf8)
    }
    #expect(try table("results(\"edit\")").count == 0)
    #expect(host.notes.last?.hasPrefix("2 records are damaged and left out, the first \(cells)") == true)
    #expect(host.notes.last?.hasSuffix(".json (\(fault)); what it was of is run again by `study`") == true)
    #expect(try table(program)["y"] == whole["y"])
    #expect(host.notes.last?.hasSuffix(".damaged (\(fault)); what it was of is run again") == true)
    #expect(try table("results(\"edit\")").count == 2)
    #expect(host.notes.count == 2)
  }

  // A regression test: that was kept as finished.
  @Test func `a cell may say itself what became of it`() throws {
    let found = try table(
      """
      study("said", grid: {s: ["finished", "paused", "failed", "diverged", "odd"]}, seeds: [1],
        run: c => {y: 1, status: c.s})
      """)
    #expect(
      found["status"]?.cells.map(\.plain) == ["finished", "finished", "failed", "diverged", "failed"])
    #expect(found["error"]?.cells[2] == Value.none)
    #expect(found["error"]?.cells[4].plain.contains("gives the status \"odd\"") == true)
  }

  // A regression test: that was said when all cells had been run.
  @Test func `a comparison whose cells lack a column ends with the first of them`() throws {
    let program = """
      compare("lacks", grid: {x: 1...3}, seeds: 1...8, on: workers(0), run: c => {sparse: 1, dens: 0})
      """
    do {
      _ = try interpreter.run(program)
      Issue.record("nothing was wrong")
    } catch {
      #expect(error.diagnostics[0].message.contains("must give a number as `dense`, but its record has only"))
    }
    #expect(Folder.names(in: folder.path + "/studies/lacks/cells").count == 1)
    // It was said that the same call goes on, which is refused by that one record.
    #expect(
      host.notes.last
        == "1 of 24 cells of the study `lacks` are done and kept; another function runs them anew")
  }

  @Test func `a comparison of cells that have all failed says so`() throws {
    let failure = #expect(throws: Failure.self) {
      try interpreter.run("compare(\"none\", grid: {x: 1...3}, seeds: 1...8, run: c => {sparse: c.y})")
    }
    #expect(
      failure?.diagnostics[0].message
        == "no cell of the study `none` has finished, so there is nothing to judge")
    #expect(
      host.notes.last?.hasPrefix("24 of 24 cells of the study `none` failed, all alike: a record has no")
        == true)
  }

  // A regression test: the line was made anew before each cell, by looking at all, which took 25 s for 8,000 cells.
  @Test func `the line that tells how it goes is not made for every cell`() throws {
    let found = try table("study(\"many\", grid: {x: 1...200}, seeds: [1], on: workers(0), run: c => 1)")
    #expect(found.count == 200)
    #expect(host.progressCount < 100)
  }

  @Test func `a cell is another one if the data that its function sees hold other samples`() throws {
    func name(_ labels: String) throws -> String {
      let program = "d = dataset(inputs: [[0, 1], [1, 0]], labels: \(labels)); fn f(c) = len(d.train)"
      _ = try interpreter.run(program)
      let function = try #require(try interpreter.run("f"))
      return try ValueWriter.identity(of: function, interpreter.context)
    }
    let first = try name("[0, 1]")
    #expect(try name("[0, 1]") == first)
    #expect(try name("[1, 0]") != first, "as many samples of the same name, in other classes")
  }

  @Test func `two studies do not share a folder, and a name that is nearly that of a study is told`() throws {
    _ = try table("study(\"first\", grid: {x: 1}, seeds: [1], run: c => 1)")
    func error(_ program: String) throws -> Diagnostic {
      do { _ = try interpreter.run(program) } catch { return error.diagnostics[0] }
      throw CallError.failed("nothing was wrong")
    }
    let shared = "study(\"second\", grid: {x: 1}, seeds: [1], run: c => 1, folder: \"studies/first\")"
    #expect(try error(shared).message.contains("holds the study `first`"))
    #expect(try error("results(\"frist\")").suggestion == "did you mean `first`?")
    #expect(try error("results(\"first\", folder: \"elsewhere\")").suggestion == nil)
  }

  @Test func `a study has a row for each cell, and is not run twice`() throws {
    let program = """
      study("once", grid: {x: [1, 2]}, seeds: 1...2, run: c => {
        print("ran")
        {y: c.x / 4, same: c.seed}
      })
      """
    let found = try table(program)
    #expect(found.columns.map(\.name) == ["x", "seed", "y", "same", "status", "seconds"])
    #expect(found["y"]?.cells == [.number(0.25), .number(0.5), .number(0.25), .number(0.5)])
    #expect(try table(program) == found)
    #expect(try table("results(\"once\")") == found)
    let log = try String(contentsOfFile: folder.path + "/studies/once/log", encoding: .utf8)
    #expect(log == "ran\nran\nran\nran\n", "each cell ran once, and its output went into the log")
  }

  @Test func `more settings and seeds add cells, another function makes all anew`() throws {
    func count(_ program: String) throws -> (rows: Int, runs: Int) {
      let rows = try table(program).count
      return (rows, Folder.names(in: folder.path + "/studies/grow/cells").count)
    }
    #expect(try count("study(\"grow\", grid: {x: 1}, seeds: [1], run: c => c.x)") == (1, 1))
    #expect(try count("study(\"grow\", grid: {x: 1...3}, seeds: [1, 2], run: c => c.x)") == (6, 6))
    #expect(try count("study(\"grow\", grid: {x: 1...3}, seeds: [1, 2], run: c => c.x + 1)") == (6, 12))
    #expect(try count("study(\"grow\", grid: {x: 1}, seeds: [1], run: c => c.x)") == (1, 12))
  }

  @Test func `a cell that fails is recorded with its error, and run again only if that is asked for`() throws
  {
    let program = """
      study("fails", grid: {x: 1...3}, seeds: [1], retry: RETRY, run: c => if c.x == 2 { [0][c.x] } else { c.x })
      """
    let first = try table(program.replacing("RETRY", with: "false"))
    #expect(first["status"]?.cells == [.text("finished"), .text("failed"), .text("finished")])
    #expect(first["error"]?.cells[1] == .text("the index 2 is outside of a list of 1 (-e:1:88)"))
    #expect(
      host.notes == [
        "1 of 3 cells of the study `fails` failed: the first, the index 2 is outside of a list of 1 (-e:1:88)\n`retry: true` runs them again"
      ])
    // Somebody else mends the record.
    let cells = Folder.names(in: folder.path + "/studies/fails/cells")
    #expect(cells.count == 3)
    #expect(try table(program.replacing("RETRY", with: "false"))["status"] == first["status"])
    #expect(try table(program.replacing("RETRY", with: "true"))["status"] == first["status"])
  }

  @Test func `a run becomes its main figures, and one that diverged is recorded as such`() throws {
    let found = try table(
      """
      study("runs", grid: {lr: [0.1, 1000]}, seeds: [1], run: c => train(
        mlp([2, 8, 2]), moons(), steps: 30, loss: squared_error(), optimizer: sgd(lr: c.lr)))
      """)
    #expect(
      found.columns.map(\.name)
        == ["lr", "seed", "accuracy", "loss", "egf", "nonzeros", "steps", "status", "seconds"])
    #expect(found["status"]?.cells == [.text("finished"), .text("diverged")])
    #expect(found["nonzeros"]?.cells == [.integer(32), .integer(32)])
  }

  @Test func `all that is not given a seed has that of its cell`() throws {
    let found = try table(
      """
      study("seeds", grid: {x: 1}, seeds: [3, 4], run: c => {
        drawn: mlp([2, 4, 2]) == mlp([2, 4, 2], seed: c.seed),
        trained: train(mlp([2, 4, 2], seed: 1), moons(seed: 1), steps: 3).seed
      })
      """)
    #expect(found["drawn"]?.cells == [.truth(true), .truth(true)])
    #expect(found["trained"]?.cells == [.integer(3), .integer(4)])
  }

  @Test func `records are lines of JSON, and a file of comma-separated values`() throws {
    _ = try table("study(\"files\", grid: {m: [\"a,b\", none]}, seeds: [1], run: c => {y: 0.5, z: true})")
    let path = folder.path + "/studies/files/"
    let lines = try String(contentsOfFile: path + "records.jsonl", encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains(#""m":"a,b","seed":1,"y":0.5,"z":true,"status":"finished","seconds":"#))
    let rows = try String(contentsOfFile: path + "records.csv", encoding: .utf8).split(separator: "\n")
    #expect(rows[0] == "m,seed,y,z,status,seconds")
    #expect(rows[1].hasPrefix("\"a,b\",1,0.5,true,finished,") && rows[2].hasPrefix(",1,0.5,true,finished,"))
  }

  @Test(
    arguments: [
      ("study(\"a/b\", grid: {x: 1}, run: c => 1)", "the name of a study is also that of its folder"),
      ("study(\"a\", grid: 3, run: c => 1)", "`grid` must be a record"),
      ("study(\"a\", grid: {x: []}, run: c => 1)", "the grid has no cell, since `x` lists no value"),
      (
        "study(\"a\", grid: {x: 1...2000, y: 1...2000}, run: c => 1)",
        "the grid has more than 1,000,000 combinations"
      ),
      ("study(\"a\", grid: {seed: 1}, run: c => 1)", "`seed` is a column of every study"),
      ("study(\"a\", grid: {x: 1}, seeds: [1, 1], run: c => 1)", "the seeds of a study must differ"),
      (
        "study(\"a\", grid: [{x: 1}, {y: 1}], run: c => 1)",
        "the records of a grid must all have the same labels"
      ),
      (
        "study(\"a\", grid: {x: [4, 2, 4]}, run: c => 1)",
        "must differ from one another, but it has x 4 twice"
      ),
      (
        "study(\"a\", grid: [{x: 1}, {x: 1.0}], run: c => 1)",
        "must differ from one another, but it has x 1 twice"
      ),
      (
        "study(\"a\", grid: {x: [[1, 2], [1.0, 2.0]]}, run: c => 1)",
        "must differ from one another, but it has x [1.0, 2.0] twice"
      ),
      (
        "study(\"a\", grid: {x: [{a: 1, b: [2]}, {b: [2.0], a: 1}]}, run: c => 1)",
        "must differ from one another, but it has x {b: [2.0], a: 1} twice"
      ),
      (
        "study(\"a\", grid: {x: 1}, run: (c, d) => 1)",
        "`run` is given one argument, a cell: the function needs `d`"
      ),
      ("fn f() = 1; study(\"a\", grid: {x: 1}, run: f)", "a cell: `f` takes no arguments, but 1 is given"),
      (
        "compare(\"a\", grid: {o: [adam, adam(lr: 0.001)]}, run: c => 1)",
        "must differ from one another, but it has o adam() twice"
      ),
      ("compare(\"a\", grid: {x: []}, run: c => 1)", "the grid has no cell, since `x` lists no value"),
      ("results(\"nothing\")", "there is no study in"),
      (
        "fn f(c) = bars([1]); b = f(1); study(\"a\", grid: {x: 1}, run: c => b)",
        "the function uses `b`, but a plot by `bars` cannot"
      ),
    ]) func `mistakes are told before anything is run`(program: String, message: String) throws
  {
    do {
      _ = try interpreter.run(program)
      Issue.record("nothing was wrong")
    } catch {
      #expect(error.diagnostics[0].message.contains(message), "\(error.diagnostics[0].message)")
    }
  }

  @Test(
    arguments: [
      ("{x: 2}", "gives `x`, which is a column of the study already"),
      ("[1]", "must give a record of numbers and texts, or a run, but gave a list of 1"),
      ("{y: [1]}", "gives a list of 1 as `y`, but a column holds numbers and texts"),
    ]) func `what no column can hold is the error of its cell`(result: String, message: String) throws
  {
    let found = try table("study(\"bad\", grid: {x: 1}, seeds: [1], run: c => \(result))")
    #expect(found["error"]?.cells[0].plain.contains(message) == true)
  }

  // A regression test: it was written as a number too large for anybody, which other programs change.
  @Test func `an infinite number is written so that others read it, and is read back`() throws {
    let program = "study(\"infinite\", grid: {x: [inf]}, seeds: [1], run: c => {y: -c.x, z: nan})"
    let found = try table(program)
    #expect(
      found["y"]?.cells == [.number(-Double.infinity)] && found["x"]?.cells == [.number(Double.infinity)])
    #expect(try table(program)["y"] == found["y"])
    let line = try String(contentsOfFile: folder.path + "/studies/infinite/records.jsonl", encoding: .utf8)
    #expect(line.contains(#""x":"inf","seed":1,"y":"-inf","z":null"#))
  }

  // A regression test: the text was read as the number that is written by the same letters.
  @Test func `a text stays one, although an infinite number is written so`() throws {
    let found = try table(
      "study(\"texts\", grid: {x: [\"-inf\"]}, seeds: [1], run: c => {y: \"inf\", z: inf})")
    #expect(found.columns.map(\.name) == ["x", "seed", "y", "z", "status", "seconds"])
    #expect(found["x"]?.cells == [.text("-inf")] && found["y"]?.cells == [.text("inf")])
    #expect(found["z"]?.cells == [.number(Double.infinity)])
  }

  // A regression test: cells that diverged were told as failed, and none was said to run where nobody knows.
  @Test func `the line that tells how it goes counts what diverged and what failed`() throws {
    let function = try #require(
      try interpreter.run("c => {status: \"diverged\", y: 1}"))
    let design = try design("{x: 1...2}")
    let study = StudyFolder(folder.path + "/told")
    let work = try StudyWork(study, design, function, study.join(), interpreter.context)
    let pending = Array(design.cells.indices)
    let job = StudyJob(
      work: work, order: "", pending: pending, known: pending.map { _ in nil }, needed: [], again: false)
    var progress = StudyProgress(job)
    _ = try work.perform(0, again: false)
    try work.giveUp(1, "it was ended")
    for cell in 0..<2 { try progress.finish(cell, study) }
    func counts(_ running: [(cell: Int, since: Double)]?) -> [String] {
      progress.state(waiting: [2, 3], running: running, workers: 1).counts.map { "\($0.name) \($0.count)" }
    }
    #expect(counts(nil) == ["diverged 1", "failed 1"])
    #expect(counts([]) == ["running 0", "diverged 1", "failed 1"])
  }

  @Test func `a folder may be given by the user's own`() throws {
    interpreter.context.data.home = folder.path + "/home"
    _ = try table("study(\"a\", grid: {x: 1}, seeds: [1], run: c => 1, folder: \"~/s8\")")
    #expect(Folder.exists(folder.path + "/home/s8/records.csv") && !Folder.exists(folder.path + "/~"))
  }

  @Test func `with --safe a study lies in the working folder`() throws {
    interpreter.context.safe = true
    for place in ["../outside", "a/../../outside", "/tmp/outside"] {
      do {
        _ = try interpreter.run("study(\"a\", grid: {x: 1}, run: c => 1, folder: \"\(place)\")")
        Issue.record("\(place) was taken")
      } catch {
        #expect(error.diagnostics[0].message.contains("is outside of this folder"))
      }
    }
    #expect(
      try table("study(\"a\", grid: {x: 1}, seeds: [1], run: c => 1, folder: \"deep/down\")").count == 1)
  }

  @Test func `time is estimated by what cells with like settings took`() throws {
    var estimate = TimeEstimate(levels: [2, 2])
    #expect(estimate.left([[0, 0]], running: [], workers: 1) == nil)
    // Ten times as long for the second value of the first setting, and four times for that of the second.
    for _ in 0..<100 {
      estimate.add([0, 0], seconds: 1)
      estimate.add([1, 0], seconds: 10)
      estimate.add([0, 1], seconds: 4)
    }
    estimate.fit()
    // Nobody has run both yet. Half a cell in a hundred draws towards the mean.
    #expect(abs(try #require(estimate.seconds(of: [1, 1])) - 40) < 2)
    let left = try #require(estimate.left([[0, 0], [0, 0], [0, 1]], running: [([1, 0], 4)], workers: 2))
    #expect(abs(left - 6) < 0.2)
    #expect(
      abs(try #require(estimate.left([[1, 0], [0, 0]], running: [], workers: 2)) - 10) < 0.3, "the longest")
  }
}
