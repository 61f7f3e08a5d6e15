import CEditline
import Testing
import WeirTestSupport

@testable import WeirNotebook

/// Widths come from the C library, which knows them in a UTF-8 locale only.
let hasUTF8 = weir_use_utf8() != 0

@Suite struct LayoutTests {
  init() throws { try #require(hasUTF8, "no UTF-8 locale on this machine") }

  private func layout(_ text: String, cursor: Int? = nil, indent: Int = 4, columns: Int = 10) -> Layout {
    let scalars = Array(text.unicodeScalars)
    return Layout(scalars, cursor: cursor ?? scalars.count, indent: indent, columns: columns)
  }

  @Test func `a text begins behind the prompt`() {
    let layout = layout("ab", cursor: 1)
    #expect(layout.items.map(\.position) == [Position(row: 0, column: 4), Position(row: 0, column: 5)])
    #expect(layout.cursor == Position(row: 0, column: 5))
    #expect(layout.end == Position(row: 0, column: 6))
  }

  @Test func `a full row ends at once`() {
    #expect(layout("123456").end == Position(row: 1, column: 0))
    #expect(layout("12345").end == Position(row: 0, column: 9))
  }

  @Test func `a newline begins a row of its own`() {
    let layout = layout("123456\na")
    #expect(layout.end == Position(row: 2, column: 1))
    #expect(layout.rowsAfterNewline == [2])
  }

  @Test func `a wide character that would stick out begins the next row`() {
    let layout = layout("12345漢", cursor: 5)
    #expect(layout.items[5].position == Position(row: 1, column: 0))
    #expect(layout.cursor == Position(row: 1, column: 0))
    #expect(layout.end == Position(row: 1, column: 2))
  }

  @Test func `a combining mark takes a cell, a control character two`() {
    #expect(layout("e\u{301}").end.column == 6)
    #expect(layout("\u{1}").items[0].glyph == "^A")
    #expect(layout("\u{1}").end.column == 6)
  }

  @Test func `a text is cut between characters`() {
    #expect(Layout.cut("ab漢字", to: 5) == "ab漢")
    #expect(Layout.cut("ab", to: 0) == "")
    #expect(Layout.width(of: "ab漢") == 4)
  }

  /// libedit writes a character at a time, and behind a full row begins the next one at once.
  private func drawn(_ text: String, columns: Int) -> ScreenModel {
    var screen = ScreenModel(columns: columns, rows: 40)
    for scalar in text.unicodeScalars {
      screen.feed((scalar == "\n" ? "\r\n" : String(scalar)).utf8)
      if screen.isHanging { screen.feed(" \r".utf8) }
    }
    return screen
  }

  @Test(arguments: 8...40)
  func `painting changes no character, at any width`(columns: Int) {
    let text = "fn f(x) {\n  x + \"漢字漢字漢字\" + 1234567890\n}\n\n# 漢 and a long remark that wraps twice"
    let scalars = Array(text.unicodeScalars)
    let indent = 6
    for cursor in [0, 9, 30, scalars.count] {
      let layout = Layout(scalars, cursor: cursor, indent: indent, columns: columns)
      let plain = drawn("[1] > " + text, columns: columns)
      var painted = plain
      let styles = scalars.indices.map { [Style.keyword, .plain, .number, .text][$0 % 4] }
      painted.feed(Escape.up(layout.end.row).utf8)
      painted.feed(Screen.rows(of: layout, styles: styles, indent: indent, columns: columns).utf8)
      #expect(painted.lines == plain.lines)
      #expect(painted.cursor == (layout.end.row, layout.end.column))
      #expect(painted.unknown.isEmpty)
      for item in layout.items where item.glyph != " " {
        let cell = painted.cells[item.position.row][item.position.column]
        #expect(cell.text == item.glyph)
        #expect("\u{1B}[\(cell.style.isEmpty ? "0" : cell.style)m" == styles[item.index].begin)
      }
    }
  }

  @Test func `painting erases what was behind and below`() {
    let layout = layout("ab\nc")
    var screen = ScreenModel(columns: 10, rows: 5)
    screen.feed("1234abXX\r\ncYY\r\nZZ\u{1B}[2A\r".utf8)
    screen.feed(Screen.rows(of: layout, styles: [], indent: 4, columns: 10).utf8)
    #expect(screen.lines == ["1234ab", "c"])
  }
}
