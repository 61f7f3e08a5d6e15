import WeirCatalog
import WeirLanguage

extension Reference {
  /// The whole reference as one page of Markdown: every entry, the members of every kind of value, commands and keys.
  public static var markdown: String {
    let opening = """
      # Reference

      Everything that has a name, as it says of itself. This page is made by `scripts/reference-page`, and not changed by
      hand; at the prompt `?name` shows the same.
      """
    let entries = shelves.map { shelf in
      let entries = Catalogue.all.filter { $0.shelf.name == shelf }
      let pages = entries.map { "### `\($0.name)`\n\n```text\n\($0.helpPage(width: 100))\n```" }
      return (["## " + title(shelf), rows("name", entries.map { (link(to: $0.name), $0.summary) })] + pages)
        .joined(separator: "\n\n")
    }
    let members = Members.tables.filter { !$0.members.isEmpty }.map { table in
      "### Of \(table.kind)\n\n" + rows("member", table.members.map { ("`.\($0.name)`", $0.summary) })
    }
    let commands = rows("command", MetaCommand.all.map { ("`\($0.usage)`", $0.summary) })
    let keys = rows("key", Key.all.filter { !$0.label.isEmpty }.map { ($0.label, $0.help) })
    return ([opening] + entries + ["## Members"] + members + ["## At the prompt", commands, keys])
      .joined(separator: "\n\n")
  }

  private static func title(_ shelf: String) -> String {
    let plural = Kind(shelf).plural
    return plural.prefix(1).uppercased() + plural.dropFirst()
  }

  private static func link(to name: String) -> String { "[`\(name)`](#\(name))" }

  /// A table of two columns, the first called [name].
  private static func rows(_ name: String, _ rows: [(String, String)]) -> String {
    (["| \(name) | |", "|---|---|"] + rows.map { "| \($0.0) | \($0.1.replacing("|", with: "\\|")) |" })
      .joined(separator: "\n")
  }
}
