import WeirLanguage
import WeirPlot

/// A script as people read it: cells of prose and of code, and what came of them.
public struct Document: Sendable {
  /// What a cell wrote or showed, in order.
  public enum Output: Sendable {
    /// What was printed.
    case text(String)
    /// A plot that was shown.
    case plot(any Chart)
    /// Another value that was shown, as text.
    case value(String)
    /// One that shows as tables and sentences: as text, and by its parts.
    case composed(String, [Exhibit])
    /// Why the program ended here.
    case failure(Diagnostic)
  }

  /// One cell.
  public struct Part: Sendable {
    /// What stands behind the marker that begins it.
    var title = ""
    /// Whether it is prose, in Markdown.
    var isProse = false
    /// Its lines: code, or prose without the signs of comments. Neither begins nor ends in line breaks that say nothing.
    var source: String
    /// What came of it.
    var outputs: [Output] = []
    /// How it stands in the script, marker and all, if it is from one.
    var written: String?
    /// Whether a marker begins it: only lines in front of the first marker have none.
    var hasMarker = true
  }

  /// What it is called: the first heading, or the name of its file.
  public let name: String
  /// Its cells.
  public internal(set) var parts: [Part]

  /// A document called [name] of [parts].
  init(name: String, parts: [Part]) { (self.name, self.parts) = (name, parts) }
}

extension Document {
  /// The cells of [script], none of which has been run.
  public init(script: SourceText) {
    var start = 0
    var parts = cells(of: script.text).map { cell in
      defer { start = cell.span.end }
      return Part(
        cell, written: script[Span(start, cell.span.end)], body: script[cell.span],
        hasMarker: script[Span(start, cell.span.start)].contains("# %%"))
    }
    // Blank lines alone are no cell, but come back like all else.
    if parts.isEmpty, !script.text.isEmpty {
      parts = [Part(source: "", written: script.text, hasMarker: false)]
    }
    self.init(name: Self.bareName(of: script.name), parts: parts)
  }

  /// Whether [script] has cells: whether a marker begins one.
  public static func isNotebook(_ script: SourceText) -> Bool {
    Document(script: script).parts.contains { $0.hasMarker }
  }

  /// A path's last part, without its ending.
  static func bareName(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.lastIndex(of: ".").map { $0 == last.startIndex ? last : String(last[..<$0]) } ?? last
  }

  /// The script of which this is the document, to the last byte if nobody changed it since.
  public var script: String {
    parts.enumerated().map { index, part in
      if let written = part.written { return written }
      return part.standard(isLast: index == parts.count - 1)
    }.joined()
  }
}

extension Document.Part {
  /// The cell [cell], as it is [written], with the lines [body] below its marker.
  init(_ cell: Cell, written: String, body: String, hasMarker: Bool) {
    let lines = Self.trimmed(body)
    // What stands above the first marker is prose if it is nothing but comments.
    let isOpening = !hasMarker && lines.split(whereSeparator: \.isNewline).allSatisfy { $0.hasPrefix("#") }
    (title, isProse, self.written, self.hasMarker) = (
      cell.title, cell.isProse || isOpening, written, hasMarker
    )
    source = isOpening ? Self.opened(Self.uncommented(lines)) : isProse ? Self.uncommented(lines) : lines
  }

  /// [text] with its first line as a heading, if that stands alone: what a script begins with is its title.
  private static func opened(_ text: String) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, !first.isEmpty, !first.hasPrefix("#"), !first.hasPrefix("!"),
      lines.dropFirst().first?.isEmpty != false
    else { return text }
    let title = first.hasSuffix(".") ? first.dropLast() : first
    return (["# " + title] + lines.dropFirst().map(String.init)).joined(separator: "\n")
  }

  /// [text] without line breaks at its end.
  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }

  /// Lines of comments as what they say.
  private static func uncommented(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      line.hasPrefix("# ") ? line.dropFirst(2) : line.hasPrefix("#") ? line.dropFirst() : line
    }.joined(separator: "\n")
  }

  /// The cell as Weir itself would write it into a script.
  func standard(isLast: Bool) -> String {
    let marker = "# %%" + (isProse ? " [md]" : "") + (title.isEmpty ? "" : " " + title) + "\n"
    let lines =
      isProse
      ? source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.isEmpty ? "#" : "# " + line
      }.joined(separator: "\n") : source
    return (hasMarker ? marker : "") + (source.isEmpty ? "" : lines + "\n") + (isLast ? "" : "\n")
  }
}
