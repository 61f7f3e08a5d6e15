extension AnyEntry {
  /// The page that `?name` shows and `weir reference` prints: plain text, lines cut to [width].
  public func helpPage(width: Int) -> String {
    var lines = [signature, "", summary]
    if !details.isEmpty { lines += [""] + Self.paragraphs(of: details) }
    let settings = settings
    if !settings.isEmpty {
      lines += ["", "Settings"]
      for setting in settings {
        let state = setting.isRequired ? "required" : setting.standard.map { "default \($0)" } ?? ""
        let head = "  " + setting.name + ": " + setting.expected + (state.isEmpty ? "" : "; " + state)
        lines += [head, "      " + setting.summary]
      }
    }
    if !examples.isEmpty {
      lines += ["", examples.count == 1 ? "Example" : "Examples"]
      for example in examples {
        lines += Self.lines(of: example.code).map { "  " + $0 }
        if let result = example.result { lines += Self.lines(of: result).map { "  #= " + $0 } }
      }
    }
    if let source { lines += ["", "Source: " + source] }
    return lines.flatMap { Self.wrap($0, width: width) }.joined(separator: "\n")
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The paragraphs of [text], a line each, with empty ones between them. Where the source breaks a line says nothing
  /// of where a page should.
  private static func paragraphs(of text: String) -> [String] {
    lines(of: text).reduce(into: []) { paragraphs, line in
      if let last = paragraphs.last, !last.isEmpty, !line.isEmpty {
        paragraphs[paragraphs.count - 1] = last + " " + line
      } else {
        paragraphs.append(line)
      }
    }
  }

  /// [line] broken between words, continuations indented like the line itself and two more.
  public static func wrap(_ line: String, width: Int) -> [String] {
    let indent = line.prefix { $0 == " " }
    var rows: [String] = []
    var row = String(indent)
    for word in line.dropFirst(indent.count).split(separator: " ", omittingEmptySubsequences: false) {
      let isFirst = row.allSatisfy { $0 == " " }
      if !isFirst, row.count + 1 + word.count > width {
        rows.append(row)
        row = indent + "  " + word
      } else {
        row += (isFirst ? "" : " ") + word
      }
    }
    rows.append(row)
    return rows
  }
}
