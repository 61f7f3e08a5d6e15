import WeirCatalog
import WeirPlot

extension Diagnostic {
  /// What is wrong, in sentences:
  ///
  ///     Error: `lr` must be a number above 0, but is -1.
  ///     In line 3 of demo.weir, at column 9: `-1`.
  ///     Help: leave it out for the default.
  var narration: [String] {
    var lines = [Self.sentence(severity.rawValue.capitalizedFirst + ": " + message)]
    lines.append(Self.sentence(place.narration(beside: nil)))
    var last = place
    for label in related {
      lines.append(Self.sentence(label.narration(beside: last)))
      last = label
    }
    for call in calls {
      let name = call.name.map { "`\($0)`" } ?? "a function without a name"
      let times = call.count > 1 ? ", \(Notation.grouped(call.count)) times" : ""
      lines.append(Self.sentence("This was in \(name), called " + call.place.where(beside: nil) + times))
    }
    if hiddenCalls > 0 { lines.append("There were \(Notation.grouped(hiddenCalls)) further calls.") }
    if let suggestion { lines.append(Self.sentence("Help: " + suggestion)) }
    return lines
  }

  /// [text] with a full stop, unless it ends in a sign already.
  private static func sentence(_ text: String) -> String {
    text.last.map { ".?!:".contains($0) } == true ? text : text + "."
  }
}

extension Diagnostic.Label {
  /// Where it is, what stands there, and what is said of that.
  fileprivate func narration(beside other: Self?) -> String {
    let piece = TextWidth.printable(source[clipped])
    let what =
      piece.isEmpty
      ? span.start >= source.text.utf8.count ? "the end of the program" : "the end of the line"
      : "`\(shortened(piece))`"
    return "In " + self.where(beside: other).dropFirst(3) + ": " + what + (text.isEmpty ? "" : ", " + text)
  }

  /// `in line 3 of demo.weir, at column 9`, without the name of the source if [other] is of the same.
  fileprivate func `where`(beside other: Self?) -> String {
    let position = source.position(at: span.start)
    let name = other?.source === source ? "" : " of " + source.name
    return "in line \(position.line)\(name), at column \(position.column)"
  }

  /// The piece, as far as its first line goes.
  private var clipped: Span {
    let line = source.span(ofLine: source.line(at: span.start))
    let start = min(span.start, line.end)
    return Span(start, max(start, min(span.end, line.end)))
  }

  private func shortened(_ piece: String) -> String {
    piece.count > 60 ? String(piece.prefix(57)) + "..." : piece
  }
}

extension String {
  /// With its first letter as a capital.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
