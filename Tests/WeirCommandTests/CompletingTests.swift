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
