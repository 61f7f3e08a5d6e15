import Foundation
import Testing

/// The editor in a terminal, key by key.
@Suite(.serialized) struct EditingTests {
  private let home: Folder
  init() throws { home = try Folder() }

  private func window(
    columns: Int = 60, rows: Int = 20, environment: [String: String] = [:]
  ) throws -> TerminalWindow {
    let window = try TerminalWindow(
      ["-q"], columns: columns, rows: rows, home: home, environment: environment)
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
    window.enter("1")
    try window.see("the same indent") { $0.cursor == (3, 4) }
    window.type("]")
    try window.seeLast("    1", "  ]")
    window.press(.enter)
    try window.see("the first indent") { $0.cursor == (4, 2) }
    window.type("}")
    try window.seeLast("weir [1]> fn f(x) {", "  [x,", "    1", "  ]", "}")
    window.press(.enter)
    try window.seePrompt(2)
    window.enter("f(2)")
    try window.see("[2]= [2, 1]")
  }

  @Test func `a mistake in a block lets one go on to its end`() throws {
    // The block was entered behind the broken line, and called one that is never closed.
    let window = try window()
    window.enter("fn g(x) {")
    try window.see("the indent") { $0.cursor == (1, 2) }
    window.enter("y = x +* 2")
    try window.see("the indent") { $0.cursor == (2, 2) }
    window.enter("y")
    window.enter("}")
    try window.see("expected a value, found `*`")
    try window.seePrompt(2)
    #expect(!window.screen.transcript.contains("never closed"))
  }

  @Test func `keys that mean nothing here put nothing into the text`() throws {
    // libedit took what follows on the part that it knew for text: `~` of PageUp, `;5~` of Ctrl-Delete.
    let window = try window()
    let keys = [
      "[5~", "[6~", "[2~", "[15~", "[24~", "[1;2D", "[1;6D", "[1;5A", "[3;5~", "[Z", "[I", "OP", "O5P", "[[A",
      "\u{1B}[A\u{1B}[5~", "[99;99R", "]11;rgb:0000/0000/0000\u{1B}\\", "]11;rgb:0000/0000/0000\u{7}",
      "_Gok\u{1B}\\",
      "P1+r\u{1B}\\",
    ]
    window.type("ab")
    for key in keys { window.type("\u{1B}" + key) }
    window.type("c")
    try window.seeLast("weir [1]> abc")
    // In pieces, as over a slow line.
    for piece in ["\u{1B}", "[5", "~", "d"] {
      window.type(piece)
      window.take(milliseconds: 5)
    }
    try window.seeLast("weir [1]> abcd")
    window.type("\u{1B}[7~x\u{1B}[8~y")
    try window.seeLast("weir [1]> xabcdy")
    window.press(.controlC)
    window.type("12\u{1B}OM")
    try window.see("[1]= 12")
  }

  @Test func `sequences bound in the person's own file reach the editor`() throws {
    try home.write(".editrc", "bind \"\\e[5~\" ed-move-to-beg\nweir:bind ^[[6~ ed-move-to-end\n")
    let window = try window()
    window.type("bc\u{1B}[5~a\u{1B}[6~d")
    try window.seeLast("weir [1]> abcd")
  }

  @Test func `an operator at the end goes on, and an empty line gives up`() throws {
    let window = try window()
    window.enter("1 +")
    try window.see("the next line") { $0.cursor.row == 1 }
    window.enter("2")
    try window.see("[1]= 3")
    window.enter("1 +")
    window.press(.enter)
    try window.see("error: ")
    try window.seePrompt(3)
  }

  @Test func `Up and Down move inside a cell`() throws {
    let window = try window()
    window.enter("[11,")
    try window.see("the next line") { $0.cursor == (1, 2) }
    window.type("22")
    window.press(.up)
    try window.see("the cursor above") { $0.cursor == (0, 14) }
    window.press(.left)
    window.type("1")
    window.press(.down)
    try window.see("the cursor below") { $0.cursor == (1, 4) }
    window.enter("2]")
    try window.see("[1]= [111, 222]")
  }

  @Test func `Up recalls whole cells that begin with what is typed`() throws {
    let window = try window()
    window.enter("a = [")
    try window.see("the next line") { $0.cursor == (1, 2) }
    window.enter("1]")
    window.enter("other = 1")
    window.enter("a2 = 2")
    try window.seePrompt(4)
    window.type("a")
    window.press(.up)
    try window.seeLast("weir [4]> a2 = 2")
    window.press(.up)
    try window.seeLast("weir [4]> a = [", "  1]")
    window.press(.down)
    try window.seeLast("weir [4]> a2 = 2")
    window.press(.down)
    try window.see("what was typed") { $0.cursor.column == 11 }
    window.press(.controlC)
    try window.seePrompt(4)
  }

  @Test func `Ctrl-R finds what contains the letters, older ones next, and gives up at Ctrl-C`() throws {
    let window = try window()
    window.enter("alpha = 1")
    window.enter("beta = 2")
    window.enter("alphabet = 3")
    try window.seePrompt(4)
    window.press(.controlR)
    window.type("pha")
    try window.seeLast("weir [4]> alphabet = 3", "search: pha")
    window.press(.controlR)
    try window.seeLast("weir [4]> alpha = 1", "search: pha")
    window.press(.controlR)
    try window.seeLast("weir [4]> alpha = 1", "not found: pha")
    window.press(.controlC)
    try window.seePrompt(4)
    window.press(.controlR)
    window.type("bet")
    window.press(.backspace, .backspace)
    window.type("eta")
    window.press(.enter)
    try window.seeLast("weir [4]> beta = 2", "weir [5]>")
  }

  @Test func `keys for words and characters`() throws {
    let window = try window()
    window.type("\"one two.three\"")
    window.press(.wordLeft, .wordLeft, .delete)
    try window.see("one wo.three")
    window.press(.wordRight)
    window.type("!")
    try window.see("one wo!.three")
    window.press(.home, .right, .wordRight, .controlW)
    try window.see("\" wo!.three")
    window.press(.end, .left, .backspace, .backspace)
    window.press(.enter)
    try window.see("[1]= \" wo!.thr\"")
  }

  @Test func `changes are taken back one by one`() throws {
    let window = try window()
    window.type("first second")
    try window.seeLast("weir [1]> first second")
    window.press(.controlU)
    try window.seeLast("weir [1]>")
    window.type("\u{1F}")
    try window.seeLast("weir [1]> first second")
    window.type("\u{1F}")
    try window.seeLast("weir [1]> first")
    window.paste("[1,\n2]")
    try window.seeLast("weir [1]> first [1,", "2]")
    window.type("\u{1F}\u{1F}\u{1F}\u{1F}")
    try window.seeLast("weir [1]>")
  }

  @Test func `characters of several scalars and of two cells are edited as one`() throws {
    let window = try window()
    window.type("\"hé漢字🙂e\u{301}z")
    window.press(.left, .backspace, .left, .backspace, .end, .backspace)
    window.enter("ß\"")
    try window.see("[1]= \"hé漢🙂ß\"")
  }

  @Test func `input is UTF-8 in a bare container too`() throws {
    let window = try TerminalWindow(
      ["-q"], home: home, environment: ["LC_ALL": "C", "LANG": "C"])
    try window.seePrompt(1)
    window.enter("\"ü漢\"")
    try window.see("[1]= \"ü漢\"")
  }

  @Test func `a paste is one text and runs nothing`() throws {
    let window = try window()
    window.paste("a = 1\n\tb = (2)\nc")
    try window.seeLast("weir [1]> a = 1", "  b = (2)", "c")
    window.press(.controlC)
    window.paste("\"" + String(repeating: "x", count: 3000) + String(repeating: "é", count: 500) + "\".len()")
    window.press(.enter)
    try window.see("[1]= 3500")
  }

  @Test func `a documented session is pasted without prompts and output`() throws {
    let window = try window()
    window.paste("weir [7]> f = [\n  1]\nweir [8]> f\n[8]= [1]\nweir [9]> f + f\n[9]= [1, 1]\n")
    window.press(.enter)
    try window.seeLast("weir [1]> f = [", "  1]", "f", "f + f", "[1]= [1, 1]", "weir [2]>")
  }

  @Test func `what is typed ahead waits for its prompt, in whatever moment it comes`() throws {
    let window = try window()
    for _ in 1...40 { window.enter("qz") }
    try window.seePrompt(41)
    // Echoed by the terminal itself, it would stand in front of a prompt or of an error.
    #expect(!window.screen.transcript.contains(/z(weir|error)/))
  }

  @Test func `colours reach wrapped rows and hints leave no trace`() throws {
    let window = try window(columns: 30)
    window.type("for a in \"漢字漢字漢字漢字漢字\" + 12345")
    try window.see("both rows, in colour") {
      $0.lines == ["weir [1]> for a in \"漢字漢字漢", "字漢字漢字\" + 12345"] && $0.style(of: "for") == "0;35"
    }
    #expect(window.screen.style(of: "\"漢字") == "0;32")
    #expect(window.screen.style(of: "字漢字漢字\"") == "0;32")
    #expect(window.screen.style(of: "12345") == "0;36")
    window.press(.home)
    window.type("x = ")
    try window.see("an insertion ahead") { $0.lines.last?.hasSuffix("12345") == true && $0.cursor == (0, 14) }
    window.press(.controlC)
    try window.seePrompt(1)
    window.enter("value = 1")
    try window.seePrompt(2)
    window.type("val")
    try window.seeLast("weir [2]> value = 1")
    #expect(window.screen.cursor.column == 13)
    #expect(window.screen.cells[window.screen.cursor.row][13].style == "0;2")
    window.press(.enter)
    try window.see("the hint gone") { $0.transcript.contains("weir [2]> val\n") }
    window.type("val")
    try window.seeLast("weir [3]> value = 1")
    window.press(.right)
    window.enter(" + 1")
    try window.seeLast("weir [3]> value = 1 + 1", "weir [4]>")
  }

  @Test(arguments: [59, 40, 90, 25, 18])
  func `a change of size draws anew`(columns: Int) throws {
    let window = try window()
    let text = "value = [1111111111, 2222222222, 3333333333, 44444444"
    window.type(text)
    try window.see("all of it") { $0.lines.last == "444" }
    window.resize(columns: columns, rows: 20)
    var rest = Substring("weir [1]> " + text)
    var rows: [String] = []
    while !rest.isEmpty {
      rows.append(String(rest.prefix(columns)))
      rest = rest.dropFirst(columns)
    }
    while rows.last?.hasSuffix(" ") == true { rows[rows.count - 1].removeLast() }
    try window.see("the rows at the new width") {
      $0.lines.suffix(rows.count).map { $0.trimmingCharacters(in: .whitespaces) }
        == rows.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    window.enter("]")
    try window.seePrompt(2)
  }

  @Test func `a text taller than the screen is kept`() throws {
    let window = try window(rows: 8)
    window.paste("[" + (0..<30).map(String.init).joined(separator: ",\n") + "].length")
    window.press(.enter)
    try window.see("[1]= 30")
  }

  @Test func `Ctrl-L clears the screen and keeps the text`() throws {
    let window = try window()
    window.enter("1")
    try window.seePrompt(2)
    window.type("[2")
    window.press(.controlL)
    try window.see("only the prompt") { $0.lines == ["weir [2]> [2"] }
    window.enter("]")
    try window.see("[2]= [2]")
  }

  @Test func `without colour there are neither colours nor hints`() throws {
    let window = try window(environment: ["NO_COLOR": "1"])
    window.enter("value = 1")
    try window.seePrompt(2)
    window.type("val")
    try window.see("val") { $0.lines.last == "weir [2]> val" }
    #expect(!String(decoding: window.bytes, as: UTF8.self).contains("m"))
  }
}
