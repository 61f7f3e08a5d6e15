import Foundation
import Testing

/// The prompt as a person meets it: cells, interruptions, leaving.
@Suite(.serialized) struct SessionTests {
  private let home: Folder
  init() throws { home = try Folder() }

  private func window(_ arguments: String..., environment: [String: String] = [:]) throws -> TerminalWindow {
    let window = try TerminalWindow(arguments, columns: 120, rows: 30, home: home, environment: environment)
    try window.seePrompt(1)
    return window
  }

  /// A training that takes some seconds where the program is not optimized, and long enough to be seen
  /// where it is.
  private let training =
    "run = train(mlp([2, 64, 64, 2]).sparsify(density: 20%), spirals(samples: 2000), batch: 1000, steps: 800)"

  private func seeProgress(_ window: TerminalWindow) throws {
    try window.see("how far it is") { $0.lines.contains { $0.contains("step ") && $0.contains("/800") } }
  }

  @Test func `a banner greets, and -q keeps it away`() throws {
    let window = try window()
    #expect(window.screen.transcript.hasPrefix("Weir 0.1.0. `:help` says what there is; Ctrl-D leaves.\n"))
    #expect(try !self.window("-q").screen.transcript.contains("Weir"))
  }

  @Test func `prompts, inputs and outputs are marked for the terminal`() throws {
    let window = try window("-q")
    window.enter("20 + 22")
    try window.seePrompt(2)
    window.enter("unknown")
    try window.seePrompt(3)
    try window.see("the mark of the third input") { $0.marks.filter { $0.mark == "B" }.count == 3 }
    #expect(
      window.screen.marks.map(\.mark) == ["A", "B", "C", "D;0", "A", "B", "C", "D;1", "A", "B"])
    let rows = window.screen.transcript.split(separator: "\n", omittingEmptySubsequences: false)
    let second = window.screen.marks[4...7].map { (rows[$0.row], $0.column) }
    #expect(second[0] == ("weir [2]> unknown", 0))
    #expect(second[1] == ("weir [2]> unknown", "weir [2]> ".count))
    #expect(second[2].0.hasPrefix("error: ") && second[2].1 == 0)
    #expect(second[3] == ("weir [3]>", 0))
  }

  @Test func `a training is paused, looked at, and gone on with to the same bits`() throws {
    let window = try window()
    window.enter(training.replacing("run =", with: "whole ="))
    try seeProgress(window)
    try window.see("[1]= run(step 800 of 800", seconds: 60)
    try window.seePrompt(2)
    window.enter(training)
    try seeProgress(window)
    window.press(.controlC)
    try window.see("paused at step ")
    try window.see("`resume` goes on, `run.net` is the network so far")
    try window.seePrompt(3)
    window.enter("[run.status, run.steps > 0, run.steps < 800, run.net.nonzeros]")
    try window.see("[3]= [\"paused\", true, true, 872]")
    window.enter("copy = run")
    window.enter("resume")
    try window.see("[5]= run(step 800 of 800", seconds: 60)
    window.enter("[run == whole, copy == whole, run.net == whole.net]")
    try window.see("[6]= [true, true, true]")
    window.enter("resume")
    try window.see("error: no run is paused")
    window.press(.controlD)
    #expect(try window.waitForEnd() == 0)
  }

  @Test func `a paused run without a name gets one`() throws {
    let window = try window()
    window.enter("run = 1")
    window.enter("[0, " + training.dropFirst(6) + "]")
    try seeProgress(window)
    window.press(.controlC)
    try window.see("the run had no name; it is `run_2` now")
    window.enter("run_2.status")
    try window.see("[3]= \"paused\"")
  }

  @Test func `leaving with a paused run asks once`() throws {
    let window = try window()
    window.enter(training)
    try seeProgress(window)
    window.press(.controlC)
    try window.see("paused at step")
    try window.seePrompt(2)
    window.press(.controlD)
    try window.see("Ctrl-D once more leaves without it")
    window.enter("1")
    try window.seePrompt(3)
    window.press(.controlD)
    try window.see("the warning again") {
      $0.transcript.components(separatedBy: "once more leaves").count == 3
    }
    window.press(.controlD)
    #expect(try window.waitForEnd() == 0)
  }

  @Test func `Ctrl-C stops other work, and at the prompt drops the line`() throws {
    let window = try window("-q")
    window.enter("x = 0; while x >= 0 { x = x + 1 }")
    try window.see("the cell running") { $0.cursor.row == 1 }
    Thread.sleep(forTimeInterval: 0.3)
    window.press(.controlC)
    try window.seeLast("interrupted in cell 1:1:8", "weir [2]>")
    window.type("[half")
    try window.seeLast("weir [2]> [half")
    window.press(.controlC)
    try window.seeLast("weir [2]> [half^C", "weir [2]>")
    window.enter("x > 0")
    try window.see("[2]= true")
  }

  @Test func `Ctrl-D leaves the terminal as it was`() throws {
    let window = try shell()
    window.enter("1")
    try window.seePrompt(2)
    window.press(.controlD)
    try window.see("the shell's prompt") { $0.lines.last == "$" }
    window.enter("stty -a | tr ' ' '\\n' | grep -E '^-?(isig|echo|icanon);?$' | tr '\\n' ' '")
    try window.see("isig icanon echo")
  }

  private func shell() throws -> TerminalWindow {
    let window = try TerminalWindow(
      ["--norc", "--noprofile", "-i"], program: "/bin/bash", columns: 80, rows: 30, home: home,
      environment: ["PS1": "$ "])
    try window.seeLast("$")
    window.enter("\(Program.path) -q")
    try window.seePrompt(1)
    return window
  }

  @Test func `Ctrl-Z suspends, at the prompt and at work`() throws {
    let window = try shell()
    window.enter("keep = [1,")
    try window.see("the second line") { $0.lines.last == "weir [1]> keep = [1," && $0.cursor.column == 2 }
    window.type("2")
    window.press(.controlZ)
    try window.see("Stopped")
    window.enter("echo between")
    try window.see("the echo") { $0.lines.contains("between") }
    window.enter("fg")
    try window.seeLast("weir [1]> keep = [1,", "  2")
    window.enter("]")
    try window.seePrompt(2)
    window.enter("x = 0; while x >= 0 { x = x + 1 }")
    Thread.sleep(forTimeInterval: 0.5)
    window.press(.controlZ)
    try window.see("stopped again") { $0.transcript.components(separatedBy: "Stopped").count == 3 }
    window.enter("fg")
    Thread.sleep(forTimeInterval: 0.5)
    window.press(.controlC)
    try window.seeLast("interrupted in cell 2:1:8", "weir [3]>")
    window.enter("keep")
    try window.see("[3]= [1, 2]")
  }

  @Test func `values are kept by number, and hidden behind a semicolon`() throws {
    let window = try window("-q")
    window.enter("40 + 2")
    try window.see("[1]= 42")
    window.enter("_ + 1;")
    try window.seePrompt(3)
    window.enter("[_, _1, _2]")
    try window.see("[3]= [43, 42, 43]")
    window.enter("1 / 0 +")
    window.press(.enter)
    window.enter("_")
    try window.see("= [43, 42, 43]")
    #expect(!window.screen.transcript.contains("[2]="))
    window.enter("mlp([2, 3, 2]).summary")
    try window.see("[6]=\n")
  }

  @Test func `a signal to end puts the terminal back`() throws {
    let window = try window("-q")
    window.type("half")
    window.send(SIGTERM)
    #expect(try window.waitForEnd() == 128 + SIGTERM)
  }

  @Test func `the person's own file runs first`() throws {
    try FileManager.default.createDirectory(
      atPath: home.path + "/.config/weir", withIntermediateDirectories: true)
    // A mistake took away what stands in front of it, too.
    try home.write(".config/weir/init.weir", "favourite = 7\nfn f(x) {\n  x +* 1\n}\nother = 8")
    let broken = try window("-q")
    #expect(broken.screen.transcript.contains("init.weir:3:"))
    broken.enter("favourite")
    try broken.see("[1]= 7")
    broken.enter("other")
    try broken.see("the name `other` is not known here")
    try home.write(".config/weir/init.weir", "favourite = 7")
    let window = try window("-q")
    window.enter("favourite")
    try window.see("[1]= 7")
    let without = try self.window("-q", "--no-init")
    without.enter("favourite")
    try without.see("error: ")
  }

  @Test func `two prompts share one history, and a torn line costs nothing else`() throws {
    try home.write("h", "{\"time\":1,\"text\":\"first = 1\"}\n{\"time\":2,\"text\":\"to")
    let environment = ["WEIR_HISTORY": home.path + "/h"]
    let one = try window("-q", environment: environment)
    let other = try window("-q", environment: environment)
    one.enter("fn f(x) {")
    try one.see("the indent") { $0.cursor == (1, 2) }
    one.enter("x + 1")
    try one.see("the next indent") { $0.cursor == (2, 2) }
    one.type("}")
    try one.seeLast("  x + 1", "}")
    one.press(.enter)
    try one.seePrompt(2)
    other.enter("2")
    try other.seePrompt(2)
    other.press(.up)
    try other.seeLast("weir [2]> 2")
    other.press(.up)
    try other.seeLast("weir [2]> fn f(x) {", "  x + 1", "}")
    other.press(.controlC)
    other.type("first")
    other.press(.up)
    try other.seeLast("weir [2]> first = 1")
  }

  @Test func `of eight prompts at once, half of them killed, none loses what it has answered`() throws {
    let file = home.path + "/h"
    let windows = try (0..<8).map { _ in try window("-q", environment: ["WEIR_HISTORY": file]) }
    for entry in 1...6 {
      for (place, window) in windows.enumerated() { window.enter("\(place)000 + \(entry)") }
      if entry == 3 { for window in windows.suffix(4) { window.send(SIGKILL) } }
    }
    for window in windows.prefix(4) { try window.seePrompt(7) }
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    for place in 0..<4 {
      let kept = lines.compactMap { $0.firstMatch(of: /"(\d)000 \+ (\d)"}?/) }.filter { $0.1 == "\(place)" }
      #expect(kept.map { String($0.2) } == ["1", "2", "3", "4", "5", "6"])
    }
    let last = try window("-q", environment: ["WEIR_HISTORY": file])
    last.type("2000")
    last.press(.up)
    try last.seeLast("weir [1]> 2000 + 6")
  }

  @Test func `a script interrupted with -i leaves its run to the prompt`() throws {
    let script = try home.write("long.weir", training + "\nprint(\"end\")\n")
    let window = try TerminalWindow(["-i", script], columns: 120, rows: 30, home: home)
    try seeProgress(window)
    window.press(.controlC)
    try window.see("long.weir:1:1")
    try window.see("paused at step ")
    try window.see("the prompt") { $0.lines.last == "weir [1]>" }
    window.enter("run.status")
    try window.see("[1]= \"paused\"")
    #expect(!window.screen.transcript.contains("end\n"))
  }
}
