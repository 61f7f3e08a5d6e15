import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Whether a text is well-formed XML, and what stands in its elements.
final class XMLReader: NSObject, XMLParserDelegate {
  /// The text of each element, by the element's name.
  private(set) var texts: [String: [String]] = [:]
  private var open: [String] = []

  /// Reads [text].
  func reads(_ text: String) -> Bool {
    texts = [:]
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    return parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(name)
    texts[name, default: []].append("")
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard let name = open.last, let last = texts[name]?.indices.last else { return }
    texts[name]?[last] += text
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    open.removeLast()
  }
}
