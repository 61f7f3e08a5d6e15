import WeirLanguage

/// A form in which a document is given away.
public protocol DocumentFormat: Sendable {
  /// What `--to` calls it, which is the ending of its files as well.
  static var name: String { get }
  /// Whether what came of the cells is part of it.
  static var hasOutputs: Bool { get }
  /// [document] in this form.
  static func text(_ document: Document) -> String
}

/// All forms, in the order in which they are listed to people.
public let documentFormats: [any DocumentFormat.Type] = [
  WebPage.self, Jupyter.self, MarkdownText.self, ScriptText.self,
]

/// The script itself.
enum ScriptText: DocumentFormat {
  static let name = "weir"
  static let hasOutputs = false
  static func text(_ document: Document) -> String { document.script }
}

/// Markdown: prose as it stands, code and what came of it between fences.
enum MarkdownText: DocumentFormat {
  static let name = "md"
  static let hasOutputs = true

  static func text(_ document: Document) -> String {
    document.parts.flatMap(blocks).joined(separator: "\n\n") + "\n"
  }

  private static func blocks(_ part: Document.Part) -> [String] {
    let title = part.title.isEmpty ? [] : ["## " + part.title]
    if part.isProse { return title + (part.source.isEmpty ? [] : [part.source]) }
    let code = part.source.isEmpty ? [] : [fenced(part.source, "weir")]
    return title + code + part.outputs.map { fenced($0.plainText, "text") }
  }

  /// [text] between fences that are longer than any inside of it.
  private static func fenced(_ text: String, _ language: String) -> String {
    var longest = 2
    var length = 0
    for character in text {
      length = character == "`" ? length + 1 : 0
      longest = max(longest, length)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return fence + language + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + fence
  }
}
