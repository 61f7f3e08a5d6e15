import WeirLanguage

/// What a pasted text puts into the text under edit.
enum Paste {
  /// [pasted] without control characters. Of Markdown, as pages and conversations are copied, only what stands between
  /// fences. If that begins with a prompt, it is a documented session: then without prompts and without the lines that
  /// are output, so that it can be pasted as it is.
  ///
  /// Output and the further lines of an entry look alike; [wantsMore] tells them apart.
  static func clean(_ pasted: [Unicode.Scalar], wantsMore: (String) -> Bool) -> String {
    let text = plain(pasted)
    guard let blocks = fenced(text) else { return withoutPrompts(text, wantsMore: wantsMore) }
    return blocks.map { withoutPrompts($0, wantsMore: wantsMore) }.joined(separator: "\n")
  }

  /// What stands between the fences of [text]: those of Weir, or else those that name no language, or else all; nil if
  /// there are none.
  private static func fenced(_ text: String) -> [String]? {
    let source = SourceText(name: "", text: text)
    let fences = Fence.ofAnyLanguage(in: source)
    guard !fences.isEmpty else { return nil }
    let ours = fences.filter { $0.language == "weir" }
    let unnamed = fences.filter { $0.language.isEmpty }
    let blocks = (!ours.isEmpty ? ours : !unnamed.isEmpty ? unnamed : fences).map { fence in
      fence.lines(in: source).map { source[$0] }.joined(separator: "\n")
    }
    if !blocks.allSatisfy({ $0.trimmed.isEmpty }) { return blocks }
    // The fence in front was not copied, so that the one behind is taken for it.
    let marks = Set(fences.flatMap { [$0.line, $0.lastLine] })
    let rest = (1...source.lineCount).filter { !marks.contains($0) }.map { source[source.span(ofLine: $0)] }
    return [rest.joined(separator: "\n")]
  }

  private static func withoutPrompts(_ text: String, wantsMore: (String) -> Bool) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, Prompt.strip(first) != nil else { return text }
    var entries: [String] = []
    for line in lines {
      if let entry = Prompt.strip(line) {
        entries.append(String(entry))
      } else if let last = entries.last, wantsMore(last) {
        entries[entries.count - 1] += "\n" + (Prompt.stripContinuation(line) ?? line)
      }
    }
    return entries.joined(separator: "\n")
  }

  /// Newlines for the returns that terminals send, blanks for tabs, and nothing that is not shown.
  private static func plain(_ pasted: [Unicode.Scalar]) -> String {
    var text = ""
    var last: Unicode.Scalar = " "
    for scalar in pasted {
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r": text += "\n"
      case "\t": text += "  "
      case _ where scalar.value >= 0x20 && scalar.value != 0x7F: text.unicodeScalars.append(scalar)
      default: break
      }
      last = scalar
    }
    return text
  }
}
