import WeirLanguage
import WeirPlot

/// A page of the web: one file, without scripts, to be read on a phone, on a screen and on paper.
enum WebPage: DocumentFormat {
  static let name = "html"
  static let hasOutputs = true

  static func text(_ document: Document) -> String {
    var ids = Slugs()
    let heading = document.heading == nil ? "<h1>\(Prose.escaped(document.name))</h1>\n" : ""
    let sections = document.parts.map { section($0, id: ids.next($0.title)) }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Weir">
      <title>\(Prose.escaped(document.title))</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <main>

      """ + heading + sections.joined() + "</main>\n</body>\n</html>\n"
  }

  private static func section(_ part: Document.Part, id: String) -> String {
    let title = part.title.isEmpty ? "" : "<h2>\(Prose.line(part.title))</h2>\n"
    let body =
      part.isProse
      ? Prose.html(part.source)
      : (part.source.isEmpty
        ? "" : "<pre class=\"code\"><code>\(coloured(part.source))</code></pre>\n")
        + part.outputs.map(output).joined()
    return "<section id=\"\(id)\">\n\(title)\(body)</section>\n"
  }

  private static func output(_ output: Document.Output) -> String {
    switch output {
    case .text, .value: written(output.plainText)
    case .failure: "<pre class=\"error\" tabindex=\"0\">\(Prose.escaped(output.plainText))</pre>\n"
    case .plot(let chart): picture(chart)
    case .composed(_, let exhibits): html(exhibits)
    }
  }

  /// What a thing shows, one below the other.
  static func html(_ exhibits: [Exhibit]) -> String {
    exhibits.map { exhibit in
      switch exhibit {
      case .chart(let chart): picture(chart)
      case .sentence(let sentence): "<p class=\"note\">\(Prose.line(sentence))</p>\n"
      }
    }.joined()
  }

  private static func picture(_ chart: any Chart) -> String {
    if let table = chart as? Table { return "<div class=\"table\" tabindex=\"0\">\n\(html(table))</div>\n" }
    return "<figure tabindex=\"0\">\n\(chart.svg)</figure>\n"
  }

  /// A single line is broken where the page is narrow; several may stand in columns, which breaks would tear apart.
  private static func written(_ text: String) -> String {
    let kind = text.contains("\n") ? "\"output\" tabindex=\"0\"" : "\"output line\""
    return "<pre class=\(kind)>\(Prose.escaped(text))</pre>\n"
  }

  /// A table as one, for those who listen to it and those who copy it.
  private static func html(_ table: Table) -> String {
    let columns = table.data.columns
    // As in text: rows from the top and from the bottom.
    let count = table.data.rowCount
    let head = count > table.rows ? table.rows - table.rows / 2 : count
    let shown = Array(0..<head) + Array((count > table.rows ? count - table.rows / 2 : count)..<count)
    let rows = shown.map { row in
      (row == head && head < count ? "<tr><td colspan=\"\(columns.count)\">…</td></tr>\n" : "")
        + "<tr>" + columns.map { cell($0.cells[row], of: $0) }.joined() + "</tr>\n"
    }
    let caption = table.title.isEmpty ? "" : "<caption>\(Prose.escaped(table.title))</caption>\n"
    let names = columns.map { column in
      "<th scope=\"col\"\(column.isOfQuantities ? " class=\"number\"" : "")>\(Prose.escaped(column.name))</th>"
    }.joined()
    return
      "<table>\n\(caption)<thead><tr>\(names)</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table>\n"
      + (head < count ? "<p>\(count) rows, \(shown.count) shown</p>\n" : "")
  }

  private static func cell(_ cell: PlotTable.Cell, of column: PlotTable.Column) -> String {
    // Names such as `784-300` are not to be broken; whole sentences are.
    let kind = column.isOfQuantities ? " class=\"number\"" : cell.text.count <= 24 ? " class=\"short\"" : ""
    return "<td\(kind)>\(Prose.escaped(cell.text))</td>"
  }

  /// [code] with its pieces marked for colour.
  private static func coloured(_ code: String) -> String {
    let bytes = Array(code.utf8)
    var (html, place) = ("", 0)
    func piece(_ end: Int) -> String { Prose.escaped(String(decoding: bytes[place..<end], as: UTF8.self)) }
    for token in tokens(of: code) where token.span.start >= place {
      html += piece(token.span.start)
      place = token.span.start
      let text = piece(token.span.end)
      html += mark(token.role).map { "<span class=\"\($0)\">\(text)</span>" } ?? text
      place = token.span.end
    }
    return html + piece(bytes.count)
  }

  private static func mark(_ role: HighlightedToken.Role) -> String? {
    switch role {
    case .keyword: "k"
    case .number: "n"
    case .text: "s"
    case .label: "l"
    case .comment: "c"
    case .name, .operator: nil
    }
  }

  /// Colours have a contrast of at least 4.5 to 1. Code wraps on paper and on phones, and elsewhere scrolls in its own
  /// frame, so that the page never does; so do pictures, whose letters would be too small on a phone otherwise.
  private static let style = """
    :root{color-scheme:light}
    body{margin:0;background:#fff;color:#222;font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}
    main{max-width:47rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1,h2,h3,h4{line-height:1.25;margin:2rem 0 .6rem;text-wrap:balance}
    h1{font-size:1.8rem}h2{font-size:1.3rem}h3,h4{font-size:1.1rem}
    a{color:#0b5cad}
    pre,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
    code{font-size:.92em}
    pre{font-size:.85rem;line-height:1.4;overflow-x:auto;margin:.6rem 0;padding:.7rem .9rem;border-radius:.35rem}
    pre code{font-size:inherit}
    pre.code{background:#f5f6f7;border-left:3px solid #0072b2;white-space:pre-wrap;overflow-wrap:anywhere}
    pre.output{line-height:1.2;padding-left:.2rem}
    pre.line{white-space:pre-wrap;overflow-wrap:anywhere}
    pre.error{background:#fdf1ee;border-left:3px solid #d55e00}
    .k{color:#7a2c8f;font-weight:600}.n{color:#0b5cad}.s{color:#1b6e3c}.l{color:#8a4b00}.c{color:#626870}
    figure{margin:1rem 0;overflow-x:auto}
    hr{border:0;border-top:1px solid #ddd;margin:2rem 0}
    :not(pre)>code{overflow-wrap:anywhere}
    figure svg{display:block;width:100%;min-width:38rem;height:auto}
    .table{overflow-x:auto}
    table{border-collapse:collapse;margin:.8rem 0;font-size:.92rem;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding-bottom:.3rem}
    th,td{padding:.25rem .8rem .25rem 0;text-align:left;border-bottom:1px solid #ddd}
    .note{font-size:.92rem;margin:.4rem 0}
    th,.number,.short{white-space:nowrap}.number{text-align:right}.centre{text-align:center}
    @media print{body{font-size:10.5pt}main{max-width:none;padding:0}pre{white-space:pre-wrap;overflow:visible}figure,.table{overflow:visible}figure svg{min-width:0}figure,tr,pre.output{break-inside:avoid}h2{break-after:avoid}a{color:inherit}}
    """
}

extension Document {
  /// What stands over it: the first heading of its prose, or its name.
  var title: String { heading ?? name }

  /// The first heading of its prose.
  fileprivate var heading: String? {
    for part in parts where part.isProse {
      for line in part.source.split(whereSeparator: \.isNewline) where line.hasPrefix("# ") {
        return String(line.dropFirst(2))
      }
    }
    return nil
  }
}
