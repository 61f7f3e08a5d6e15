/// The prompt and the text under edit, with what is painted over and under it: colours, a hint, and
/// a few lines below.
///
/// libedit draws the text and believes that it is alone. It never asks where it is, but moves relative
/// to where it left the cursor; so anything may be drawn over it and under it, if only the cursor is
/// put back. What libedit draws next is right in the cells that it changes and plain in the others;
/// therefore every painting writes all rows of the text anew and erases what is behind and below,
/// and nothing painted needs to be remembered.
final class Screen {
  /// What stands at the bottom of the terminal.
  struct Content {
    var text: [Unicode.Scalar] = []
    /// The cursor, as an index in the text.
    var cursor = 0
    /// One style a scalar; may be empty.
    var styles: [Style] = []
    /// A guess of what comes next, shown faintly behind the text.
    var hint = ""
    /// Lines under the text.
    var footer: [String] = []
  }

  private let isColoured: Bool
  /// How many cells the prompt takes.
  private var indent = 0
  /// Makes libedit draw prompt and text from the start of the cursor's row.
  private let draw: () -> Void
  private(set) var size = Terminal.size()
  private var content = Content()
  /// The rows above the prompt that belong to the board, as they were written.
  var region: [String] = []
  private(set) var layout = Layout([], cursor: 0, indent: 0, columns: 80)

  init(isColoured: Bool, draw: @escaping () -> Void) { (self.isColoured, self.draw) = (isColoured, draw) }

  /// A new prompt of [indent] cells stands at the start of a row.
  func begin(indent: Int) {
    self.indent = indent
    size = Terminal.size()
    region = []
    know(Content())
  }

  /// Writes [news], before there is a prompt below them.
  func begin(with news: News) {
    region = fitting(news.region)
    Terminal.write(Self.text(of: news.lines + region))
  }

  /// Takes in what libedit has drawn meanwhile.
  private func know(_ content: Content) {
    self.content = content
    layout = Layout(content.text, cursor: content.cursor, indent: indent, columns: size.columns)
  }

  // MARK: - Painting

  /// Paints [content] over libedit's drawing of the same text.
  func paint(_ content: Content) {
    know(content)
    // Rows that have left the screen cannot be reached: such a text is edited without colours.
    guard layout.end.row < size.rows else { return }
    var out = Escape.beginFrame + Escape.up(layout.cursor.row)
    out += Self.rows(
      of: layout, styles: isColoured ? content.styles : [], indent: indent, columns: size.columns)
    if isColoured, content.cursor == content.text.count, !content.hint.isEmpty {
      out += faint(Layout.cut(content.hint, to: size.columns - layout.end.column - 1))
    }
    let footer = content.footer.prefix(size.rows - layout.end.row - 1)
    for line in footer { out += "\r\n" + faint(Layout.shortened(line, to: size.columns - 1)) }
    out += Escape.up(layout.end.row + footer.count - layout.cursor.row) + Escape.column(layout.cursor.column)
    Terminal.write(out + Escape.endFrame)
  }

  /// Of one row at most: a hint that wrapped would shift all rows of ours.
  private func faint(_ line: String) -> String {
    isColoured ? Style.faint.begin + line + Style.plain.begin : line
  }

  /// How many rows there are for a list below the text, if one row above it all is to stay.
  var roomBelow: Int { max(4, size.rows - layout.end.row - 2 - region.count) }

  /// The rows of the text, written from the prompt's row on; ends where the text does, with all that
  /// was behind it erased.
  static func rows(of layout: Layout, styles: [Style], indent: Int, columns: Int) -> String {
    var out = Escape.column(indent % columns)
    var (row, column, last) = (indent / columns, indent % columns, Style.plain)
    func plain() -> String { last == .plain ? "" : Style.plain.begin }
    func goDown(to target: Int) {
      while row < target {
        out += plain()
        last = .plain
        if layout.rowsAfterNewline.contains(row + 1) {
          // A full row leaves the cursor hanging over its last cell, which must not be erased.
          out += (column < columns ? Escape.eraseToEndOfRow : "") + "\r\n"
        } else {
          // One blank too many makes the terminal wrap by itself, as it did for libedit. Some note
          // in the last cell that both rows are one line, for copying and for a change of size; that
          // note was just overwritten.
          out += String(repeating: " ", count: columns - column + 1) + "\r"
        }
        (row, column) = (row + 1, 0)
      }
    }
    out += Escape.down(row)
    for item in layout.items {
      goDown(to: item.position.row)
      let style = item.index < styles.count ? styles[item.index] : .plain
      if style != last { out += style.begin }
      last = style
      out += item.glyph
      column = item.position.column + item.width
    }
    goDown(to: layout.end.row)
    return out + plain() + Escape.eraseBelow
  }

  // MARK: - Leaving, and drawing anew

  /// Turns the text, painted last without hint and footer, into scrollback; the cursor goes below it.
  func commit(suffix: String = "") {
    Terminal.write(
      Escape.down(layout.end.row - layout.cursor.row) + Escape.column(layout.end.column) + suffix + "\r\n")
    know(Content())
  }

  /// Draws the text, which has changed without libedit's taking notice, in its place.
  func redraw(_ content: Content) { redraw(content, rowsAbove: layout.cursor.row + region.count) }

  /// Draws the text where the cursor is: nothing of ours is on the screen any more.
  func redrawHere(_ content: Content) { redraw(content, rowsAbove: 0) }

  /// The terminal has another size, of which [tell] tells libedit. Terminals differ in what they do
  /// with rows too long for a narrower screen; most wrap them anew, which is assumed here.
  func resize(_ content: Content, tell: () -> Void) {
    size = Terminal.size()
    tell()
    let next = Layout(content.text, cursor: content.cursor, indent: indent, columns: size.columns)
    let above = region.reduce(next.cursor.row) { rows, line in
      rows + max(1, (Self.width(ofStyled: line) + size.columns - 1) / size.columns)
    }
    // The board has to say anew what suits the new size.
    region = []
    redraw(content, rowsAbove: min(above, size.rows - 1))
  }

  /// Draws [lines], the region and the text, from so many rows above the cursor on.
  func redraw(_ content: Content, rowsAbove: Int, saying lines: [String] = []) {
    Terminal.write(
      Escape.beginFrame + Escape.up(rowsAbove) + Escape.eraseRowAndBelow + Self.text(of: lines + region))
    know(content)
    draw()
    Terminal.write(Escape.endFrame)
  }
}
