import Foundation
import Testing

/// What Tab does in a terminal.
@Suite(.serialized) struct CompletingTests {
  private let home: Folder
  init() throws { home = try Folder() }

  private func window() throws -> TerminalWindow {
    let window = try TerminalWindow(["-q"], columns: 76, rows: 20, home: home)
    try window.seePrompt(1)
    return window
  }

  @Test func `arguments are shown whole, further ones at another Tab, and names are only counted`() throws {
    let window = try TerminalWindow(["-q"], columns: 80, rows: 24, home: home)
    try window.seePrompt(1)
    window.enter("data = xor(); net = mlp([2, 2]);")
    try window.seePrompt(2)
    window.type("train(")
    window.press(.tab)
    try window.see("... and ")
    let first = window.screen.lines
    func labels(_ lines: [String]) -> [String] {
      lines.map { String($0.prefix { $0 != " " }) }.filter { $0.hasSuffix(":") }
    }
    let all = try Program.run(["reference", "train"]).output.matches(of: #/(?m)^  (\w+): /#).map {
      String($0.1) + ":"
    }
    #expect(labels(first).count > 8 && all.starts(with: labels(first)))
    // Broken between words, in columns.
    #expect(first.contains("epochs:      an integer in 0...1000000, or none; default none. Passes over the"))
    #expect(first.contains { $0.hasPrefix("             training part; ") })
    #expect(!first.contains { $0.hasSuffix("...") } && first.last?.hasSuffix(" more: Tab") == true)
    window.press(.tab)
    try window.see("the next ones") { screen in
      !screen.lines.contains { $0.hasPrefix("network: ") }
        && screen.lines.last?.hasSuffix(" names: type how one begins") == true
    }
    let second = window.screen.lines
    #expect(labels(first) + labels(second) == all)
    #expect(second.contains { $0.hasPrefix("data ") } && !second.contains { $0.hasPrefix("sparsify ") })
    #expect(second.contains("weir [2]> train("))
    window.type("spars")
    window.press(.tab)
    try window.see("sparsity:")
  }

  @Test func `of what is found by words the nearest stays on the screen`() throws {
    let window = try TerminalWindow(["-q"], columns: 80, rows: 16, home: home)
    try window.seePrompt(1)
    window.enter("?prune")
    try window.see("the nearest and how many more") { screen in
      screen.lines.contains("weir [1]> ?prune") && screen.lines.contains { $0.hasPrefix("sparsify ") }
        && screen.lines.contains { $0.contains(" more, less near; ") }
    }
  }

  @Test func `cells are completed behind the commands that run them`() throws {
    let file = try home.write("ab.weir", "# %% Alpha\na = 1\n# %% Beta\nb = 2\n")
    let window = try TerminalWindow(["-q", "-i", file], columns: 80, rows: 24, home: home)
    try window.seePrompt(3)
    window.type(":run Al")
    window.press(.tab)
    try window.seeLast("weir [3]> :run Alpha")
    window.press(.controlC)
    window.type(":rerun ")
    window.press(.tab)
    try window.see("cells and words") { screen in
      ["1      Alpha", "2      Beta", "stale  those to be run again"].allSatisfy(screen.lines.contains)
    }
  }

  @Test func `Tab completes names, members, labels, files and commands`() throws {
    try home.write("data.weir", "1")
    let window = try window()
    window.type("sparsi")
    window.press(.tab)
    try window.see("the name") { $0.lines.last?.hasPrefix("weir [1]> sparsify") == true }
    window.press(.controlU)
    window.enter("net = mlp([2, 3, 2])")
    try window.seePrompt(2)
    window.type("net.nonz")
    window.press(.tab)
    try window.see("net.nonzeros")
    window.press(.enter)
    try window.see("[2]= ")
    window.type("sgd(mom")
    window.press(.tab)
    try window.see("sgd(momentum:")
    window.press(.controlC)
    window.type("sgd(")
    window.press(.tab)
    try window.see("labels with what they accept") { screen in
      screen.lines.contains {
        $0.hasPrefix("lr: ")
          && $0.contains("a number in 0...1000; default 0.001. Step size")
      }
    }
    window.press(.controlC)
    window.type("s")
    window.press(.tab)
    try window.see("a list below the text") {
      $0.lines.contains { $0.hasPrefix("sparsify") || $0.hasPrefix("sqrt") }
    }
    window.press(.controlC)
    try window.seePrompt(3)
    window.type("csv(\"\(home.path)/da")
    window.press(.tab)
    try window.see("data.weir")
    window.press(.controlC)
    try window.seePrompt(3)
    window.type(":hi")
    window.press(.tab)
    try window.see(":history")
    window.press(.controlC)
    window.type("?momen")
    window.press(.tab)
    window.press(.controlC)
    try window.seePrompt(3)
  }
}
