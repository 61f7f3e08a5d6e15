/// What the text under edit was before, change by change. A word that is typed is one change.
struct Edits {
  /// A text and the cursor in it.
  struct State: Equatable {
    var text: [Unicode.Scalar] = []
    var cursor = 0
  }

  private var past: [State] = []
  private var current = State()
  /// Whether the last change was a letter behind another.
  private var isInWord = false

  /// Takes note of the text as it is, [state], in front of a key.
  mutating func note(_ state: State) {
    defer { current = state }
    guard state.text != current.text else { return }
    let isLetter =
      state.text.count == current.text.count + 1 && state.cursor == current.cursor + 1
      && Motion.isWord(state.text[current.cursor])
    if !isLetter || !isInWord { past.append(current) }
    isInWord = isLetter
    if past.count > Self.most { past.removeFirst() }
  }

  /// The text before the last change; nil if there was none.
  mutating func undo() -> State? {
    guard let state = past.popLast() else { return nil }
    (current, isInWord) = (state, false)
    return state
  }

  private static let most = 1000
}
