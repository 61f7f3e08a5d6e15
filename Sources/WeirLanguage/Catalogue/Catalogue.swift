import WeirCatalog
import WeirPlot

/// Every name that comes with the language. A name stands on one shelf only.
public enum Catalogue {
  /// All entries, shelf by shelf: the one place where the registries are put together.
  public static let all: [AnyEntry] = ([builtins.entries, charts.entries] + engineEntries).flatMap { $0 }

  private static let byName: [String: AnyEntry] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The entry called [name].
  public static subscript(name: String) -> AnyEntry? { byName[name] }
}
