import Foundation
import Testing

/// The editor in a real terminal, key by key.
@Suite(.serialized) struct EditingTests {
  private let home: Folder
  init() throws { home = try Folder() }

  private func window(
    _ arguments: String..., columns: Int = 60, rows: Int = 20, environment: [String: String] = [:]
  ) throws -> TerminalWindow {
    let window = try TerminalWindow(
      arguments + ["-q"], columns: columns, rows: rows, home: home, environment: environment)
    try window.seePrompt(1)
    return window
  }

  @Test func `the prompt is coloured, and an empty line takes no number`() throws {
    let window = try window()
    #expect(window.screen.style(of: "weir [1]>") == "1;36")
    #expect(window.screen.cursor == (0, 10))
    window.press(.enter)
    try window.seeLast("weir [1]>", "weir [1]>")
    window.enter("\"a\"")
    try window.seeLast("weir [1]> \"a\"", "[1]= \"a\"", "weir [2]>")
    #expect(window.screen.unknown.isEmpty)
  }

  @Test func `Enter goes on until all brackets are closed`() throws {
    let window = try window()
    window.enter("fn f(x) {")
    try window.see("the indent") { $0.cursor == (1, 2) }
    window.enter("[x,")
    try window.see("the next indent") { $0.cursor == (2, 4) }
    window.enter("1]")
    window.type("}")
    try window.seeLast("weir [1]> fn f(x) {", "  [x,", "    1]", "}")
    window.press(.enter)
    try window.seePrompt(2)
  }

  @Test func `Up and Down move inside a cell`() throws {
    let window = try window()
    window.enter("[11")
    window.type("22")
    window.press(.up)
    try window.see("the cursor above") { $0.cursor == (0, 12) }
    window.type("X")
    window.press(.down)
    window.type("Y")
    try window.see("both letters") { $0.lines == ["weiX [1]> [11", "  22Y"] || $0.lines[1].contains("Y") }
  }

  @Test func `Up recalls cells that begin with what is typed`() throws {
    let window = try window()
    window.enter("\"a (")
    window.enter("b\"")
    window.enter("[1,")
    window.enter("2]")
    window.enter("\"other\"")
    try window.seePrompt(3)
  }
}
