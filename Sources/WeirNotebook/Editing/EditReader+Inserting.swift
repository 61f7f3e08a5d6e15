import CEditline

// The keys that put something into the text, or take it out.
extension EditReader {
  /// A new line, indented as the language wants it; but as it comes while somebody pastes into a
  /// terminal that does not mark pastes, for then the text brings its own indent.
  func insertNewline() -> Key.Reply {
    let (text, cursor) = buffer
    var indent = 0
    if keyboard.isEmpty, case .incomplete(let blanks) = assistant.completeness(of: String(text[..<cursor])) {
      indent = blanks
    }
    edit("\n" + String(repeating: " ", count: indent))
    return .textChanged
  }

  /// A bracket that begins its line goes to the indent of the line that opened it.
  func closeBracket(_ key: Int32) -> Key.Reply {
    guard let bracket = Unicode.Scalar(UInt32(bitPattern: key)) else { return .refused }
    let (text, cursor) = buffer
    let line = text[Motion.lineStart(of: cursor, in: text)..<cursor]
    let isFirst = !line.isEmpty && line.allSatisfy { $0 == " " } && line.count < cursor
    edit(before: isFirst && keyboard.isEmpty ? min(line.count, Self.indent.count) : 0, String(bracket))
    return .textChanged
  }

  private static let indent = "  "

  func deleteLeft() -> Key.Reply {
    let (text, cursor) = buffer
    guard cursor > 0 else { return .refused }
    edit(before: Grapheme.length(before: cursor, in: text))
    return .textChanged
  }

  func deleteRight() -> Key.Reply {
    let (text, cursor) = buffer
    guard cursor < text.count else { return .refused }
    edit(after: Grapheme.length(after: cursor, in: text))
    return .textChanged
  }

  func deleteWord() -> Key.Reply {
    let (text, cursor) = buffer
    guard cursor > 0 else { return .refused }
    edit(before: cursor - Motion.wordLeft(of: cursor, in: text))
    return .textChanged
  }

  func undo() -> Key.Reply {
    guard let state = edits.undo() else { return .refused }
    replaceAll(with: String(state.text), cursor: state.cursor)
    return .textChanged
  }

  /// What all suggestions go on with, and below the text the suggestions. At the start of a line, an
  /// indent.
  func complete() -> Key.Reply {
    let (text, cursor) = buffer
    let line = text[Motion.lineStart(of: cursor, in: text)..<cursor]
    if !keyboard.isEmpty || line.allSatisfy({ $0 == " " }) {
      edit(Self.indent)
      return .textChanged
    }
    let suggestions = assistant.suggestions(for: String(text[..<cursor]))
    guard let insertion = suggestions.common(after: text[..<cursor]) else { return .refused }
    if suggestions.items.count + suggestions.further > 1 {
      // Another Tab on what has not changed turns the page.
      let first = page.flatMap { $0.text == text && $0.cursor == cursor ? $0.next : nil } ?? 0
      let list = suggestions.list(
        from: first, rows: screen.roomBelow, columns: screen.size.columns - 1)
      footer = list.lines
      page = insertion.isEmpty ? list.next.map { Page(text: text, cursor: cursor, next: $0) } : nil
    }
    edit(insertion)
    return insertion.isEmpty ? .nothing : .textChanged
  }

  /// All up to the mark that ends a paste, in one piece: nothing in it is a key.
  func paste() -> Key.Reply {
    let end = Array(Escape.pasteEnd.unicodeScalars)
    var pasted: [Unicode.Scalar] = []
    while !pasted.suffix(end.count).elementsEqual(end), let key = nextKey(isPasting: true) {
      pasted.append(key)
    }
    if pasted.suffix(end.count).elementsEqual(end) { pasted.removeLast(end.count) }
    edit(Paste.clean(pasted, wantsMore: assistant.wantsMore))
    return .textChanged
  }
}
