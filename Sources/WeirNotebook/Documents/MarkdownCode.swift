import WeirLanguage

/// The code that a Markdown file shows: what stands in its fences of Weir.
public struct MarkdownCode {
  /// A part of the file.
  struct Piece {
    /// Where it stands: the pieces together are the whole file.
    let span: Span
    /// The lines of its code, each without what stands in front of it, as a prompt; nil if it is prose.
    var lines: [Span]?
    /// What it says if it is prose.
    var text = ""
    /// Whether it is to be run, and not only to be checked.
    var isRun = false
  }

  /// The file.
  let source: SourceText
  /// Its parts, in order.
  private(set) var pieces: [Piece] = []
  /// Marks on fences that cannot be meant.
  public private(set) var mistakes: [Diagnostic] = []

  /// Whether there is any code.
  public var isEmpty: Bool { pieces.allSatisfy { $0.lines == nil } }

  /// Whether the file called [name] should be Markdown.
  public static func isMarkdown(_ name: String) -> Bool {
    [".md", ".markdown"].contains { name.lowercased().hasSuffix($0) }
  }

  /// The code in the Markdown [source]. Fences that need a dataset are run where it [isAvailable].
  public init(_ source: SourceText, isAvailable: (String) -> Bool = { _ in false }) {
    self.source = source
    for fence in Fence.all(in: source) {
      let marks: FenceMarks
      do throws(FenceMarks.Mistake) { marks = try FenceMarks(fence.marks) } catch {
        mistakes.append(Diagnostic(error.message, in: source, at: source.span(ofLine: fence.line)))
        continue
      }
      if case .ignore = marks.treatment { continue }
      let isRun = marks.treatment == .run && (marks.needs.map(isAvailable) ?? true)
      add(proseTo: fence.line)
      if RecordedCell.isSession(source[fence.content]) {
        addSession(in: fence, isRun: isRun)
      } else {
        add(to: fence.lastLine + 1, lines: fence.lines(in: source), isRun: isRun)
      }
    }
    add(proseTo: source.lineCount + 1)
  }

  /// A piece up to the line [number], which is not of it.
  private mutating func add(to number: Int, lines: [Span]? = nil, text: String = "", isRun: Bool = false) {
    let start = pieces.last?.span.end ?? 0
    let end = number > source.lineCount ? source.end : source.span(ofLine: number).start
    guard end > start else { return }
    // What is not run is to be read like the rest.
    pieces.append(
      Piece(
        span: Span(start, end), lines: lines,
        text: lines != nil && !isRun ? source[Span(start, end)] : text, isRun: isRun))
  }

  /// Prose, as it stands, up to the line [number].
  private mutating func add(proseTo number: Int) {
    let start = pieces.last?.span.end ?? 0
    let end = number > source.lineCount ? source.end : source.span(ofLine: number).start
    add(to: number, text: source[Span(start, max(start, end))])
  }

  /// The recorded session in [fence]: what was entered is code, and its answers will come again. What was answered by an
  /// error, or asked of the prompt itself, is shown as it was.
  private mutating func addSession(in fence: Fence, isRun: Bool) {
    let cells = RecordedCell.all(in: source, fence.content, indent: fence.indent) { text in
      if case .incomplete = completeness(of: text) { return !Self.isForPrompt(text) }
      return false
    }
    guard isRun else {
      // One piece, for it is read as a whole.
      return add(to: fence.lastLine + 1, lines: cells.filter(Self.isCode).flatMap(lines))
    }
    // The fence itself.
    add(to: fence.line + 1)
    for (place, cell) in cells.enumerated() {
      let end = place + 1 < cells.count ? cells[place + 1].line : fence.lastLine
      if Self.isCode(cell) {
        let lines = lines(of: cell)
        add(to: cell.line + lines.count, lines: lines, isRun: true)
        add(to: end)
      } else {
        let shown = (cell.line..<end).map { String(source[source.span(ofLine: $0)].dropFirst(fence.indent)) }
        add(to: end, text: "\n```text\n" + shown.joined(separator: "\n") + "\n```\n")
      }
    }
    add(to: fence.lastLine + 1)
  }

  private static func isCode(_ cell: RecordedCell) -> Bool {
    !isForPrompt(cell.text) && cell.answer.first?.hasPrefix("error: ") != true
  }

  /// Where the lines of what was entered in [cell] stand, behind their prompts.
  private func lines(of cell: RecordedCell) -> [Span] {
    cell.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      let end = source.span(ofLine: cell.line + $0.offset).end
      return Span(end - $0.element.utf8.count, end)
    }
  }

  /// Whether [text] says something to the prompt itself.
  private static func isForPrompt(_ text: String) -> Bool {
    Session.isNoCode(text) || text.trimmed == "resume"
  }

  /// All the code as one program, at the places that it has in the file; only what is to be run if that [isRun].
  public func program(isRun: Bool = false) -> SourceText {
    source.masked(exceptAll: pieces.filter { $0.isRun || !isRun }.flatMap { $0.lines ?? [] })
  }
}

extension Document {
  /// The document that a Markdown file is: what stands in its fences is code if it is to be run, and all else prose.
  init(_ markdown: MarkdownCode) {
    var parts: [Part] = []
    for piece in markdown.pieces {
      let written = markdown.source[piece.span]
      if piece.isRun, let lines = piece.lines {
        let code = lines.map { markdown.source[$0] }.joined(separator: "\n")
        parts.append(Part(source: code, written: written))
      } else if let last = parts.indices.last, parts[last].isProse {
        // A fence that is not run is one part with what stands around it.
        parts[last].written = (parts[last].written ?? "") + written
        parts[last].source += piece.text
      } else {
        parts.append(Part(isProse: true, source: piece.text, written: written))
      }
    }
    for place in parts.indices where parts[place].isProse {
      let lines = parts[place].source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let isBlank = { (line: Substring) in line.allSatisfy(\.isWhitespace) }
      let said = lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
      parts[place].source = said.joined(separator: "\n")
    }
    self.init(name: Self.bareName(of: markdown.source.name), parts: parts)
  }

  /// The same as Weir itself would write it into a script; parts that say nothing are left out.
  var rewritten: Document {
    var document = self
    document.parts.removeAll { $0.source.isEmpty && $0.outputs.isEmpty }
    for place in document.parts.indices { document.parts[place].written = nil }
    return document
  }
}
