/// What a pasted text puts into the text under edit.
enum Paste {
  /// [pasted] without control characters. If it begins with a prompt, it is a documented session:
  /// then without prompts and without the lines that are output, so that it can be pasted as it is.
  ///
  /// Output and the further lines of an entry look alike; [wantsMore] tells them apart.
  static func clean(_ pasted: [Unicode.Scalar], wantsMore: (String) -> Bool) -> String {
    let text = plain(pasted)
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
