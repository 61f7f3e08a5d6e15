// The keys that move the cursor.
extension EditReader {
  private func go(to place: Int) -> Key.Reply {
    moveCursor(to: place)
    return .cursorMoved
  }

  func goLeft() -> Key.Reply {
    let (text, cursor) = buffer
    return cursor > 0 ? go(to: cursor - Grapheme.length(before: cursor, in: text)) : .refused
  }

  func goRight() -> Key.Reply {
    let (text, cursor) = buffer
    if cursor < text.count { return go(to: cursor + Grapheme.length(after: cursor, in: text)) }
    return takeHint() ?? .refused
  }

  func goHome() -> Key.Reply {
    let (text, cursor) = buffer
    return go(to: Motion.lineStart(of: cursor, in: text))
  }

  func goToEnd() -> Key.Reply {
    let (text, cursor) = buffer
    if cursor == text.count, let reply = takeHint() { return reply }
    return go(to: Motion.lineEnd(of: cursor, in: text))
  }

  func goWordLeft() -> Key.Reply {
    let (text, cursor) = buffer
    return go(to: Motion.wordLeft(of: cursor, in: text))
  }

  func goWordRight() -> Key.Reply {
    let (text, cursor) = buffer
    return go(to: Motion.wordRight(of: cursor, in: text))
  }

  func goUp() -> Key.Reply {
    let (text, cursor) = buffer
    if let place = Motion.above(cursor, in: text) { return go(to: place) }
    return walk { $0.older() }
  }

  func goDown() -> Key.Reply {
    let (text, cursor) = buffer
    if let place = Motion.below(cursor, in: text) { return go(to: place) }
    return walk { $0.newer() }
  }

  private func takeHint() -> Key.Reply? {
    guard !hint.isEmpty else { return nil }
    edit(hint)
    return .textChanged
  }
}
