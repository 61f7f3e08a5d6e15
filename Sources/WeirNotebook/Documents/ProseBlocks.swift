/// Lines of prose on their way to elements.
struct ProseBlocks {
  /// What the lines since the last finished element belong to.
  private enum Open { case nothing, paragraph, list, quotation, table, code(fence: Substring) }

  private var open = Open.nothing
  private var lines: [String] = []
  private var items: [ProseItem] = []
  /// Whether an empty line stood behind the last item of a list, which may go on nevertheless.
  private var isListEnding = false
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
      let text = line.drop { $0 == " " }
      if text.hasPrefix(fence), text.drop(while: { $0 == "`" }).allSatisfy(\.isWhitespace) { return close() }
      lines.append(Prose.escaped(line))
      return
    }
    let text = line.drop { $0 == " " || $0 == "\t" }
    if text.isEmpty {
      if case .list = open { return isListEnding = true }
      return close()
    }
    let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
    if case .list = open, isListEnding, indent == 0, ProseItem(text, indent: indent) == nil { close() }
    isListEnding = false
    if text.hasPrefix("```") {
      close()
      open = .code(fence: text.prefix { $0 == "`" })
    } else if let (level, title) = heading(text) {
      close()
      html += "<h\(level)>\(Prose.line(title))</h\(level)>\n"
    } else if Self.isRule(text) {
      addRule(text)
    } else if let item = ProseItem(text, indent: indent) {
      if case .list = open {} else { begin(.list) }
      items.append(item)
    } else if text.hasPrefix(">") {
      let quoted = text.dropFirst().drop { $0 == " " }
      if case .quotation = open {} else { begin(.quotation) }
      lines.append(String(quoted))
    } else if text.hasPrefix("|") {
      if case .table = open {} else { begin(.table) }
      lines.append(String(text))
    } else {
      addText(text)
    }
  }

  private mutating func addText(_ text: Substring) {
    switch open {
    case .nothing, .table:
      begin(.paragraph)
      lines.append(String(text))
    case .list: items[items.count - 1].text += " " + text
    case .paragraph, .quotation, .code: lines.append(String(text))
    }
  }

  /// Three or more of one sign: a line across the page, or what makes a heading of the paragraph above it.
  private static func isRule(_ text: Substring) -> Bool {
    guard let sign = text.first, "-*_".contains(sign) else { return false }
    return text.count { $0 == sign } >= 3 && text.allSatisfy { $0 == sign || $0 == " " }
  }

  private mutating func addRule(_ text: Substring) {
    if case .paragraph = open, text.first == "-" {
      html += "<h2>\(Prose.line(lines.joined(separator: " ")))</h2>\n"
      (open, lines) = (.nothing, [])
    } else {
      close()
      html += "<hr>\n"
    }
  }

  private mutating func begin(_ block: Open) {
    close()
    open = block
  }

  private func heading(_ text: Substring) -> (level: Int, title: Substring)? {
    let level = text.prefix { $0 == "#" }.count
    guard (1...4).contains(level), text.dropFirst(level).first == " " else { return nil }
    return (level, text.dropFirst(level + 1))
  }

  private mutating func close() {
    switch open {
    case .nothing: break
    case .paragraph: html += "<p>" + Prose.line(lines.joined(separator: "\n")) + "</p>\n"
    case .quotation:
      html += "<blockquote><p>" + Prose.line(lines.joined(separator: "\n")) + "</p></blockquote>\n"
    case .list: html += ProseItem.html(items[...])
    case .table:
      html += ProseTable(lines)?.html ?? "<p>" + Prose.line(lines.joined(separator: "\n")) + "</p>\n"
    case .code:
      html += "<pre class=\"code\"><code>" + lines.joined(separator: "\n") + "</code></pre>\n"
    }
    (open, lines, items, isListEnding) = (.nothing, [], [], false)
  }
}

/// An item of a list, which may have others inside.
struct ProseItem {
  /// How far its line is set in.
  let indent: Int
  /// Its number; nil in a list without.
  let number: Int?
  var text: String

  /// The item that [text] is, which stands behind [indent] blanks; nil if it is none.
  init?(_ text: Substring, indent: Int) {
    self.indent = indent
    if ["- ", "* ", "+ "].contains(where: { text.hasPrefix($0) }) {
      (number, self.text) = (nil, String(text.dropFirst(2)))
      return
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), text.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    (self.number, self.text) = (number, String(text.dropFirst(digits.count + 2)))
  }

  /// [items] as lists: those that are set in are of the item above them.
  static func html(_ items: ArraySlice<ProseItem>) -> String {
    var (html, rest, isOrdered) = ("", items, nil as Bool?)
    func end() -> String { isOrdered.map { $0 ? "</ol>\n" : "</ul>\n" } ?? "" }
    while let item = rest.popFirst() {
      if isOrdered != (item.number != nil) {
        let start = item.number.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
        html += end() + (item.number == nil ? "<ul>\n" : "<ol\(start)>\n")
        isOrdered = item.number != nil
      }
      let inner = rest.prefix { $0.indent > item.indent + 1 }
      rest = rest.dropFirst(inner.count)
      html += "<li>" + Prose.line(item.text) + (inner.isEmpty ? "" : "\n" + self.html(inner)) + "</li>\n"
    }
    return html + end()
  }
}

/// A table of prose: rows of cells between bars, the second of which is of hyphens, with colons where text stands.
struct ProseTable {
  private let rows: [[String]]
  private let classes: [String]

  /// The table of [lines]; nil if they are none.
  init?(_ lines: [String]) {
    guard lines.count >= 2 else { return nil }
    let marks = Self.cells(lines[1])
    guard marks.allSatisfy({ $0.contains("-") && $0.allSatisfy { "-: ".contains($0) } }) else { return nil }
    classes = marks.map { mark in
      guard mark.hasSuffix(":") else { return "" }
      return mark.hasPrefix(":") ? " class=\"centre\"" : " class=\"number\""
    }
    rows = ([lines[0]] + lines.dropFirst(2)).map(Self.cells)
  }

  /// What stands between the bars of [line]; one behind a backslash is a sign like any other.
  private static func cells(_ line: String) -> [String] {
    var (cells, isEscaped) = ([""], false)
    for sign in line.trimmed {
      if sign == "|", !isEscaped {
        cells.append("")
      } else {
        if sign == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(sign)
      }
      isEscaped = sign == "\\" && !isEscaped
    }
    if cells.last?.trimmed.isEmpty == true { cells.removeLast() }
    return cells.dropFirst().map(\.trimmed)
  }

  /// The table as an element, each row with as many cells as the first.
  var html: String {
    func row(_ cells: [String], _ name: String, _ scope: String = "") -> String {
      let all = classes.indices.map { place in
        "<\(name)\(scope)\(classes[place])>" + Prose.line(place < cells.count ? cells[place] : "")
          + "</\(name)>"
      }
      return "<tr>" + all.joined() + "</tr>\n"
    }
    let body = rows.dropFirst().map { row($0, "td") }.joined()
    return "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>" + row(rows[0], "th", " scope=\"col\"")
      + "</thead>\n<tbody>\n" + body + "</tbody>\n</table>\n</div>\n"
  }
}
