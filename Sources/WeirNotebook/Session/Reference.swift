import WeirCatalog
import WeirLanguage

/// Lists of what the catalogue holds.
public enum Reference {
  /// The names of the shelves, in the catalogue's order.
  public static var shelves: [String] {
    var names: [String] = []
    for entry in Catalogue.all where !names.contains(entry.shelf.name) {
      names.append(entry.shelf.name)
    }
    return names
  }

  /// The [entries] and what they are, in lines of at most [width].
  public static func list(_ entries: [AnyEntry], width: Int) -> [String] {
    TwoColumns.lines(entries.map { ($0.name, $0.summary) }, indent: 2, width: width)
  }

  /// The page of what is called [name], or the list of what stands on that shelf; nil if there is neither.
  public static func page(_ name: String, width: Int) -> String? {
    if let entry = Catalogue[name] { return entry.helpPage(width: width) }
    let entries = Catalogue.all.filter { [$0.shelf.name, $0.shelf.plural].contains(name) }
    return entries.isEmpty ? nil : list(entries, width: width).joined(separator: "\n")
  }

  /// The whole catalogue, shelf by shelf.
  public static func all(width: Int) -> String {
    shelves.map { shelf in
      let entries = Catalogue.all.filter { $0.shelf.name == shelf }
      return ([shelf] + list(entries, width: width)).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
