import Foundation
import Testing
import WeirTestSupport

/// A training that goes on above the prompt, while a person works below it.
@Suite(.serialized) struct LiveTrainingTests {
  private let home: Folder
  init() throws { home = try Folder() }

  private func window(_ arguments: String..., columns: Int = 100, rows: Int = 30) throws -> TerminalWindow {
    let window = try TerminalWindow(arguments, columns: columns, rows: rows, home: home)
    try window.seePrompt(1)
    return window
  }

  /// A training whose end no test waits for, unless it says so by [steps].
  private func training(_ steps: Int = 5_000_000, _ name: String = "run") -> String {
    "\(name) = train(mlp([2, 32, 2]).sparsify(density: 50%), spirals(samples: 500), batch: 250, steps: \(steps))"
  }

  /// The step that the picture shows; nil where there is none.
  private func step(_ screen: ScreenModel, _ name: String = "run") -> Int? {
    let row = screen.lines.last { $0.hasPrefix(name + "  step ") }
    return row.flatMap { $0.split(separator: " ").dropFirst(2).first?.split(separator: "/").first }.flatMap {
      Int($0)
    }
  }

  private func seePicture(_ window: TerminalWindow, beyond last: Int = 0) throws {
    try window.see("a picture") { step($0) ?? 0 > last && $0.lines.contains { $0.hasPrefix("loss ") } }
  }

  @Test func `the prompt below a training answers from the last step done`() throws {
    let window = try window()
    window.enter(training())
    try seePicture(window)
    try window.seePrompt(2)
    window.enter("[run.status, run.steps > 0, run.steps - len(run.loss), len(run.egf) > 0]")
    try window.see("[2]= [\"paused\", true, 0, true]")
    window.enter("spy(run.net.layers[0].mask)")
    try window.see("[3]=")
    window.enter("old = run;")
    try window.seePrompt(5)
    try seePicture(window, beyond: step(window.screen) ?? 0)
    window.enter("[run.steps > old.steps, run.at(old.steps).steps == old.steps]")
    try window.see("[5]= [true, true]")
    // Pictures leave no trace.
    #expect(window.screen.transcript.components(separatedBy: "run  step ").count <= 2)
    #expect(window.screen.unknown.isEmpty, "\(window.screen.unknown)")
  }

  @Test func `a step that was looked at during a training is a step of the training`() throws {
    let window = try window()
    window.enter(training())
    try seePicture(window)
    window.enter("early = run;")
    try window.seePrompt(3)
    try seePicture(window, beyond: step(window.screen) ?? 0)
    window.press(.controlC)
    try window.see("paused at step ")
    window.enter("[early.steps < run.steps, run.at(early.steps) == early]")
    try window.see("[3]= [true, true]", seconds: 60)
  }

  @Test func `what is typed stays while pictures change above it`() throws {
    let window = try window(columns: 60)
    window.enter(training())
    try seePicture(window)
    window.enter("xs = [1,")
    try window.see("the indent") { $0.cursor.column == 2 }
    window.enter("2,")
    try window.see("the next indent") { $0.cursor.column == 2 && $0.lines.last == "  2," }
    window.type("3")
    try window.seeLast("weir [2]> xs = [1,", "  2,", "  3")
    try seePicture(window, beyond: step(window.screen) ?? 0)
    try window.seeLast("weir [2]> xs = [1,", "  2,", "  3")
    window.press(.up, .left)
    try seePicture(window, beyond: step(window.screen) ?? 0)
    window.type("5")
    try window.see("the digit where the cursor was") { $0.lines.suffix(2) == ["  52,", "  3"] }
    window.press(.controlC)
    try window.see("the text dropped, the training not") { $0.lines.last == "weir [2]>" && step($0) != nil }
    window.paste("ys = [4,\n5]")
    try window.seeLast("weir [2]> ys = [4,", "5]")
    window.press(.enter)
    try window.seePrompt(3)
    window.enter("ys")
    try window.see("[3]= [4, 5]")
    try window.seePrompt(4)
    #expect(window.screen.style(of: "weir [4]>") == "1;36")
  }

  @Test func `Ctrl-C pauses on an empty line, and resume goes on`() throws {
    let window = try window()
    window.enter(training(3000))
    try seePicture(window)
    window.press(.controlC)
    try window.see("`resume` goes on, `run.net` is the network so far")
    try window.seePrompt(2)
    #expect(step(window.screen) == nil)
    window.enter("[run.status, run.steps < 3000]")
    try window.see("[2]= [\"paused\", true]")
    window.enter("resume")
    try seePicture(window)
    try window.see("[3]= run(step 3,000 of 3,000", seconds: 120)
    window.enter("whole = " + training(3000).dropFirst(6).dropLast() + ", live: false)")
    try window.see("the progress line") { $0.lines.last?.hasPrefix("step ") == true }
    try window.see("the prompt", seconds: 120) { $0.lines.last == "weir [5]>" }
    window.enter("[whole == run, run == _3]")
    try window.see("[5]= [true, true]")
  }

  @Test func `a cell that trains is refused while another does, and says what to do`() throws {
    // It took the prompt away until the first had ended.
    let window = try window()
    window.enter(training())
    try seePicture(window)
    for cell in ["other = train(mlp([2, 2]), xor(), steps: 3)", "run = run.step(1)", ":time run.step(1)"] {
      window.enter(cell)
      try window.see("the refusal") {
        $0.transcript.contains(
          cell + "\nerror: `run` is training; Ctrl-C pauses it, `:wait` waits for its end")
      }
      try window.seePrompt(2)
    }
    try seePicture(window)
    window.enter(":wait")
    try window.see("waiting for `run` to end; Ctrl-C pauses it\nstep ")
    window.press(.controlC)
    try window.see("paused at step ")
    window.enter("resume")
    try seePicture(window)
    window.enter(":wait")
    try window.see("the progress line") { $0.lines.last?.hasPrefix("step ") == true }
    window.press(.controlC)
    try window.see("paused twice") { $0.transcript.components(separatedBy: "paused at step ").count == 3 }
    window.enter(":undo")
    try window.see("`run` is run(step")
    window.enter("run.status")
    try window.see("[3]= \"paused\"")
  }

  @Test func `other work can be stopped, and the training goes on`() throws {
    let window = try window()
    window.enter(training())
    try seePicture(window)
    window.enter("x = 0; while x >= 0 { x = x + 1 }")
    try window.see("the cell running") { step($0) == nil }
    Thread.sleep(forTimeInterval: 0.3)
    window.press(.controlC)
    try window.see("interrupted in cell 2:1:8")
    try seePicture(window)
    window.enter("run = 5")
    try window.seePrompt(4)
    window.press(.controlC)
    try window.see("the run had no name; it is `run_2` now")
    window.enter("[run, run_2.status]")
    try window.see("[4]= [5, \"paused\"]")
  }

  @Test(arguments: [(40, 12), (24, 30), (130, 8), (9, 5)])
  func `pictures follow the size of the terminal`(columns: Int, rows: Int) throws {
    let window = try window()
    window.enter(training())
    try seePicture(window)
    window.enter("[1,")
    try window.see("the indent") { $0.cursor.column == 2 }
    window.type("2")
    try window.seeLast("weir [2]> [1,", "  2")
    window.resize(columns: columns, rows: rows)
    window.type("3")
    // In ten rows the picture has its first line at least; and no row is ever continued in another.
    try window.see("the text whole") { screen in
      screen.lines.last == "  23" && (rows < 10 || columns < 20 || step(screen) != nil)
    }
    let last = step(window.screen) ?? 0
    if rows >= 10, columns >= 20 { try window.see("another picture") { step($0) ?? 0 > last } }
    window.press(.controlC)
    try window.see("the prompt") { $0.lines.last == "weir [2]>" || columns < 10 }
    #expect(window.screen.unknown.isEmpty)
  }

  /// A picture for the old width that is on its way when the terminal changes cannot be taken back; hence three attempts.
  @Test(arguments: [70, 45, 31])
  func `a narrower terminal shows nothing of the old picture`(columns: Int) throws {
    var transcripts: [String] = []
    for _ in 1...3 {
      let window = try window()
      window.enter("x = 1")
      try window.seePrompt(2)
      window.enter(training())
      try seePicture(window)
      window.type("abc")
      try window.seeLast("weir [3]> abc")
      window.take(milliseconds: 100)
      let last = step(window.screen) ?? 0
      window.resize(columns: columns, rows: 30)
      try window.see("another picture") { step($0) ?? 0 > last && $0.lines.last == "weir [3]> abc" }
      let rows = window.screen.transcript.split(separator: "\n")
      let heads = ["run  step", "loss", "flow 0", "flow 1"].map { head in rows.count { $0.hasPrefix(head) } }
      let area = rows.drop { !$0.hasPrefix("run  step") }
      if heads == [1, 1, 1, 1], area.count == 5, window.screen.transcript.contains("weir [1]> x = 1") {
        return
      }
      transcripts.append(window.screen.transcript)
    }
    Issue.record("\(transcripts.joined(separator: "\n----\n"))")
  }

  @Test func `Ctrl-Z suspends training and prompt`() throws {
    let window = try TerminalWindow(
      ["--norc", "--noprofile", "-i"], program: "/bin/bash", columns: 100, rows: 30, home: home,
      environment: ["PS1": "$ "])
    try window.seeLast("$")
    window.enter("\(Program.path)")
    try window.seePrompt(1)
    window.enter(training())
    try seePicture(window)
    try window.seePrompt(2)
    window.type("ab")
    window.press(.controlZ)
    try window.see("Stopped")
    try window.see("the shell") { $0.lines.last == "$" && step($0) == nil }
    window.enter("fg")
    try window.see("the picture and the text") { $0.lines.last == "weir [2]> ab" && step($0) != nil }
    window.press(.controlC, .controlC)
    try window.see("paused at step ")
  }

  @Test func `leaving during a training asks once`() throws {
    let window = try window()
    window.enter(training())
    try seePicture(window)
    window.press(.controlD)
    try window.see("Ctrl-D once more leaves without it")
    try seePicture(window)
    window.press(.controlD)
    #expect(try window.waitForEnd() == 0)
  }

  @Test(arguments: [":quit", ":reset"]) func `commands that throw a run away ask once, too`(command: String)
    throws
  {
    // Only Ctrl-D did.
    let window = try window()
    window.enter(training())
    try seePicture(window)
    window.enter(command)
    try window.see("; Ctrl-C pauses it, `\(command)` once more ")
    try seePicture(window)
    window.press(.controlC)
    try window.see("paused at step ")
    window.enter(command)
    try window.see("; `resume` goes on, `\(command)` once more ")
    window.enter(command)
    if command == ":quit" {
      #expect(try window.waitForEnd() == 0)
    } else {
      try window.seePrompt(1)
      window.enter(":vars")
      try window.see("no names yet")
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func `a signal that ends the program keeps the run`(signal: Int32)
    throws
  {
    // It was told that Ctrl-D once more would leave, and lost the run.
    let window = try window()
    window.enter(training())
    try seePicture(window)
    window.send(signal)
    #expect(try window.waitForEnd() == 128 + signal)
    #expect(!window.screen.transcript.contains("once more"))
    let kept = try FileManager.default.contentsOfDirectory(atPath: home.path).filter {
      $0.hasPrefix("run-step-")
    }
    #expect(kept.count == 1 && kept[0].hasSuffix(".safetensors"), "\(kept)")
    try window.see("`run` is kept in `\(kept.first ?? "")`")
    let start = training().replacing("run = train", with: "run = start")
    let outcome = try Program.run(
      ["-e", "\(start)\nload(\"\(kept.first ?? "")\", into: run).status"], in: home.path)
    #expect(outcome.output == "\"paused\"\n")
  }

  @Test func `a quiet prompt shows no picture, and a dumb terminal waits`() throws {
    let quiet = try window("-q")
    quiet.enter(training(400))
    try quiet.see("[1]= run(step 400 of 400", seconds: 60)
    #expect(!String(decoding: quiet.bytes, as: UTF8.self).contains("run  step"))
    let dumb = try TerminalWindow(["-q"], home: home, environment: ["TERM": "dumb"])
    try dumb.seePrompt(1)
    dumb.enter(training(20))
    try dumb.seePrompt(2)
    dumb.enter("run.status")
    try dumb.see("[2]= \"finished\"")
    #expect(!dumb.bytes.contains(0x1B))
  }

  /// At each wake of a training the line was painted again, though nothing about it had changed.
  @Test func `a quiet prompt paints nothing while a training goes on`() throws {
    let window = try window("-q")
    window.enter(training())
    try window.seePrompt(2)
    window.type("ab")
    try window.seeLast("weir [2]> ab")
    window.take(milliseconds: 300)
    let count = window.bytes.count
    for _ in 1...5 { window.take(milliseconds: 200) }
    #expect(window.bytes.count == count, "\(String(decoding: window.bytes[count...], as: UTF8.self))")
    window.type("c")
    try window.seeLast("weir [2]> abc")
    window.press(.controlC, .controlC)
    try window.see("paused at step ")
  }

  @Test func `a training that diverges says so above the prompt`() throws {
    let window = try window()
    window.enter(
      "run = train(mlp([2, 32, 2]), spirals(samples: 200), optimizer: sgd(lr: 1000, weight_decay: 1), steps: 100000)"
    )
    try window.see("the loss stopped being finite at step ")
    try window.see("diverged at step ")
    try window.seePrompt(2)
  }

  @Test func `many layers are a heat map`() throws {
    let window = try window(rows: 40)
    window.enter(
      "run = train(mlp([2] + [8 for i in 1...20] + [2]), spirals(samples: 500), steps: 1000000, measure: 1)")
    try window.see("the loss, and below it a map") { screen in
      screen.lines.contains { $0.hasPrefix("loss ") }
        && screen.lines.contains { $0.contains("gradient norm") }
        && screen.lines.last == "weir [2]>"
    }
    window.press(.controlC)
    try window.see("paused at step ")
  }
}
