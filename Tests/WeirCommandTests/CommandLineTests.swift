import Foundation
import Testing
import WeirTestSupport

/// The command line: what is run, what is said where, and with which status it ends.
@Suite struct CommandLineTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  @Test(
    arguments: [
      (["-e", "1 + 1"], 0), (["-e", "1 +"], 1), (["-e", "error(\"stop\")"], 1), (["-e", "expect 1 > 2"], 3),
      (["none.weir"], 1), (["run", "none.weir"], 1), (["."], 1), (["--sed", "1"], 2), (["--seed", "x"], 2),
      (["--seed"], 2), (["--threads", "0", "-e", "1"], 2), (["--width", "3", "-e", "1"], 2),
      (["--color", "blue", "-e", "1"], 2), (["--charset", "x"], 2), (["check"], 2), (["--errors", "x"], 2),
      (["test"], 2),
      (["check", "none.weir"], 1),
      (["doctor"], 0), (["doctor", "x"], 2), (["selftest"], 0), (["selftest", "x"], 2), (["reference"], 0),
      (["reference", "sgd"], 0),
      (["reference", "sgdd"], 1), (["--help"], 0), (["-h"], 0), (["check", "--help"], 0), (["--version"], 0),
      (["-"], 0), ([], 0), (["--", "none.weir"], 1),
    ] as [([String], Int32)])
  func `the exit status says how it went`(arguments: [String], status: Int32) throws {
    let outcome = try Program.run(arguments, in: folder.path)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty == (status == 0))
    #expect(!outcome.output.contains("\u{1B}") && !outcome.errors.contains("\u{1B}"))
  }

  @Test(
    arguments: [
      ("1 + 1", "2\n"), ("\"a\\nb\"", "\"a\\nb\"\n"), ("x = 1", ""),
      ("1\n2\nprint(3)\n[4, 5]", "3\n[4, 5]\n"),
      ("print(1)", "1\n"), ("none", ""), ("args", "[\"a\", \"-b\"]\n"), ("-1", "-1\n"), ("2;", "2\n"),
    ])
  func `-e prints the value of its last expression`(code: String, output: String) throws {
    let outcome = try Program.run(["-e", code, "a", "-b"])
    #expect(outcome.output == output)
    #expect(outcome.errors == "")
  }

  @Test func `a script prints what it prints, and pictures that stand alone`() throws {
    let script = try folder.write(
      "demo.weir",
      "#!/usr/bin/env weir\n1 + 1\nprint(\"a\", 2)\nbars({a: 1})\nx = bars({b: 2})\n[bars({c: 3})]\n")
    let outcome = try Program.run([script])
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output.hasPrefix("a 2\n"))
    #expect(outcome.output.split(separator: "\n").count == 2)
    #expect(outcome.output.contains("a ") && !outcome.output.contains("b ") && !outcome.output.contains("c "))
  }

  @Test func `what stands behind the script belongs to it`() throws {
    try folder.write("check", "print(args)")
    for arguments in [
      ["./check", "--seed", "-e", "x"], ["run", "check", "--seed", "-e", "x"],
      ["-q", "run", "check", "--seed", "-e", "x"], ["run", "-q", "check", "--seed", "-e", "x"],
      ["--", "./check", "--seed", "-e", "x"],
    ] {
      let outcome = try Program.run(arguments, in: folder.path)
      #expect(outcome.output == "[\"--seed\", \"-e\", \"x\"]\n", "\(arguments)")
    }
  }

  @Test func `standard input is a script where nobody sits at it`() throws {
    for arguments in [[], ["-"]] {
      #expect(
        try Program.run(arguments, input: "x = 2\nprint(x)\nfn f(x) {\n  x\n}\nprint(f(3))").output
          == "2\n3\n")
    }
    let broken = try Program.run(["-"], input: "x = (")
    #expect(broken.errors.contains("standard input:1:"))
  }

  @Test func `-i goes on behind the script with its names`() throws {
    let script = try folder.write("demo.weir", "x = 41")
    let outcome = try Program.run(
      ["-i", script], input: "x + 1\nfn f(x) {\n  x\n}\nf(_)\n:vars\n?x\n\n:quit\n99\n")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == "[1]= 42\n[3]= 42\nx  41\nf  f(x)\nx is 41\n",
      "\(difference(expected: "[1]= 42\n[3]= 42\nx  41\nf  f(x)\nx is 41\n", found: outcome.output))")
    #expect(outcome.errors == "")
  }

  @Test func `errors keep to the width that was asked for`() throws {
    // They asked the terminal themselves.
    let code = "undefined_name_which_is_long + another_unknown_name + 1 + 1 + 1 + 1 + 1 + 1"
    let narrow = try Program.run(["--width", "40", "-e", code]).errors
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 40 } && narrow.contains("\n"))
    #expect(try Program.run(["-e", code]).errors.split(separator: "\n").contains { $0.count > 40 })
  }

  @Test func `options reach the program`() throws {
    let draw = "mlp([2, 3, 2]).layers[0].weights"
    let one = try Program.run(["--seed", "1", "-e", draw]).output
    #expect(try Program.run(["--seed", "1", "--threads", "2", "-e", draw]).output == one)
    #expect(try Program.run(["--seed", "2", "-e", draw]).output != one)
    #expect(try Program.run(["-e", draw]).output == Program.run(["--seed", "0", "-e", draw]).output)
    let chart = ["--width", "40", "-e", "plot([1, 2, 3])"]
    for (charset, isASCII) in [("ascii", true), ("block", false), ("braille", false)] {
      let output = try Program.run(["--charset", charset] + chart).output
      #expect(output.utf8.allSatisfy { $0 < 0x80 } == isASCII)
      #expect(output.split(separator: "\n").allSatisfy { $0.count <= 40 })
    }
    #expect(try Program.run(["--color", "always"] + chart).output.contains("\u{1B}["))
    #expect(try Program.run(["--color", "always", "-e", "1 +"]).errors.contains("\u{1B}["))
  }

  @Test func `errors are told in the form that is wished`() throws {
    let code = ["-e", "1 div 0"]
    #expect(
      try Program.run(code).errors == "error: division by zero\n --> -e:1:1\n1 | 1 div 0\n  | ^^^^^^^\n")
    #expect(
      try Program.run(code, environment: ["LANG": "C.UTF-8"]).errors
        == "error: division by zero\n ╭─ -e:1:1\n1 │ 1 div 0\n  │ ━━━━━━━\n")
    let narrated = "Error: division by zero.\nIn line 1 of -e, at column 1: `1 div 0`.\n"
    #expect(try Program.run(["--errors", "narrated"] + code).errors == narrated)
    #expect(try Program.run(code, environment: ["NO_GRAPHICS": "1"]).errors == narrated)
  }

  @Test func `the environment decides where no option does`() throws {
    let chart = ["-e", "plot([1, 2, 3])"]
    #expect(try Program.run(chart).output.utf8.allSatisfy { $0 < 0x80 })
    #expect(try Program.run(chart, environment: ["LANG": "C.UTF-8"]).output.contains("⠤"))
    #expect(try Program.run(chart, environment: ["FORCE_COLOR": "1"]).output.contains("\u{1B}["))
    #expect(
      try !Program.run(chart, environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"]).output.contains("\u{1B}["))
    let narrow = try Program.run(chart, environment: ["COLUMNS": "30"]).output
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 30 })
  }

  @Test func `check finds all mistakes and runs nothing`() throws {
    let bad = try folder.write(
      "bad.weir", "print(1)\nx = sgd(lr: -1)\ny = unknwon + 1\nz = sgd(rate: 2)\n")
    let good = try folder.write("good.weir", "print(2)")
    let outcome = try Program.run(["check", bad, good])
    #expect(outcome.status == 1)
    #expect(outcome.output == "\(bad): 3 mistakes\n\(good): no mistake found\n")
    for place in ["bad.weir:2:13", "bad.weir:3:5", "bad.weir:4:9"] { #expect(outcome.errors.contains(place)) }
  }

  @Test func `a misspelt option or name meets the nearest`() throws {
    #expect(
      try Program.run(["--sed", "1"]).errors
        == "error: there is no option `--sed`; did you mean `--seed`?\nhelp: `weir --help` says how to call it\n"
    )
    #expect(
      try Program.run(["reference", "sgdd"]).errors
        == "error: nothing is called `sgdd`\nhelp: did you mean `sgd`?\n")
  }

  @Test func `the reference lists all names and has a page for each`() throws {
    let all = try Program.run(["reference", "--width", "60"]).output
    for name in ["train", "sgd", "erk", "fashion_mnist", "heatmap"] { #expect(all.contains("\n  \(name) ")) }
    #expect(all.split(separator: "\n").allSatisfy { $0.count <= 60 })
    #expect(try Program.run(["reference", "sgd"]).output.hasPrefix("sgd("))
    #expect(try Program.run(["reference", "optimizers"]).output.contains("  adam "))
  }

  @Test func `the doctor says what it found and why`() throws {
    let outcome = try Program.run(
      ["doctor", "--width", "50"],
      environment: ["LC_ALL": "de_DE.UTF-8", "NO_COLOR": "1", "WEIR_DATA": folder.path, "HOME": folder.path])
    for fact in [
      "50 columns: --width", "braille: LC_ALL is de_DE.UTF-8", "no: NO_COLOR is set", folder.path, "libedit",
      "zlib", "LAPACK", "fashion_mnist",
    ] { #expect(outcome.output.contains(fact), "\(fact)") }
  }

  @Test func `the selftest lists numbers with their sources, as wide as told`() throws {
    let output = try Program.run(["selftest", "--width", "80"]).output
    for part in ["  reference  difference  allowed\n", "jaxpruner", "checks agree"] {
      #expect(output.contains(part), "\(part)")
    }
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try Program.run(["selftest", "--color", "always"]).output.contains("\u{1B}["))
  }

  @Test func `a closed pipe ends quietly`() throws {
    let pipe = "\(Program.path) -e 'for i in 1...100000 { print(i) }' | head -1; echo done"
    let outcome = try Program.run(["-c", pipe], program: "/bin/sh")
    #expect(outcome.output == "1\ndone\n")
    #expect(outcome.errors == "")
  }

  // What was printed went into the first file that was opened: the recording.
  @Test func `what is printed where standard output is closed goes nowhere else`() throws {
    let record = folder.path + "/r.jsonl"
    let outcome = try Program.run(
      ["-c", "\(Program.path) --record \(record) -e 'print(\"XX\")' >&-"], program: "/bin/sh")
    #expect(outcome.status == 1 && outcome.errors.contains("standard output cannot be written to"))
    #expect(try !folder.read("r.jsonl").split(separator: "\n").contains("XX"))
  }

  @Test func `Ctrl-C ends a script with a line that says where it was`() throws {
    let script = try folder.write(
      "long.weir",
      "print(\"begin\")\nrun = train(mlp([2, 9, 2]), moons(), steps: 1_000_000)\nprint(\"end\")\n")
    let window = try TerminalWindow([script], columns: 150, home: nil)
    try window.see(" left")
    window.press(.controlC)
    #expect(try window.waitForEnd() == 130)
    #expect(window.screen.transcript.contains("interrupted in "))
    #expect(window.screen.transcript.contains("long.weir:2:1, at step "))
    #expect(!window.screen.transcript.contains(" left") && !window.screen.transcript.contains("end\n"))
  }

  @Test func `Ctrl-C ends other work in a script too`() throws {
    let loop = "x = 0\nwhile x >= 0 {\n  x = x + 1\n  if x == 100 { print(\"begin\") }\n}"
    let window = try TerminalWindow(["-e", loop], home: nil)
    try window.see("begin")
    window.press(.controlC)
    #expect(try window.waitForEnd() == 130)
    #expect(window.screen.transcript.contains("interrupted in -e:2:1"))
  }

  @Test func `a second Ctrl-C does not wait for a long step`() throws {
    let training = "train(mlp([2, 2000, 2000, 2]), spirals(samples: 10000), batch: 10000, steps: 50)"
    let window = try TerminalWindow(["-e", "print(\"begin\")\n" + training], home: nil)
    try window.see("begin")
    Thread.sleep(forTimeInterval: 1)
    window.press(.controlC)
    Thread.sleep(forTimeInterval: 0.1)
    window.press(.controlC)
    #expect(try window.waitForEnd() == 130)
    #expect(!window.screen.transcript.contains("interrupted"))
  }
}
