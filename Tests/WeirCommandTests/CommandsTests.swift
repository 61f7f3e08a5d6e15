import Foundation
import Testing

/// Commands and questions at the prompt, read from a pipe.
@Suite struct CommandsTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  /// What is said when [cells] are entered.
  private func session(_ cells: String..., options: [String] = []) throws -> Program.Outcome {
    let start = try folder.write("start.weir", "")
    return try Program.run(
      ["-i", "--width", "80"] + options + [start], input: cells.joined(separator: "\n") + "\n",
      in: folder.path)
  }

  @Test func `all about a name, however one asks`() throws {
    let page = try Program.run(["reference", "--width", "80", "erk"]).output
    for question in ["?erk", "erk?", ":help erk", ":he erk", "?erk(", "?erk(power: 2)", ":help erk("] {
      #expect(try session(question).output == page, "\(question)")
    }
    #expect(try session(":help distributions").output.contains("  uniform "))
    #expect(try session("net = mlp([2, 3, 2])", "?net").output.contains("  .density "))
    #expect(try session("net = mlp([2, 3, 2])", "?net.density").output.hasPrefix("`.density` of a network: "))
    // Of what a name would stand for, of what stands in front of the dot, and of functions behind it.
    #expect(try session("?net.layers").output.hasPrefix("`.layers` of a network: "))
    #expect(
      try session("net = mlp([2, 3, 2])", "?net.layers[0].mask").output.hasPrefix(
        "`.mask` of a weight layer: "))
    #expect(try session("?net.erk(").output == page)
    #expect(
      try session("?gradient zebra").output.hasPrefix(
        "nothing has to do with all of `gradient zebra`; with some of it:\ngradients "))
    #expect(try session("?:time").output.hasPrefix(":time CODE\n"))
    #expect(try session(":help editing").output.contains("Ctrl-R "))
    #expect(try session(":help language").output.contains("fn f(x"))
    let overview = try session("?").output
    for part in [":help [TOPIC]", ":quit", "_, _3", ":help optimizer"] { #expect(overview.contains(part)) }
    #expect(overview.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `words are searched for, and examples are shown`() throws {
    let found = try session("?prune").output
    for name in ["sparsify", "gradual", "lottery"] { #expect(found.contains("\(name) "), "\(name)") }
    #expect(try session("?nonzer").output.contains(".nonzeros"))
    #expect(try session(":help training").output.contains(":goto 100"))
    let examples = try session(":examples step", ":examples zzz")
    #expect(
      examples.output
        == "run = start(mlp([2, 8, 2]), xor(), steps: 100)\nrun.step(5).status\n#= \"paused\"\n\n")
    #expect(examples.errors == "error: nothing is called `zzz`\n")
  }

  @Test func `a script at the prompt says which of its records no longer hold`() throws {
    let file = try folder.write(
      "old.weir",
      "# %% A\nx = 2\n#= 2\nx + 1\n#= 4\n# %% B\nx / 3\n#= 0.67 +- 0.01\n[x, x]\n#= [1]\nx\n#= 0\n")
    let outcome = try Program.run(["-i", "-q", "--width", "80", file], input: "", in: folder.path)
    #expect(
      outcome.errors == """
        line 5 records `4`, but now it is `3`
        line 10 records `[1]`, but now it is `[2, 2]`; so with 1 more; `weir test` shows all

        """)
  }

  /// Names that a module rebinds stand nowhere in the cell that uses it.
  @Test func `names that a module has bound anew are taken back too`() throws {
    let folder = try Folder()
    try folder.write("start.weir", "")
    try folder.write("m.weir", "a = 2\nb = 3\n")
    let outcome = try Program.run(
      ["-i", "start.weir"], input: "a = 1\na + 1\nuse \"m.weir\"\na\n:cells\n:undo\na\n", in: folder.path)
    #expect(
      outcome.output == """
        [2]= 2
        [4]= 2
        [1] evaluated  a = 1
        [2] stale      a + 1: `a` is another since cell 3
        [3] evaluated  use "m.weir"
        [4] evaluated  a
        `a` is 1 again
        `b` is no name any more
        [5]= 1

        """, "\(outcome.errors)")
  }

  @Test func `what the last cell bound is taken back`() throws {
    let outcome = try session(
      "x = 1", "x = 2; y = 3", "1", "y = 4; error(\"no\")", ":undo", "y", ":undo", "x", "y", ":undo", ":undo",
      ":save out.weir")
    #expect(
      outcome.output == """
        [3]= 1
        `y` is 3 again
        [5]= 3
        `x` is 1 again
        `y` is no name any more
        [6]= 1
        `x` is no name any more
        3 cells in `out.weir`

        """)
    #expect(outcome.errors.contains("cell 7:1:1") && outcome.errors.contains("no name has been bound yet"))
    #expect(try folder.read("out.weir") == "# %%\n1\n\n# %%\ny\n\n# %%\nx\n")
  }

  @Test func `a run is gone back in, and forward again`() throws {
    let train = "run = train(mlp([2, 8, 2]), xor(), steps: 40)"
    let outcome = try session(
      ":goto 3", train, "all = run", ":goto 10", "run == all.at(10)", ":goto 30", "run.steps", ":goto 40",
      "run == all", ":goto 41", ":goto ten", ":goto 10", "run = run.step(2)", ":goto 11", "run.steps")
    #expect(
      outcome.output.replacing(#/, loss.*?\)/#, with: ")") == """
        [3]= run(step 10 of 40, paused)
        [4]= true
        [5]= run(step 30 of 40, paused)
        [6]= 30
        [7]= run(step 40 of 40)
        [8]= true
        [9]= run(step 10 of 40, paused)
        [11]= run(step 11 of 40, paused)
        [12]= 11

        """)
    #expect(outcome.errors.contains("there is no run yet"))
    #expect(outcome.errors.contains("the run has done 40 steps; there is no step 41 yet"))
    #expect(outcome.errors.contains("`:goto` needs a step"))
  }

  @Test func `one goes on with the run that was gone back in, under its name`() throws {
    // `resume` looked for the run that Ctrl-C had paused last, and gave that a new name.
    let train = "run = train(mlp([2, 8, 2]), xor(), steps: 40)"
    let outcome = try session(
      train, "all = run", ":goto 10", "resume", "run == all", ":cells", ":undo", ":undo", "run.steps",
      "resume",
      ":save out.weir")
    #expect(
      outcome.output.replacing(#/, loss.*?\)/#, with: ")") == """
        [3]= run(step 10 of 40, paused)
        [4]= run(step 40 of 40)
        [5]= true
        [1] evaluated  run = train(mlp([2, 8, 2]), xor(), steps: 40)
        [2] evaluated  all = run
        [3] evaluated  run = run.at(10)
        [4] evaluated  run = resume(run)
        [5] evaluated  run == all
        `run` is run(step 10 of 40, paused) again
        `run` is run(step 40 of 40) again
        [6]= 40
        4 cells in `out.weir`

        """)
    #expect(
      outcome.errors == "`:goto 40` goes back to where it was\nerror: no run is paused\n")
  }

  @Test func `what was done last is taken back, wherever its cell stands`() throws {
    // The last cell of the script was taken back, whatever had been run since.
    let file = try folder.write("abc.weir", "# %%\na = 1\n# %%\nb = a + 1\n# %%\nc = 7\n")
    let input = "a = 5\n:run 2\n:undo\nb\n:undo\na\n:run 2\nb\nb = 9\nb = 2\n:cells\n"
    let outcome = try Program.run(["-i", "-q", "--width", "80", file], input: input, in: folder.path)
    #expect(
      outcome.output == """
        `b` is 2 again
        [5]= 2
        `a` is 1 again
        [6]= 1
        [7]= 2
        [1] evaluated  a = 1
        [2] evaluated  b = a + 1
        [3] evaluated  c = 7
        [5] evaluated  b
        [6] evaluated  a
        [7] evaluated  b
        [8] evaluated  b = 9
        [9] evaluated  b = 2

        """)
  }

  @Test func `a mistake in a cell of a script fails that cell`() throws {
    // No cell was run.
    let file = try folder.write("abc.weir", "# %% A\na = 1\n# %% B\nb = nope\n# %% C\nc = +\n")
    let outcome = try Program.run(["-i", "--width", "80", file], input: ":cells\na\n", in: folder.path)
    #expect(outcome.output == "[1] evaluated  A\n[2] failed     B\n[3] fresh      C\n[4]= 1\n")
    #expect(outcome.errors.contains("the name `nope` is not known here"))
    #expect(outcome.errors.contains("1 cell was not run"))
  }

  @Test func `what is misspelt meets the nearest, and takes no number`() throws {
    let outcome = try session("?trian", ":hlep", ":h", ":time", ":reset all", "1")
    #expect(
      outcome.errors == """
        error: nothing is called `trian`
        help: did you mean `train`?
        error: there is no command `:hlep`; `:help` lists them
        help: did you mean `:help`?
        error: `:h` could be `:help` or `:history`
        error: `:time` needs something behind it: `:time CODE`
        error: `:reset` takes nothing behind it, but found `all`

        """)
    #expect(outcome.output == "[1]= 1\n")
  }

  @Test func `a command without its colon is told from a name`() throws {
    let outcome = try session("quit", "exit", "history", "history = 3", "history", "load")
    #expect(
      outcome.errors.hasPrefix(
        """
        error: `quit` is no name here
        help: did you mean `:quit`?
        error: `exit` is no name here
        help: did you mean `:quit`?
        error: `history` is no name here
        help: did you mean `:history`?

        """))
    #expect(outcome.output.hasPrefix("[2]= 3\n"))
  }

  @Test func `cells are timed, listed and forgotten`() throws {
    let outcome = try session(":time 1 + 1", "x = [3]", ":vars", ":reset", ":vars", "_")
    #expect(outcome.output == "[1]= 2\nx  [3]\nno names yet; `x = 1` makes one\n")
    #expect(outcome.errors.hasPrefix("took "))
    #expect(outcome.errors.contains("cell 1:1:1"))
  }

  @Test func `the history is listed, by what it contains`() throws {
    let outcome = try session("alpha = 1", "beta = [", "2]", ":history", ":history alp", ":history none")
    #expect(outcome.output == "alpha = 1\nbeta = [\n  2]\nalpha = 1\nnothing contains `none`\n")
  }

  private static let script = """
    # A title.

    # %% Data
    k = 3
    data = [1, 2, k]
    data

    # %% Double
    twice = [2 * x for x in data]
    mean(twice)

    # %% [md]
    # Prose.

    # %% Function
    fn f(x) = x + k
    f(1)

    """

  /// What is said when [cells] are entered behind the cells of `note.weir`.
  private func notebook(_ cells: String..., script: String = script) throws -> Program.Outcome {
    try folder.write("note.weir", script)
    return try Program.run(
      ["-i", "--width", "80", "note.weir"], input: cells.joined(separator: "\n") + "\n", in: folder.path)
  }

  @Test func `a script with cells is a notebook, which is run cell by cell`() throws {
    let outcome = try notebook("_2 + 1", ":cells")
    #expect(
      outcome.output == """
        [1]= [1, 2, 3]
        [2]= 4.0
        [3]= 4
        [4]= 5.0
        [1] evaluated  Data
        [2] evaluated  Double
        [3] evaluated  Function
        [4] evaluated  _2 + 1

        """)
    #expect(outcome.errors == "[1] Data\n[2] Double\n[3] Function\n")
  }

  @Test func `cells whose names stand for other values are stale, and are run again`() throws {
    let outcome = try notebook(
      "k = 5", ":cells", ":rerun stale", ":run 1", ":run dou", ":run 2...3", ":run all")
    #expect(outcome.output.contains("[3] stale      Function: `k` is another since cell 4\n"))
    #expect(
      outcome.output.contains("[4] evaluated  k = 5\n[3]= 6\n[1]= [1, 2, 3]\n[2]= 4.0\n[2]= 4.0\n[3]= 4\n"))
    let nothing = try notebook(":rerun", ":run 9", ":run")
    #expect(nothing.output.hasSuffix("no cell is stale\n"))
    #expect(nothing.errors.contains("there is no cell 9; `:cells` lists them"))
  }

  @Test func `a cell that fails, by a mistake or an error, keeps those behind it from running`() throws {
    let broken = Self.script.replacing("mean(twice)", with: "error(\"no\")")
    let outcome = try notebook(":cells", script: broken)
    #expect(outcome.output.hasSuffix("[2] failed     Double\n[3] fresh      Function\n"))
    #expect(outcome.errors.contains("note.weir:10:1") && outcome.errors.contains("1 cell was not run"))
    let mistaken = try notebook(":cells", script: Self.script.replacing("f(1)", with: "g(1)"))
    #expect(mistaken.output.hasSuffix("[2] evaluated  Double\n[3] failed     Function\n"))
    #expect(mistaken.errors.contains("note.weir:17:1"))
  }

  @Test func `a notebook is saved as it was, with what was entered`() throws {
    let outcome = try notebook("k = 5", "zzz", ":save", ":save other.weir", ":save")
    #expect(
      outcome.output.hasSuffix("4 cells in `note.weir`\n4 cells in `other.weir`\n4 cells in `note.weir`\n"))
    #expect(try folder.read("note.weir") == Self.script + "\n# %%\nk = 5\n")
    #expect(try folder.read("other.weir") == folder.read("note.weir"))
    #expect(try session(":save").errors.contains("there is no cell to save yet"))
    #expect(try session("1", ":save").errors.contains("no script is open"))
  }

  @Test func `a session is exported with what came of it`() throws {
    let outcome = try session(
      "print(2)\nplot([1, 2])", "1 div 0", "5", ":export a.md", ":export a.ipynb", ":export a.html",
      ":export a.txt")
    #expect(outcome.output.hasSuffix("written: a.md\nwritten: a.ipynb\nwritten: a.html\n"))
    #expect(outcome.errors.contains("`a.txt` does not say in which form"))
    let page = try folder.read("a.md")
    #expect(
      page.hasPrefix("```weir\nprint(2)\n```\n\n```text\n2\n```\n\n```weir\nplot([1, 2])\n```\n\n```text\n"))
    #expect(page.hasSuffix("```weir\n5\n```\n\n```text\n5\n```\n") && !page.contains("div"))
    #expect(try folder.read("a.html").contains("<svg"))
    #expect(try session(":export a.md").errors.contains("there is no cell to export yet"))
  }

  @Test func `a script that has changed is read again before its cells are run`() throws {
    let changed = Self.script.replacing("[1, 2, k]", with: "[10, 20, k]")
    try folder.write("new.weir", changed)
    let code = "save(1, \"x.json\");"
    let outcome = try notebook(code, ":load new.weir", ":cells", ":run all", ":cells")
    #expect(outcome.output.contains("3 cells in `new.weir`; `:run all` runs them"))
    #expect(outcome.output.contains("fresh      Data") && outcome.output.contains("[10, 20, 3]\n"))
    #expect(try notebook(":load missing.weir", ":load").errors.contains("`missing.weir` cannot be read"))
    #expect(try session(":load page.md").errors.contains("`page.md` is Markdown, and no script; "))
    #expect(try session(":load").errors.contains("no script is open"))
  }

  @Test func `errors leave the last value, and statements that ran stay`() throws {
    let outcome = try session("5", "y = 1; error(\"no\")", "_ + y")
    #expect(outcome.output == "[1]= 5\n[3]= 6\n")
    #expect(outcome.errors.contains("cell 2:1:8"))
  }
}
