import CEditline

/// A key function of ours: its name and help for libedit, and the key sequences it is bound to.
struct Key {
  /// What a key function answers.
  enum Reply: UInt8 {
    case nothing = 0
    case finished = 1
    case textChanged = 4
    case cursorMoved = 5
    case refused = 6
  }

  private let name: String
  private let help: String
  private let sequences: [String]
  private let function: weir_key

  private init(_ name: String, _ help: String, _ sequences: [String], _ function: @escaping weir_key) {
    (self.name, self.help, self.sequences, self.function) = ("weir-" + name, help, sequences, function)
  }

  /// Makes all of them known to [editor].
  static func bindAll(to editor: OpaquePointer) {
    for key in all {
      weir_add_key(editor, key.name, key.help, key.function)
      for sequence in key.sequences { weir_bind(editor, sequence, key.name) }
    }
    // Without this, Delete beeps and leaves the tail of its sequence in the text.
    weir_bind(editor, "\\e[3~", "ed-delete-next-char")
  }

  // A closure becomes a C function only if it is written out and captures nothing; hence a line each.
  private static let all: [Key] = [
    Key("enter", "Run, or go on", ["^J", "^M"]) { e, _ in act(e) { $0.enter() } },
    Key("newline", "Go on in any case", ["\\e^J", "\\e^M"]) { e, _ in act(e) { $0.insertNewline() } },
    Key("up", "Line above, or older entry", ["\\e[A", "\\eOA", "^P"]) { e, _ in act(e) { $0.goUp() } },
    Key("down", "Line below, or newer entry", ["\\e[B", "\\eOB", "^N"]) { e, _ in act(e) { $0.goDown() } },
    Key("left", "Left", ["\\e[D", "\\eOD", "^B"]) { e, _ in act(e) { $0.goLeft() } },
    Key("right", "Right, or take the hint", ["\\e[C", "\\eOC", "^F"]) { e, _ in act(e) { $0.goRight() } },
    Key("home", "Start of line", ["\\e[H", "\\eOH", "\\e[1~", "^A"]) { e, _ in act(e) { $0.goHome() } },
    Key("end", "End of line, or take the hint", ["\\e[F", "\\eOF", "\\e[4~", "^E"]) { e, _ in
      act(e) { $0.goToEnd() }
    },
    Key("word-left", "Word left", ["\\e[1;5D", "\\e[1;3D", "\\eb"]) { e, _ in act(e) { $0.goWordLeft() } },
    Key("word-right", "Word right", ["\\e[1;5C", "\\e[1;3C", "\\ef"]) { e, _ in act(e) { $0.goWordRight() } },
    Key("delete-left", "Delete a character", ["^?", "^H"]) { e, _ in act(e) { $0.deleteLeft() } },
    Key("delete-word", "Delete a word", ["^W", "\\e^?"]) { e, _ in act(e) { $0.deleteWord() } },
    Key("close", "Close a bracket", [")", "]", "}"]) { e, key in act(e) { $0.closeBracket(key) } },
    Key("complete", "Complete", ["^I"]) { e, _ in act(e) { $0.complete() } },
    Key("search", "Search the history", ["^R"]) { e, _ in act(e) { $0.search() } },
    Key("drop", "Drop the text", ["^C"]) { e, _ in act(e) { $0.drop() } },
    Key("leave", "Leave, or delete", ["^D"]) { e, _ in act(e) { $0.leave() } },
    Key("suspend", "Suspend", ["^Z"]) { e, _ in act(e) { $0.suspend() } },
    Key("clear", "Clear the screen", ["^L"]) { e, _ in act(e) { $0.clear() } },
    Key("paste", "Paste", ["\\e[200~"]) { e, _ in act(e) { $0.paste() } },
  ]

  private static func act(_ editor: OpaquePointer?, _ action: (EditReader) -> Reply) -> UInt8 {
    action(EditReader.of(editor)).rawValue
  }
}
