import Foundation
import Testing
import WeirTestSupport

/// Sessions written as scripts: what such a script comes to is what the session came to, or it is said where not.
@Suite(.serialized) struct SavingTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  /// What is said when [cells] are entered.
  private func session(_ cells: String..., options: [String] = []) throws -> Program.Outcome {
    let start = try folder.write("start.weir", "")
    return try Program.run(
      ["-i", "--width", "120"] + options + [start], input: cells.joined(separator: "\n") + "\n",
      in: folder.path)
  }

  @Test func `cells that ran are saved as a script that runs, and no file is written over`() throws {
    let outcome = try session("x = 2", "1 +", "", "x + zzz", "print(x)", ":save out.weir", ":save out.weir")
    #expect(try folder.read("out.weir") == "# %%\nx = 2\n\n# %%\nprint(x)\n")
    #expect(outcome.output == "2\n2 cells in `out.weir`\n")
    #expect(outcome.errors.hasSuffix("error: `out.weir` cannot be written: file exists\n"))
    #expect(try Program.run(["out.weir"], in: folder.path).output == "2\n")
    #expect(try session("1", ":save ../x.weir", options: ["--safe"]).errors.contains("`--safe`"))
    #expect(try session(":save x.weir").errors == "error: there is no cell to save yet\n")
  }

  @Test func `a script is saved under the name that was meant, and anew if it is gone`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/inside", withIntermediateDirectories: true)
    let outcome = try session("x = 1", ":save \"my file.weir\"", ":save inside", ":save ..")
    #expect(outcome.output == "1 cell in `my file.weir`\n")
    #expect(try folder.read("my file.weir") == "# %%\nx = 1\n")
    #expect(
      outcome.errors == """
        error: `inside` is a folder; `:save` needs a file
        error: `..` is a folder; `:save` needs a file

        """)
  }

  @Test func `a run that was gone back in is so in the script too`() throws {
    let seen = "print(run.steps, run.loss[-1], run.accuracy)"
    let outcome = try session(
      "run = train(mlp([2, 8, 2]), xor(), steps: 40)", ":goto 10", seen, ":goto 30", seen, "resume", seen,
      ":goto 20", ":undo", seen, ":save out.weir")
    #expect(
      try folder.read("out.weir") == """
        # %%
        run = train(mlp([2, 8, 2]), xor(), steps: 40)

        # %%
        run = run.at(10)

        # %%
        \(seen)

        # %%
        run = run.at(30)

        # %%
        \(seen)

        # %%
        run = resume(run)

        # %%
        \(seen)

        # %%
        \(seen)

        """)
    let script = try Program.run(["out.weir", "--width", "120"], in: folder.path)
    let shown = outcome.output.split(separator: "\n").filter { !$0.hasPrefix("[") && !$0.contains("`") }
    #expect(script.output.split(separator: "\n") == shown)
    #expect(shown.count == 4 && shown.first?.hasPrefix("10 ") == true)
    #expect(!outcome.errors.contains("script"))
  }

  @Test func `what reads otherwise in a script is named`() throws {
    func doubts(_ cells: [String]) throws -> [String] {
      let start = try folder.write("start.weir", "")
      let outcome = try Program.run(
        ["-i", "-q", "--width", "120", start],
        input: (cells + [":export x.md"]).joined(separator: "\n") + "\n",
        in: folder.path)
      return outcome.errors.split(separator: "\n").map(String.init)
    }
    #expect(try doubts(["a = 1", "b = a", "a = 5", "b"]) == [])
    #expect(
      try doubts(["a = 1", "b = a", "a = 5", ":run 2"])
        == ["in the script cell 2 reads `a` of cell 1; here it read that of cell 3"])
    // The same value again is no other one.
    #expect(try doubts(["a = 1", "b = a", "a = 1", ":run 2"]) == [])
    #expect(
      try doubts(["a = 1", "b = a", "a = 5", ":run 1", "b + a"])
        == ["in the script cell 4 reads `a` of cell 3; here it read that of cell 1"])
    #expect(
      try doubts(["a = 1; error(\"no\")", "b = a"]).last
        == "in the script nothing before cell 2 binds `a`; here it stood for something else")
    #expect(
      try doubts(["1", "_1 + 1"])
        == ["cell 2 asks for `_1`, which no script knows: give that value a name, and save again"])
    // What only a function asks for.
    #expect(
      try doubts(["x = 1", "fn f() = x", "x = 2", "y = f()", ":run 1", ":run 4"])
        == ["in the script cell 4 reads `x` of cell 3; here it read that of cell 1"])
    // A cell that has been undone, and one that has gone on from a name that is gone.
    #expect(try doubts(["a = 1", "a = 2", ":undo", "a"]) == [])
  }

  @Test func `a seed of the session's own is said`() throws {
    let outcome = try session("a = 1", ":save x.weir", options: ["--seed", "5"])
    #expect(outcome.errors == "this session has the seed 5, which a script is given by `--seed 5`\n")
  }

  @Test func `a script with line ends of two signs is gone on with behind one empty line`() throws {
    let file = try folder.write("crlf.weir", "# %%\r\na = 1\r\n")
    _ = try Program.run(["-i", file], input: "b = 2\n:save\n", in: folder.path)
    #expect(try folder.read("crlf.weir") == "# %%\r\na = 1\r\n\n# %%\nb = 2\n")
  }

  @Test func `more doubts than can be read are counted`() throws {
    let outcome = try session(
      "a = 1", "a", "a", "a", "a", "a", "a", "a", "a = 2", ":run 2...8", ":save x.weir")
    #expect(outcome.errors.hasSuffix("2 more like these\n"))
    #expect(outcome.errors.components(separatedBy: "in the script").count == 6)
  }

  private static let training =
    "train(mlp([2, 32, 2]).sparsify(density: 50%), spirals(samples: 500), batch: 250, steps: 1_000_000)"

  private func window() throws -> TerminalWindow {
    let window = try TerminalWindow([], columns: 120, rows: 30, home: folder)
    try window.seePrompt(1)
    return window
  }

  /// Presses Ctrl-C as soon as the training goes on, and waits for the [count]th pause.
  private func pause(_ window: TerminalWindow, _ count: Int) throws {
    try window.see("the training") {
      $0.lines.contains { $0.hasPrefix("run  step ") && !$0.contains(" step 0") }
    }
    window.press(.controlC)
    try window.see("a pause") { $0.transcript.components(separatedBy: "paused at step ").count == count + 1 }
  }

  /// Presses Ctrl-C as soon as a training that is waited for goes on.
  private func interrupt(_ window: TerminalWindow) throws {
    try window.see("the progress line") { $0.lines.last?.hasPrefix("step ") == true }
    window.press(.controlC)
  }

  @Test func `a pause in which somebody looked at the run is a step back in the script`() throws {
    let window = try window()
    window.enter("run = " + Self.training)
    try pause(window, 1)
    window.enter("resume")
    try pause(window, 2)
    window.enter("seen = run.loss.values;")
    window.enter(":save out.weir")
    try window.see("3 cells in `out.weir`")
    let script = try folder.read("out.weir")
    #expect(script.contains("seen = run.loss.values;") && !script.contains("resume"))
    let step = try #require(script.firstMatch(of: #/run = run\.at\((\d+)\)/#)).1
    window.press(.controlD, .controlD)
    _ = try window.waitForEnd()
    #expect(window.screen.transcript.contains("paused at step \(step) of 1000000"))
  }

  @Test func `all names of a paused run go back with it`() throws {
    let window = try window()
    window.enter("run = " + Self.training)
    try pause(window, 1)
    window.enter("a = run")
    window.enter("resume")
    try pause(window, 2)
    window.enter("seen = a.steps")
    window.enter(":save out.weir")
    try window.see("`run` was paused at step")
    let script = try folder.read("out.weir")
    #expect(
      script.contains(#/run = resume\(run\)\na = run\n\n# %%\nrun = run\.at\(\d+\)\na = run\n\n# %%\nseen/#))
    #expect(script.matches(of: #/run = run\.at/#).count == 2)
  }

  @Test func `work that was paused inside of an expression is told`() throws {
    let window = try window()
    window.enter("loss = \(Self.training).loss[-1]")
    try interrupt(window)
    try window.see("the run had no name; it is `run` now")
    window.enter(":save out.weir")
    try window.see("Ctrl-C paused `run` at step")
    // Nothing goes on with what is not what it would have been.
    window.enter("on = \(Self.training.dropLast()), live: false).resume(steps: 30)")
    try interrupt(window)
    try window.see("the rest of cell 2 was not run")
    window.enter("on")
    try window.see("the name `on` is not known here")
    window.enter(":undo")
    try window.see("`run_2` is no name any more")
    window.enter("run_2")
    try window.see("the name `run_2` is not known here")
  }

  @Test func `a training without a name gets the one that the prompt gave it`() throws {
    let window = try window()
    window.enter(Self.training)
    try interrupt(window)
    try window.see("the run had no name; it is `run` now")
    window.enter("run.steps > 0")
    try window.see("[2]= true")
    window.enter(":save out.weir")
    try window.see("3 cells in `out.weir`")
    #expect(
      try folder.read("out.weir").hasPrefix("# %%\nrun = \(Self.training)\n\n# %%\nrun = run.at("))
  }

  @Test func `what was seen of a training that went on is not in the script, and that is said`() throws {
    let window = try window()
    window.enter("run = " + Self.training)
    try window.see("the training") { $0.lines.contains { $0.hasPrefix("run  step ") } }
    window.enter("run.steps >= 0")
    try window.see("[2]= true")
    try pause(window, 1)
    window.enter(":save out.weir")
    try window.see("while it was training; in the script it sees its end")
    window.enter("for s in 1...2 { last = \(Self.training) }")
    try interrupt(window)
    try window.see("the rest of cell 3 was not run; `:run 3` runs it from its beginning")
    window.enter("last.steps > 0")
    try window.see("[4]= true")
    // The loop would have bound it once more.
    window.enter(":save loop.weir")
    try window.see("Ctrl-C paused `last` at step")
    window.enter("one = \(Self.training); two = 2")
    try interrupt(window)
    try window.see("the rest of cell 5 was not run")
    window.enter("one.steps > 0")
    try window.see("[6]= true")
    window.enter(":save cut.weir")
    try window.see("8 cells in `cut.weir`")
    #expect(try folder.read("cut.weir").contains("; two = 2\n\n# %%\none = one.at("))
    #expect(try !folder.read("cut.weir").contains("last.at("))
  }
}
