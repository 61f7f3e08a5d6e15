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

  /// What has to do with [word]: entries that bear it in their name, among their further words or in their sentence,
  /// in this order, and members that bear it in their name.
  public static func search(_ word: String) -> [(name: String, summary: String)] {
    let word = word.lowercased()
    guard word.count > 1 else { return [] }
    let tests: [(AnyEntry) -> Bool] = [
      { $0.name.contains(word) }, { $0.words.contains { $0.lowercased().contains(word) } },
      { $0.summary.lowercased().contains(word) },
    ]
    var found: [(name: String, summary: String)] = []
    for test in tests {
      for entry in Catalogue.all where test(entry) && !found.contains(where: { $0.name == entry.name }) {
        found.append((entry.name, entry.summary))
      }
    }
    return found
      + Members.containing(word).map { ("." + $0.member.name, "of \($0.kind): " + $0.member.summary) }
  }

  /// The whole catalogue, shelf by shelf.
  public static func all(width: Int) -> String {
    shelves.map { shelf in
      let entries = Catalogue.all.filter { $0.shelf.name == shelf }
      return ([shelf] + list(entries, width: width)).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
