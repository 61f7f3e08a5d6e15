import CEditline

/// A key function of ours: what it does, the key sequences it is bound to, and what those are called.
struct Key {
  /// What a key function answers.
  enum Reply: UInt8 {
    case nothing = 0
    case finished = 1
    case textChanged = 4
    case cursorMoved = 5
    case refused = 6
  }

  /// What is printed on the keys: `Up, Ctrl-P`.
  let label: String
  /// What it does, for help.
  let help: String
  private let sequences: [String]
  private let function: weir_key

  private init(_ label: String, _ help: String, _ sequences: [String], _ function: @escaping weir_key) {
    (self.label, self.help, self.sequences, self.function) = (label, help, sequences, function)
  }

  /// Makes all of them known to [editor].
  static func bindAll(to editor: OpaquePointer) {
    for (index, key) in all.enumerated() {
      let name = "weir-\(index)"
      weir_add_key(editor, name, key.help, key.function)
      for sequence in key.sequences { weir_bind(editor, sequence, name) }
    }
  }

  /// The sequences that mean something, as terminals send them.
  static let known = Set(all.flatMap(\.sequences).map { $0.replacing("\\e", with: "\u{1B}") })

  // A closure becomes a C function only if it is written out and captures nothing; hence a line each.
  static let all: [Key] = [
    Key("Enter", "runs the cell, or begins its next line", ["^J", "^M", "\\eOM"]) { e, _ in
      act(e) { $0.enter() }
    },
    Key("Alt-Enter", "begins another line in any case", ["\\e^J", "\\e^M"]) { e, _ in
      act(e) { $0.insertNewline() }
    },
    Key("Tab", "completes names, members, labels and files", ["^I"]) { e, _ in act(e) { $0.complete() } },
    Key("Up, Ctrl-P", "line above, or the last entry that begins like this", ["\\e[A", "\\eOA", "^P"]) {
      e, _ in
      act(e) { $0.goUp() }
    },
    Key("Down, Ctrl-N", "line below, or the next such entry", ["\\e[B", "\\eOB", "^N"]) { e, _ in
      act(e) { $0.goDown() }
    },
    Key("Ctrl-R", "searches what was entered; again for an older one", ["^R"]) { e, _ in
      act(e) { $0.search() }
    },
    Key("Left, Ctrl-B", "a character left", ["\\e[D", "\\eOD", "^B"]) { e, _ in act(e) { $0.goLeft() } },
    Key("Right, Ctrl-F", "a character right, or takes the hint", ["\\e[C", "\\eOC", "^F"]) { e, _ in
      act(e) { $0.goRight() }
    },
    Key("Ctrl-Left, Alt-B", "a word left", ["\\e[1;5D", "\\e[1;3D", "\\eb"]) { e, _ in
      act(e) { $0.goWordLeft() }
    },
    Key("Ctrl-Right, Alt-F", "a word right", ["\\e[1;5C", "\\e[1;3C", "\\ef"]) { e, _ in
      act(e) { $0.goWordRight() }
    },
    Key("Home, Ctrl-A", "start of the line", ["\\e[H", "\\eOH", "\\e[1~", "\\e[7~", "^A"]) { e, _ in
      act(e) { $0.goHome() }
    },
    Key("End, Ctrl-E", "end of the line, or takes the hint", ["\\e[F", "\\eOF", "\\e[4~", "\\e[8~", "^E"]) {
      e, _ in
      act(e) { $0.goToEnd() }
    },
    Key("Backspace", "deletes a character", ["^?", "^H"]) { e, _ in act(e) { $0.deleteLeft() } },
    Key("Delete", "deletes the character under the cursor", ["\\e[3~"]) { e, _ in act(e) { $0.deleteRight() }
    },
    Key("Ctrl-W", "deletes a word", ["^W", "\\e^?"]) { e, _ in act(e) { $0.deleteWord() } },
    Key("Ctrl-_", "takes back the last change of the text", ["^_"]) { e, _ in act(e) { $0.undo() } },
    Key("Ctrl-C", "drops the text; without one pauses the training; stops other work", ["^C"]) { e, _ in
      act(e) { $0.drop() }
    },
    Key("Ctrl-D", "leaves, if nothing is typed", ["^D"]) { e, _ in act(e) { $0.leave() } },
    Key("Ctrl-L", "clears the screen", ["^L"]) { e, _ in act(e) { $0.clear() } },
    Key("Ctrl-Z", "suspends the program", ["^Z"]) { e, _ in act(e) { $0.suspend() } },
    Key("", "", [")", "]", "}"]) { e, key in act(e) { $0.closeBracket(key) } },
    Key("", "", ["\\e[200~"]) { e, _ in act(e) { $0.paste() } },
  ]

  private static func act(_ editor: OpaquePointer?, _ action: (EditReader) -> Reply) -> UInt8 {
    action(EditReader.of(editor)).rawValue
  }
}
