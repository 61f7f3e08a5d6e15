import WeirPlot

/// What a cell has written and shown so far, for documents.
struct Tape {
  private(set) var outputs: [Document.Output] = []
  private var room = Self.most

  /// How many bytes of text are kept of a cell. Nobody reads more, and a loop may print for hours.
  private static let most = 1 << 20

  /// Keeps [text] that was printed.
  mutating func add(_ text: String) {
    guard room > 0 else { return }
    room -= text.utf8.count
    let kept = room > 0 ? text : text + "\n(what was printed behind this is not kept)\n"
    if case .text(let before) = outputs.last {
      outputs[outputs.count - 1] = .text(before + kept)
    } else {
      outputs.append(.text(kept))
    }
  }

  /// Keeps [output] that was shown.
  mutating func add(_ output: Document.Output) { outputs.append(output) }
}
