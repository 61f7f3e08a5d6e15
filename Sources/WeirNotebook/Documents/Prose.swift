/// As much of Markdown as prose in a notebook needs: headings, paragraphs, lists, quotations, tables,
/// rules, code, emphasis, links.
///
/// What it does not know is text. Nothing of HTML passes through, so a page has no scripts whatever its prose holds.
enum Prose {
  /// [markdown] as elements.
  static func html(_ markdown: String) -> String {
    var blocks = ProseBlocks()
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
    // Signs that do not occur any more: to look for them again and again would take a time that grows with the square.
    var missing: Set<String> = []
    func between(_ sign: String, _ text: Substring) -> (inner: Substring, after: Substring)? {
      guard text.hasPrefix(sign), !missing.contains(sign) else { return nil }
      let start = text.dropFirst(sign.count)
      guard let end = start.firstRange(of: sign) else {
        missing.insert(sign)
        return nil
      }
      // A blank behind the first makes it a sign like any other.
      guard start.first?.isWhitespace == false, end.lowerBound > start.startIndex else { return nil }
      return (start[..<end.lowerBound], start[end.upperBound...])
    }
    while let sign = rest.first {
      if sign == "\\", let next = rest.dropFirst().first, next.isASCII, next.isPunctuation || next.isSymbol {
        out += escaped(String(next))
        rest = rest.dropFirst(2)
      } else if sign == "`", let (inner, after) = between("`", rest) {
        out += "<code>\(escaped(inner))</code>"
        rest = after
      } else if let (inner, after) = between("**", rest) {
        out += "<strong>\(line(inner))</strong>"
        rest = after
      } else if sign == "*", let (inner, after) = between("*", rest) {
        out += "<em>\(line(inner))</em>"
        rest = after
      } else if sign == "[", !missing.contains("]("), let (name, address, after) = link(rest, &missing) {
        out += "<a href=\"\(escaped(address))\">\(line(name))</a>"
        rest = after
      } else {
        out += escaped(String(sign))
        rest.removeFirst()
      }
    }
    return out
  }

  /// The link with which [text] begins: `[name](address)`, to the web or to a place in the page.
  private static func link(
    _ text: Substring, _ missing: inout Set<String>
  ) -> (name: Substring, address: Substring, after: Substring)? {
    guard let middle = text.firstRange(of: "]("), let end = text[middle.upperBound...].firstIndex(of: ")")
    else {
      missing.insert("](")
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
