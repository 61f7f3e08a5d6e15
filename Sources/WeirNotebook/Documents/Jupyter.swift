import WeirEngine
import WeirLanguage
import WeirPlot

/// Notebooks of Jupyter, format 4.5.
///
/// What Jupyter has no place for goes into the metadata of a cell: its title, and, where Weir itself would have written
/// it otherwise, how it stands in the script. So a script comes back to the last byte.
enum Jupyter: DocumentFormat {
  static let name = "ipynb"
  static let hasOutputs = true
  /// The member of a cell's metadata that is Weir's.
  private static let own = "weir"

  static func text(_ document: Document) -> String {
    var ids = Slugs()
    var count = 0
    let cells = document.parts.enumerated().map { index, part in
      if !part.isProse { count += 1 }
      return cell(part, id: ids.next(part.title), number: count, isLast: index == document.parts.count - 1)
    }
    let metadata = JSON.object([
      .init(
        "kernelspec",
        .object([
          .init("display_name", .text("Weir")), .init("language", .text("weir")),
          .init("name", .text("weir")),
        ])),
      .init(
        "language_info",
        .object([
          .init("file_extension", .text(".weir")), .init("mimetype", .text("text/x-weir")),
          .init("name", .text("weir")),
        ])),
    ])
    // A cell a line: a difference of two notebooks shows the cells in which they differ.
    return "{\"cells\":[\n" + cells.map(\.line).joined(separator: ",\n") + "\n],\n\"metadata\":"
      + metadata.line
      + ",\n\"nbformat\":4,\"nbformat_minor\":5}\n"
  }

  private static func cell(_ part: Document.Part, id: String, number: Int, isLast: Bool) -> JSON {
    var facts: [JSON.Member] = []
    if !part.title.isEmpty { facts.append(.init("title", .text(part.title))) }
    if let written = part.written, written != part.standard(isLast: isLast) || !part.hasMarker {
      facts.append(
        .init(
          own,
          .object([
            .init("written", .text(written)), .init("title", .text(part.title)),
            .init("source", .text(part.source)),
          ])))
    }
    let common: [JSON.Member] = [
      .init("cell_type", .text(part.isProse ? "markdown" : "code")), .init("id", .text(id)),
      .init("metadata", .object(facts)), .init("source", lines(part.source)),
    ]
    guard !part.isProse else { return .object(common) }
    return .object(
      common + [
        .init("execution_count", part.outputs.isEmpty ? .null : .integer(number)),
        .init("outputs", .list(part.outputs.map { output($0, number) })),
      ])
  }

  private static func output(_ output: Document.Output, _ number: Int) -> JSON {
    switch output {
    case .text(let text):
      return .object([
        .init("name", .text("stdout")), .init("output_type", .text("stream")), .init("text", lines(text)),
      ])
    case .plot(let chart):
      return .object([
        .init(
          "data",
          .object([.init("image/svg+xml", lines(chart.svg)), .init("text/plain", lines(output.plainText))])),
        .init("metadata", .object([])), .init("output_type", .text("display_data")),
      ])
    case .value(let text):
      return .object([
        .init("data", .object([.init("text/plain", lines(text))])),
        .init("execution_count", .integer(number)),
        .init("metadata", .object([])), .init("output_type", .text("execute_result")),
      ])
    case .composed(let text, let exhibits):
      return .object([
        .init(
          "data",
          .object([.init("text/html", lines(WebPage.html(exhibits))), .init("text/plain", lines(text))])),
        .init("execution_count", .integer(number)),
        .init("metadata", .object([])), .init("output_type", .text("execute_result")),
      ])
    case .failure(let diagnostic):
      let traceback = output.plainText.split(separator: "\n").map { JSON.text(String($0)) }
      return .object([
        .init("ename", .text(diagnostic.severity.rawValue)), .init("evalue", .text(diagnostic.message)),
        .init("output_type", .text("error")), .init("traceback", .list(traceback)),
      ])
    }
  }

  /// [text] as a list of lines, each with what ends it, as Jupyter itself writes texts.
  private static func lines(_ text: String) -> JSON {
    var lines: [JSON] = []
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { rest.index(after: $0) } ?? rest.endIndex
      lines.append(.text(String(decoding: rest[..<end], as: UTF8.self)))
      rest = rest[end...]
    }
    return .list(lines)
  }
}

extension Jupyter {
  /// The language in which the notebook [json] says that it is written, unless that is Weir's or it says nothing.
  static func foreignLanguage(of json: JSON) -> String? {
    let facts = json["metadata"]
    let language = facts?["language_info"]?["name"]?.text ?? facts?["kernelspec"]?["language"]?.text
    return language.flatMap { $0.lowercased() == own ? nil : $0 }
  }

  /// The document in the notebook [json] called [name]; nil if that is no notebook of Jupyter.
  static func document(_ json: JSON, name: String) -> Document? {
    guard let cells = json["cells"]?.items else { return nil }
    var parts: [Document.Part] = []
    for cell in cells {
      guard let type = cell["cell_type"]?.text, let source = cell["source"].flatMap(joined) else {
        return nil
      }
      let title = cell["metadata"]?["title"]?.text ?? ""
      // What is neither prose nor code is meant for other programs, but to be read.
      var part = Document.Part(title: title, isProse: type != "code", source: source)
      // How the cell stood in a script counts as long as nobody has changed it since.
      let old = cell["metadata"]?[own]
      let isUnchanged = old?["source"]?.text == source && old?["title"]?.text == title
      part.written = isUnchanged ? old?["written"]?.text : nil
      parts.append(part)
    }
    return Document(name: name, parts: parts)
  }

  /// The text of a cell, which is a list of lines or a text.
  private static func joined(_ json: JSON) -> String? {
    if let text = json.text { return text }
    guard let items = json.items else { return nil }
    let lines = items.compactMap(\.text)
    return lines.count == items.count ? lines.joined() : nil
  }
}
