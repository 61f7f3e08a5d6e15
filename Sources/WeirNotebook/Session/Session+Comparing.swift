import WeirCatalog
import WeirLanguage

// Comparing two things by name.
extension Session {
  /// Says how the two things differ that [text] names: `run fork`, `100 400` for steps of the last run, or any two
  /// expressions, with a comma between them if they hold blanks.
  func compare(_ text: String) {
    let words = Self.parts(of: text)
    guard words.count == 2 else {
      return complain("`:diff` needs two things: `:diff run fork`, `:diff 100 400`, `:diff net, run.net`")
    }
    var values: [Value] = []
    for word in words {
      var code = word
      if word.allSatisfy(\.isNumber) {
        guard let run = runAtHand else {
          return complain("there is no run yet of which `\(word)` could be a step")
        }
        code = "\(run.name).at(\(word))"
      }
      switch evaluate(SourceText(name: ":diff", text: code)) {
      case .success(let value): values.append(value ?? .none)
      case .failure(.interrupted):
        _ = console.takePaused()
        return console.note("interrupted")
      case .failure(let failure):
        hasFailed = true
        return console.report(failure.diagnostics)
      }
    }
    let differences = Differences(values[0], values[1], called: (words[0], words[1]), interpreter.context)
    say([differences.text(on: console.display)])
  }

  /// The parts of [text] between commas that stand in no bracket and no text; between blanks if there is none.
  private static func parts(of text: String) -> [String] {
    for separator: (Character) -> Bool in [{ $0 == "," }, \.isWhitespace] {
      var (parts, depth, isText) = ([""], 0, false)
      for character in text {
        if character == "\"" { isText.toggle() }
        if !isText { depth += "([{".contains(character) ? 1 : ")]}".contains(character) ? -1 : 0 }
        if separator(character), depth == 0, !isText {
          parts.append("")
        } else {
          parts[parts.count - 1].append(character)
        }
      }
      let found = parts.map(\.trimmed).filter { !$0.isEmpty }
      if found.count > 1 { return found }
    }
    return [text]
  }
}
