/// A cell of a script: what stands between two lines `# %%`.
public struct Cell: Sendable, Equatable {
  /// What stands behind the `# %%`; empty for the lines above the first one.
  public let title: String
  /// Whether its lines are comments to be read as prose: `# %% [md]`.
  public let isProse: Bool
  /// Its lines, without the marker.
  public let span: Span
}

/// The cells of [text], in order. Lines above the first marker are a cell without title, unless they
/// are blank.
public func cells(of text: String) -> [Cell] {
  let source = SourceText(name: "", text: text)
  let markers = Lexer.tokens(of: source).comments.filter {
    $0.text.hasPrefix("# %%") && source.span(ofLine: source.line(at: $0.span.start)).start == $0.span.start
  }
  var cells: [Cell] = []
  let first = Span(0, markers.first?.span.start ?? source.bytes.count)
  if !source[first].allSatisfy(\.isWhitespace) { cells.append(Cell(title: "", isProse: false, span: first)) }
  for (index, marker) in markers.enumerated() {
    let line = source.line(at: marker.span.start)
    let start = line < source.lineCount ? source.span(ofLine: line + 1).start : marker.span.end
    let end = index + 1 < markers.count ? markers[index + 1].span.start : source.bytes.count
    var title = marker.text.dropFirst(4).trimmingPrefix(" ")
    let isProse = title.hasPrefix("[md]")
    if isProse { title = title.dropFirst(4).trimmingPrefix(" ") }
    cells.append(Cell(title: String(title), isProse: isProse, span: Span(start, end)))
  }
  return cells
}
