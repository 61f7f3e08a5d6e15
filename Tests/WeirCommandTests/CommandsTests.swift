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
    for question in ["?erk", "erk?", ":help erk", ":he erk"] {
      #expect(try session(question).output == page, "\(question)")
    }
    #expect(try session(":help distributions").output.contains("  uniform "))
    #expect(try session("net = mlp([2, 3, 2])", "?net").output.contains("  .density "))
    #expect(try session("net = mlp([2, 3, 2])", "?net.density").output.hasPrefix("`.density` of a network: "))
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
    #expect(outcome.errors.contains("cell 7:1:1") && outcome.errors.contains("no cell has bound a name yet"))
    #expect(try folder.read("out.weir") == "# %%\n1\n\n# %%\ny\n\n# %%\nx\n")
  }

  @Test func `a run is gone back in, and forward again`() throws {
    let train = "run = train(mlp([2, 8, 2]), xor(), steps: 40)"
    let outcome = try session(
      ":goto 3", train, "all = run", ":goto 10", "run == all.at(10)", ":goto 30", "run.steps", ":goto 40",
      "run == all", ":goto 41", ":goto ten", ":goto 10", "run = run.step(2)", ":goto 11", "run.steps")
    #expect(
      outcome.output == """
        `run` stands at step 10 of 40; `:goto 40` goes back to where it was
        [3]= true
        `run` stands at step 30 of 40; `:goto 40` goes back to where it was
        [4]= 30
        `run` stands at step 40 of 40
        [5]= true
        `run` stands at step 10 of 40; `:goto 40` goes back to where it was
        `run` stands at step 11 of 40; `:goto 12` goes back to where it was
        [7]= 11

        """)
    #expect(outcome.errors.contains("there is no run yet"))
    #expect(outcome.errors.contains("the run has done 40 steps; there is no step 41 yet"))
    #expect(outcome.errors.contains("`:goto` needs a step"))
  }

  @Test func `what is misspelt meets the nearest, and takes no number`() throws {
    let outcome = try session("?trian", ":hlep", ":h", ":time", "1")
    #expect(
      outcome.errors == """
        error: nothing is called `trian`
        help: did you mean `train`?
        error: there is no command `:hlep`; `:help` lists them
        help: did you mean `:help`?
        error: `:h` could be `:help` or `:history`
        error: `:time CODE` needs what it says

        """)
    #expect(outcome.output == "[1]= 1\n")
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

  @Test func `cells that ran are saved as a script that runs, and no file is written over`() throws {
    let outcome = try session("x = 2", "1 +", "", "x + zzz", "print(x)", ":save out.weir", ":save out.weir")
    #expect(try folder.read("out.weir") == "# %%\nx = 2\n\n# %%\nprint(x)\n")
    #expect(outcome.output == "2\n2 cells in `out.weir`\n")
    #expect(outcome.errors.hasSuffix("error: `out.weir` cannot be written: file exists\n"))
    #expect(try Program.run(["out.weir"], in: folder.path).output == "2\n")
    #expect(try session("1", ":save ../x.weir", options: ["--safe"]).errors.contains("`--safe`"))
    #expect(try session(":save x.weir").errors == "error: there is no cell to save yet\n")
  }

  @Test func `errors leave the last value, and statements that ran stay`() throws {
    let outcome = try session("5", "y = 1; error(\"no\")", "_ + y")
    #expect(outcome.output == "[1]= 5\n[3]= 6\n")
    #expect(outcome.errors.contains("cell 2:1:8"))
  }
}
