import WeirLanguage

/// What was answered to a cell, or is the value of an expression: lines, to be compared with those of a document.
struct Answer {
  private let lines: [String]

  /// The lines of [text], without blanks at their ends and without empty ones behind the last.
  init(_ text: String) {
    self.init(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  /// The [lines], as `init(_:)` has them.
  init(_ lines: [String]) {
    var lines = lines.map { line in
      line.lastIndex { !$0.isWhitespace }.map { String(line[...$0]) } ?? ""
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  /// Whether a line of three dots stands for lines that are not there.
  var leavesOut: Bool { lines.contains("...") }

  /// Whether a document that has the lines of [expected] means this. There a line of three dots stands for any lines,
  /// none included, and a value may say what it may be off: `[4]= 0.87 +- 0.02`, where [value] is that of the cell. If
  /// [isClose] will do, numbers may be off by a tenth, and what is drawn between them is not compared.
  func isMeant(by expected: Answer, value: Value?, isClose: Bool = false) -> Bool {
    let isSame: (String, String) -> Bool = isClose ? { Outline($0) == Outline($1) } : { $0 == $1 }
    if Self.agree(expected.lines[...], lines[...], isSame) { return true }
    guard expected.lines.count == 1, let tag = expected.lines[0].prefixMatch(of: #/\[\d+\]= /#), let value,
      lines.first?.hasPrefix(tag.output) == true
    else { return false }
    let rest = String(expected.lines[0][tag.range.upperBound...])
    return rest.contains("+-") && matches(value, rest, on: Recorder.page)
  }

  private static func agree(
    _ expected: ArraySlice<String>, _ found: ArraySlice<String>, _ isSame: (String, String) -> Bool
  ) -> Bool {
    guard let dots = expected.firstIndex(of: "...") else { return expected.elementsEqual(found, by: isSame) }
    guard found.count >= dots - expected.startIndex, found.starts(with: expected[..<dots], by: isSame) else {
      return false
    }
    let (rest, start) = (expected[dots...].dropFirst(), found.startIndex + dots - expected.startIndex)
    return (start...found.endIndex).contains { agree(rest, found[$0...], isSame) }
  }

  /// The difference, for people: `-` is what the [expected] has, `+` what was found, and what stands around.
  func differences(from expected: Answer) -> [String] {
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in lines.difference(from: expected.lines) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var (marked, old, new) = ([(sign: Character, line: String)](), 0, 0)
    while old < expected.lines.count || new < lines.count {
      if removed.contains(old) {
        marked.append(("-", expected.lines[old]))
        old += 1
      } else if inserted.contains(new) {
        marked.append(("+", lines[new]))
        new += 1
      } else {
        marked.append((" ", lines[new]))
        (old, new) = (old + 1, new + 1)
      }
    }
    return Self.shortened(marked)
  }

  /// Lines that nothing is said of are left out, but for those around the others.
  private static func shortened(_ marked: [(sign: Character, line: String)]) -> [String] {
    var (result, hidden) = ([String](), 0)
    for (place, item) in marked.enumerated() {
      let around = max(0, place - context)...min(marked.count - 1, place + context)
      guard marked[around].contains(where: { $0.sign != " " }) else {
        hidden += 1
        continue
      }
      if hidden > 0 { result.append("  (\(hidden) more line\(hidden == 1 ? "" : "s"))") }
      hidden = 0
      result.append("\(item.sign) " + item.line)
    }
    return result + (hidden > 0 ? ["  (\(hidden) more line\(hidden == 1 ? "" : "s"))"] : [])
  }

  private static let context = 2

  /// The lines with [indent] blanks in front, each with its newline.
  func block(indent: Int) -> String {
    lines.map { ($0.isEmpty ? "" : String(repeating: " ", count: indent) + $0) + "\n" }.joined()
  }
}

/// What a line says, without what is drawn in it: words and numbers.
private struct Outline: Equatable {
  private let words: [String]
  private let numbers: [Double]

  init(_ line: String) {
    var (words, numbers): ([String], [Double]) = ([], [])
    let text = String(line.unicodeScalars.filter(\.isASCII).map(Character.init)).replacing(",", with: "")
    for word in text.split(separator: " ") {
      let parts = word.matches(of: #/\d+(\.\d+)?(e[-+]?\d+)?/#)
      numbers += parts.compactMap { Double($0.0) }
      words.append(String(word).replacing(#/\d+(\.\d+)?(e[-+]?\d+)?/#, with: "0"))
    }
    (self.words, self.numbers) = (words, numbers)
  }

  static func == (a: Outline, b: Outline) -> Bool {
    a.words == b.words && a.numbers.count == b.numbers.count
      && zip(a.numbers, b.numbers).allSatisfy { abs($0 - $1) <= max($0, $1) / 10 }
  }
}
