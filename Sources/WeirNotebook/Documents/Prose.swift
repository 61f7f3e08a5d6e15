/// As much of Markdown as prose in a notebook needs: headings, paragraphs, lists, quotations, code, emphasis, links.
///
/// What it does not know is text. Nothing of HTML passes through, so a page has no scripts whatever its prose holds.
enum Prose {
  /// [markdown] as elements.
  static func html(_ markdown: String) -> String {
    var blocks = Blocks()
    for line in markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      blocks.add(line)
    }
    return blocks.finished
  }

  /// [text] with nothing in it that HTML would take for its own.
  static func escaped(_ text: some StringProtocol) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: if scalar.value >= 32 || scalar == "\n" || scalar == "\t" { out.unicodeScalars.append(scalar) }
      }
    }
    return out
  }

  /// The [text] of a line, with its code, emphasis and links.
  static func line(_ text: some StringProtocol) -> String {
    var (out, rest) = ("", Substring(text))
    while let sign = rest.first {
      if sign == "`", let (inner, after) = between("`", rest) {
        out += "<code>\(escaped(inner))</code>"
        rest = after
      } else if let (inner, after) = between("**", rest) {
        out += "<strong>\(line(inner))</strong>"
        rest = after
      } else if sign == "*", let (inner, after) = between("*", rest) {
        out += "<em>\(line(inner))</em>"
        rest = after
      } else if sign == "[", let (name, address, after) = link(rest) {
        out += "<a href=\"\(escaped(address))\">\(line(name))</a>"
        rest = after
      } else {
        out += escaped(String(sign))
        rest.removeFirst()
      }
    }
    return out
  }

  /// What stands in [text] between [sign], with which it begins, and the next one; nil where there is none, or a blank
  /// follows the first.
  private static func between(_ sign: String, _ text: Substring) -> (inner: Substring, after: Substring)? {
    guard text.hasPrefix(sign) else { return nil }
    let start = text.dropFirst(sign.count)
    guard start.first.map({ !$0.isWhitespace }) == true, let end = start.firstRange(of: sign), !end.isEmpty,
      end.lowerBound > start.startIndex
    else { return nil }
    return (start[..<end.lowerBound], start[end.upperBound...])
  }

  /// The link with which [text] begins: `[name](address)`, to the web or to a place in the page.
  private static func link(_ text: Substring) -> (name: Substring, address: Substring, after: Substring)? {
    guard let middle = text.firstRange(of: "]("), let end = text[middle.upperBound...].firstIndex(of: ")")
    else {
      return nil
    }
    let address = text[middle.upperBound..<end]
    // An address of another kind could run something.
    guard ["https://", "http://", "#", "mailto:"].contains(where: { address.hasPrefix($0) }) else {
      return nil
    }
    return (
      text[text.index(after: text.startIndex)..<middle.lowerBound], address, text[text.index(after: end)...]
    )
  }
}

/// Lines of prose on their way to elements.
private struct Blocks {
  /// What the lines since the last finished element belong to.
  private enum Open { case nothing, paragraph, list(ordered: Bool), quotation, code(fence: Substring) }

  private var open = Open.nothing
  private var lines: [String] = []
  private var html = ""

  /// All elements.
  var finished: String {
    mutating get {
      close()
      return html
    }
  }

  mutating func add(_ line: Substring) {
    if case .code(let fence) = open {
      if line.hasPrefix(fence), line.drop(while: { $0 == "`" }).allSatisfy(\.isWhitespace) { return close() }
      lines.append(Prose.escaped(line))
      return
    }
    let text = line.drop { $0 == " " }
    if text.allSatisfy(\.isWhitespace) { return close() }
    if text.hasPrefix("```") {
      close()
      open = .code(fence: text.prefix { $0 == "`" })
    } else if let (level, title) = heading(text) {
      close()
      html += "<h\(level)>\(Prose.line(title))</h\(level)>\n"
    } else if let (isOrdered, item) = item(text) {
      if case .list(isOrdered) = open {
        lines.append(String(item))
      } else {
        begin(.list(ordered: isOrdered), item)
      }
    } else if text.hasPrefix(">") {
      let quoted = text.dropFirst().drop { $0 == " " }
      if case .quotation = open { lines.append(String(quoted)) } else { begin(.quotation, quoted) }
    } else if case .nothing = open {
      begin(.paragraph, text)
    } else if case .list = open, let last = lines.popLast() {
      lines.append(last + " " + text)
    } else {
      lines.append(String(text))
    }
  }

  private mutating func begin(_ block: Open, _ line: Substring) {
    close()
    (open, lines) = (block, [String(line)])
  }

  private func heading(_ text: Substring) -> (level: Int, title: Substring)? {
    let level = text.prefix { $0 == "#" }.count
    guard (1...4).contains(level), text.dropFirst(level).first == " " else { return nil }
    return (level, text.dropFirst(level + 1))
  }

  private func item(_ text: Substring) -> (isOrdered: Bool, item: Substring)? {
    if ["- ", "* ", "+ "].contains(where: { text.hasPrefix($0) }) { return (false, text.dropFirst(2)) }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, text.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return (true, text.dropFirst(digits.count + 2))
  }

  private mutating func close() {
    switch open {
    case .nothing: break
    case .paragraph: html += "<p>" + Prose.line(lines.joined(separator: "\n")) + "</p>\n"
    case .quotation:
      html += "<blockquote><p>" + Prose.line(lines.joined(separator: "\n")) + "</p></blockquote>\n"
    case .list(let isOrdered):
      let name = isOrdered ? "ol" : "ul"
      html += "<\(name)>\n" + lines.map { "<li>\(Prose.line($0))</li>\n" }.joined() + "</\(name)>\n"
    case .code:
      html += "<pre class=\"code\" tabindex=\"0\"><code>" + lines.joined(separator: "\n") + "</code></pre>\n"
    }
    (open, lines) = (.nothing, [])
  }
}
