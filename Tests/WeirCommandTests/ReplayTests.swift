import Foundation
import Testing

/// Sessions that are recorded and run again: `--record`, `weir replay`.
@Suite(.serialized) struct ReplayTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  /// Records what comes of entering [cells] behind a script of nothing.
  private func record(_ cells: [String], options: [String] = []) throws -> Program.Outcome {
    let start = try folder.write("start.weir", "")
    return try Program.run(
      options + ["-i", "--record", "t.jsonl", start], input: cells.joined(separator: "\n") + "\n",
      in: folder.path)
  }

  private func replay(_ options: String...) throws -> Program.Outcome {
    try Program.run(["replay"] + options + ["t.jsonl"], in: folder.path)
  }

  private static let session = [
    "net = mlp([2, 8, 2]).sparsify(density: 50%)", "run = net.train(spirals(), steps: 20)", "run.net == net",
    ":goto 5", "run.steps", "print(round(run.loss[-1], 3))", "x = 1; error(\"no\")", ":undo", "zzz",
    "f = x => [x, run.net]", "[plot(run.loss), nan]",
  ]

  @Test func `a recorded session comes to the same, on any number of threads`() throws {
    _ = try record(Self.session, options: ["--seed", "3"])
    let lines = try folder.read("t.jsonl").split(separator: "\n")
    #expect(lines[0].hasPrefix("{\"weir\":\"") && lines[0].contains("\"seed\":3"))
    #expect(lines.contains { $0.contains("\"command\":\":goto 5\"") })
    #expect(lines.contains { $0.contains("\"command\":\":undo\",\"values\":{\"x\":null}") })
    for threads in ["1", "3"] {
      let outcome = try replay("--threads", threads)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      #expect(outcome.output == "10 cells, 10 values: all the same\n")
    }
  }

  @Test func `the first cell and value that differ are named, with status 4`() throws {
    _ = try record(Self.session)
    let record = try folder.read("t.jsonl")
    try folder.write("t.jsonl", record.replacing("steps: 20", with: "steps: 21"))
    let outcome = try replay()
    #expect(outcome.status == 4)
    #expect(
      outcome.errors.hasPrefix(
        "error: cell 2, `run = net.train(spirals(), steps: 21)`: `run` is run(step 21 of 21, loss "))
    try folder.write("t.jsonl", record.replacing("print(round(run.loss[-1], 3))", with: "print(0)"))
    #expect(try replay().errors.contains("cell 6, `print(0)`: another answer\n  - "))
    try folder.write("t.jsonl", record.replacing(":goto 5", with: ":goto 6"))
    #expect(try replay().errors.contains("error: `:goto 6`: `run` is run(step 6 of 20"))
    try folder.write(
      "t.jsonl", record.replacing("\"weir\":\"", with: "\"weir\":\"9.").replacing("[x, run", with: "[2, run"))
    let older = try replay().errors
    #expect(older.contains("cell 9, `f = x => [2, run.net]`: `f` is "))
    #expect(older.contains("it was recorded by Weir 9.0"))
  }

  @Test func `scripts and their exit statuses are recorded too`() throws {
    try folder.write("a.weir", "data = xor()\nnet = mlp([2, 4, 2])\nprint(args)\nexpect 1 > 2\n")
    let outcome = try Program.run(["--record", "t.jsonl", "a.weir", "b"], in: folder.path)
    #expect((outcome.output, outcome.status) == ("[\"b\"]\n", 3))
    #expect(try replay().output == "1 cell, 2 values: all the same\n")
    try folder.write("t.jsonl", folder.read("t.jsonl").replacing("1 > 2", with: "1 < 2"))
    #expect(try replay().errors.contains("`a.weir`: it ended with status 0, where 3 is on record"))
  }

  @Test func `a notebook and the modules it uses are found again`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/sub", withIntermediateDirectories: true)
    try folder.write("sub/m.weir", "a = 2\n")
    try folder.write("sub/n.weir", "# %% One\nuse \"m.weir\"\na\n# %% Two\nspark([a, 3]); a + 1\n")
    _ = try Program.run(
      ["-i", "--record", "t.jsonl", "sub/n.weir"], input: "a * 5\n:run 2\n:undo\n", in: folder.path)
    let outcome = try replay()
    #expect(outcome.output == "4 cells, 6 values: all the same\n", "\(outcome.errors)")
  }

  @Test func `what is no record is refused, and no file is written over`() throws {
    try folder.write("t.jsonl", "{}\n")
    #expect(try replay().errors.contains("it does not begin as a session does that `--record` has recorded"))
    #expect(
      try record(["1"]).errors.contains("t.jsonl cannot be written: there is a file of that name already"))
    #expect(try folder.read("t.jsonl") == "{}\n")
    try FileManager.default.removeItem(atPath: folder.path + "/t.jsonl")
    _ = try record(["1"])
    try folder.write("t.jsonl", folder.read("t.jsonl") + "{\"cell\":1}\n")
    #expect(try replay().errors.contains("line 4 is none of a recorded session"))
    #expect(try Program.run(["replay", "none.jsonl"]).status == 1)
    #expect(try Program.run(["replay"]).status == 2)
  }

  /// Trainings beside the prompt were looked at whenever the person happened to, and paused whenever Ctrl-C came.
  @Test func `what a person saw of a training is seen again`() throws {
    let window = try TerminalWindow(
      ["-q", "--record", folder.path + "/t.jsonl"], columns: 100, rows: 30, home: folder)
    try window.seePrompt(1)
    window.enter(
      "run = train(mlp([2, 16, 2], batch_norm: true), spirals(samples: 500), batch: 100, steps: 5_000_000)")
    try window.seePrompt(2)
    window.enter("seen = [run.steps > 0, run]")
    try window.seePrompt(3)
    window.enter("[run.steps, run.accuracy, run.egf]")
    try window.see("[3]= ")
    try window.seePrompt(4)
    window.press(.controlC)
    try window.see("paused at step ")
    window.enter("other = run;")
    try window.seePrompt(5)
    window.enter("resume")
    try window.seePrompt(6)
    window.enter("run.steps > other.steps")
    try window.see("[6]= ")
    window.press(.controlC)
    try window.see("paused twice") { $0.transcript.components(separatedBy: "paused at step ").count == 3 }
    window.enter("[other == run, run.status]")
    window.enter("for s in 1...3 { last = train(mlp([2, 4, 2]), xor(), steps: 200 + 1_000_000 * (s - 1)) }")
    Thread.sleep(forTimeInterval: 1)
    window.press(.controlC)
    try window.see("paused thrice") { $0.transcript.components(separatedBy: "paused at step ").count == 4 }
    window.press(.controlD, .controlD)
    _ = try window.waitForEnd()
    let outcome = try replay()
    let record = try folder.read("t.jsonl")
    #expect(outcome.status == 0, "\(outcome.errors)\(record)")
    #expect(outcome.output.hasPrefix("8 cells, "))
  }
}
