import Foundation
import Testing

/// The prompt where there is nothing to edit with.
@Suite(.serialized) struct PlainPromptTests {
  private let home: Folder
  init() throws { home = try Folder() }

  // Of one that nobody knows libedit said so on its own, and wrote as to one that can do everything.
  @Test(arguments: ["dumb", "", "foobar"])
  func `a dumb terminal gets lines and no control sequence`(term: String) throws {
    let window = try TerminalWindow(["-q"], home: home, environment: ["TERM": term])
    try window.seeLast("weir [1]>")
    window.enter("fn f(x) {")
    try window.seeLast("     ...>")
    window.enter("x + 1")
    try window.seeLast("     ...> x + 1", "     ...>")
    window.enter("}")
    try window.seeLast("     ...> }", "weir [2]>")
    window.enter("f(1)")
    try window.see("[2]= 2")
    window.type("half")
    window.press(.controlC)
    try window.seeLast("weir [3]>")
    window.enter("while f(0) == 1 { }")
    Thread.sleep(forTimeInterval: 0.3)
    window.press(.controlC)
    try window.see("interrupted")
    window.press(.controlD)
    #expect(try window.waitForEnd() == 0)
    // Or the prompt of the shell would stand behind ours.
    #expect(String(decoding: window.bytes, as: UTF8.self).hasSuffix("weir [4]> \r\n"))
    #expect(!window.bytes.contains(0x1B))
    #expect(!window.screen.transcript.contains("terminal type"))
  }

  @Test func `a terminal that nobody knows is told why lines cannot be edited`() throws {
    let window = try TerminalWindow(home: home, environment: ["TERM": "foobar"])
    try window.see("Nothing is known here of terminals called `foobar`")
    try window.seePrompt(1)
  }

  @Test func `without a home nothing is kept and nothing is missed`() throws {
    let window = try TerminalWindow(["-q"], home: nil)
    try window.seePrompt(1)
    window.enter("1")
    try window.seePrompt(2)
    window.press(.up)
    try window.seeLast("weir [2]> 1")
    window.press(.controlC, .controlD)
    #expect(try window.waitForEnd() == 0)
  }

  @Test func `a terminal that does not know its size has 80 columns`() throws {
    let window = try TerminalWindow(["-q"], columns: 80, home: home, reportsSize: false)
    try window.seePrompt(1)
    window.enter("plot([1, 2, 3])")
    try window.seePrompt(2)
    #expect(window.screen.lines.contains { $0.count > 60 })
  }
}
