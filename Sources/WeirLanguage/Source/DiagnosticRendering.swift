import WeirCatalog
import WeirPlot

/// How what is wrong with a program is told.
public enum DiagnosticForm: String, Sendable, CaseIterable {
  /// The line of the source, underlined with strokes.
  case graphical
  /// The same in ASCII, but for what the source itself holds.
  case ascii
  /// Sentences, for those who listen: no line has to be seen above another.
  case narrated
}

extension Diagnostic {
  /// The diagnostic as people read it, in one place for all parts of Weir. In ASCII:
  ///
  ///     error: `lr` must be a number above 0, but is -1
  ///       --> demo.weir:3:10
  ///     3 | sgd(lr: -1)
  ///       |         ^^
  ///     help: leave it out for the default
  ///
  /// No more than [width] columns wide, or 20, if it is given, lines break between words, and less of the source is
  /// shown.
  public func render(_ form: DiagnosticForm = .ascii, colour: Bool = false, width: Int? = nil) -> String {
    let paint = Paint(isOn: colour)
    let room = width.map { max($0, 20) }
    switch form {
    case .graphical: return picture(.drawn, paint, room)
    case .ascii: return picture(.typed, paint, room)
    case .narrated:
      return narration.flatMap { line in room.map { AnyEntry.wrap(line, width: $0) } ?? [line] }.joined(
        separator: "\n")
    }
  }

  private func picture(_ strokes: Strokes, _ paint: Paint, _ room: Int?) -> String {
    func sentence(_ colour: Paint.Colour, _ head: String, _ text: String) -> [String] {
      let rows = room.map { AnyEntry.wrap(head + " " + text, width: $0) } ?? [head + " " + text]
      return [paint(colour, head) + rows[0].dropFirst(head.count)] + rows.dropFirst()
    }
    let gutter = "\(([place] + related).map(\.lastLine).max() ?? 1)".count
    let indent = String(repeating: " ", count: gutter)
    var lines = sentence(severity == .error ? .red : .yellow, severity.rawValue + ":", message)
    lines.append(indent + paint(.blue, strokes.place) + " " + place.source.place(at: place.span.start))
    var last = Excerpt(place, strokes.first, strokes, gutter: gutter, columns: room)
    lines += last.lines(paint, severity == .error ? .red : .yellow)
    var source = place.source
    for label in related {
      let isElsewhere = label.source !== source
      source = label.source
      if isElsewhere {
        lines.append(
          indent + paint(.blue, strokes.otherPlace) + " " + label.source.place(at: label.span.start))
      }
      let next = Excerpt(label, strokes.further, strokes, gutter: gutter, columns: room)
      // A line with two remarks is written once.
      lines += next.lines(paint, .blue).dropFirst(!isElsewhere && next.hasLine(of: last) ? 1 : 0)
      last = next
    }
    for call in calls {
      let name = call.name.map { "`\($0)`" } ?? "a function without a name"
      let times = call.count > 1 ? ", \(Notation.grouped(call.count)) times" : ""
      lines.append("in \(name), called at \(call.place.source.place(at: call.place.span.start))" + times)
    }
    if hiddenCalls > 0 { lines.append("in \(Notation.grouped(hiddenCalls)) further calls") }
    if let suggestion { lines += sentence(.green, "help:", suggestion) }
    return lines.joined(separator: "\n")
  }
}

extension Diagnostic.Label {
  fileprivate var lastLine: Int { source.line(at: span.start) }
}

/// Colours of a terminal, or none.
private struct Paint {
  enum Colour: Int { case red = 31, green = 32, yellow = 33, blue = 34 }
  let isOn: Bool

  func callAsFunction(_ colour: Colour, _ text: String) -> String {
    isOn ? "\u{1B}[1;\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// What lines are drawn with.
private struct Strokes {
  /// In front of the first place, and of another one.
  let place, otherPlace: String
  /// Beside the source.
  let bar: String
  /// Under what it is about, and under what is related to that.
  let first, further: String

  static let typed = Strokes(place: "-->", otherPlace: "-->", bar: "|", first: "^", further: "-")
  static let drawn = Strokes(place: "╭─", otherPlace: "├─", bar: "│", first: "━", further: "─")
}

/// One line of source with a piece of it underlined.
private struct Excerpt {
  /// Source lines are cut to about this many characters around what is underlined, or fewer if there is no room.
  static let most = 100

  let number: Int
  let gutter: Int
  let text: String
  private let line: String
  private let underline: String
  private let bar: String

  init(_ label: Diagnostic.Label, _ mark: String, _ strokes: Strokes, gutter: Int, columns: Int?) {
    bar = strokes.bar
    // Beside the line stand its number, a bar, and dots at either end.
    let width = min(Self.most, max(8, (columns ?? .max) - gutter - 9))
    (text, self.gutter) = (label.text, gutter)
    number = label.source.line(at: label.span.start)
    let whole = label.source.span(ofLine: number)
    let start = min(max(label.span.start, whole.start), whole.end)
    let end = min(max(label.span.end, start), whole.end)
    let before = Array(label.source[Span(whole.start, start)])
    let marked = Array(label.source[Span(start, end)])
    let after = Array(label.source[Span(end, whole.end)])

    let room = max(width - marked.count, 0)
    let head = before.suffix(max(room / 2, room - after.count))
    let middle = marked.prefix(width)
    let tail =
      middle.count < marked.count ? [] : after.prefix(max(room - head.count, columns == nil ? 10 : 0))
    let lead = (head.count < before.count ? "..." : "") + Self.visible(head)
    let piece = Self.visible(middle)
    let isCut = middle.count < marked.count || tail.count < after.count
    line = lead + piece + Self.visible(tail) + (isCut ? "..." : "")
    underline =
      String(repeating: " ", count: TextWidth.columns(lead))
      + String(repeating: mark, count: max(1, TextWidth.columns(piece)))
  }

  /// What is printed for [characters]: nothing that could move the cursor or change the colour.
  private static func visible(_ characters: ArraySlice<Character>) -> String {
    characters.reduce(into: "") { text, character in
      let safe = TextWidth.printable(String(character))
      text += character == "\t" ? "  " : safe.isEmpty ? "?" : safe
    }
  }

  func hasLine(of other: Excerpt) -> Bool { number == other.number && line == other.line }

  func lines(_ paint: Paint, _ colour: Paint.Colour) -> [String] {
    let digits = "\(number)"
    let margin = String(repeating: " ", count: gutter - digits.count) + digits
    let blank = String(repeating: " ", count: gutter)
    let remark = text.isEmpty ? "" : " " + text
    return [
      paint(.blue, margin + " " + bar) + " " + line,
      paint(.blue, blank + " " + bar) + " " + paint(colour, underline + remark),
    ]
  }
}
