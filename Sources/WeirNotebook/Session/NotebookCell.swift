import Foundation
import WeirLanguage

/// A cell of a session: one that was entered, or one of the script that was opened.
struct NotebookCell {
  /// How it stands between its source and its outputs.
  enum State: Sendable, Equatable {
    /// It has not run, or its text is another one since.
    case fresh
    /// It ran to its end.
    case evaluated
    /// It ended in an error, or was interrupted.
    case failed
  }

  /// Its number, once for all: `[3]`; nil for prose.
  var number: Int?
  /// Its text, title and outputs.
  var part: Document.Part
  /// What is run: the text, at its place in the script if it is of one.
  var source: SourceText
  /// Whether it is of the script that was opened.
  var isOfFile = false
  var state = State.fresh
  /// What is known of how it ran last.
  var trace = Trace()
  /// The pause that it stands for, where it was not entered but written for one.
  var stepsBack: Pause?
  /// The name of the work that it went on with, if that is all it did.
  var resumes: String?

  /// What a cell read and bound, and what happened to it on the way.
  struct Trace {
    /// The names it read, and which of their values.
    var reads: [String: Int] = [:]
    /// The names it bound, as far as its text tells.
    var binds: Set<String> = []
    /// Which of their values the names have stood for since that it bound.
    var bound: [String: Int] = [:]
    /// Whether Ctrl-C paused work of it and kept the rest from running.
    var isCut = false
    /// Where Ctrl-C paused work of it, if it did.
    var pause: Pause?
    /// The training beside the prompt that it saw, and its step then.
    var glance: (name: String, step: Int)?
  }

  /// Work that was paused.
  struct Pause {
    /// What stands for it; the first is what it is gone back in by.
    let names: [String]
    var name: String { names[0] }
    /// Whether the prompt gave it that name, since it had none.
    var isNewName = false
    /// How far it had come: `step 3 of 10`.
    let progress: String
    /// What comes to the same where nobody presses keys; nil for work that cannot be gone back in.
    var code: String?
  }

  /// Whether it ran to its end, or as far as Ctrl-C let it.
  var hasRun: Bool { state == .evaluated || trace.isCut }

  /// What it is called in lists: its title, or else its first line.
  var title: String {
    if !part.title.isEmpty { return part.title }
    let line = part.source.split(whereSeparator: \.isNewline).first ?? ""
    return part.source == line ? String(line) : line + " ..."
  }
}

extension NotebookCell {
  /// Makes [text] what was entered, or is written in the script.
  mutating func rewrite(_ text: String) {
    // A title may read like the code, which comes behind it.
    if let place = part.written?.range(of: part.source, options: .backwards) {
      part.written?.replaceSubrange(place, with: text)
    }
    part.source = text
    if !isOfFile { source = SourceText(name: source.name, text: text) }
  }

  /// The cell [number] with the [text] that was entered.
  init(number: Int, entered text: String) {
    self.init(
      number: number, part: Document.Part(source: text),
      source: SourceText(name: "cell \(number)", text: text))
  }
}
