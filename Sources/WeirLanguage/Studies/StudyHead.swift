import WeirCatalog
import WeirEngine

/// What a study's folder says of its last call: `study.json`.
struct StudyHead {
  let object: JSON
  /// The names of the settings.
  let labels: [String]
  /// The identities of the cells.
  let cells: [String]

  /// Of the study called [name].
  init(_ name: String, _ design: StudyDesign) {
    (labels, cells) = (design.labels, design.cells.map(\.identity))
    object = .object([
      .init("name", .text(name)), .init("version", .text(Version.text)),
      .init("settings", .list(labels.map { .text($0) })),
      .init("values", .list(design.shown.map { .list($0) })),
      .init("rows", .list(design.rows.map { .list($0.map { .integer($0) }) })),
      .init("seeds", .list(design.seeds.map { .integer($0) })),
      .init("cells", .list(cells.map { .text($0) })),
    ])
  }

  /// What [object] says; nil if that is nothing.
  init?(_ object: JSON) {
    guard let labels = object["settings"]?.items?.compactMap(\.text),
      let cells = object["cells"]?.items?.compactMap(\.text)
    else { return nil }
    (self.object, self.labels, self.cells) = (object, labels, cells)
  }

  /// What cell [number] consists of, as its record should have it; nothing where that is not said, as in the folders of
  /// earlier versions.
  func facts(of number: Int) -> [JSON.Member] {
    guard let values = object["values"]?.items, let rows = object["rows"]?.items,
      let seeds = object["seeds"]?.items, !rows.isEmpty, number < rows.count * seeds.count,
      let levels = rows[number % rows.count].items, values.count == labels.count, levels.count == labels.count
    else { return [] }
    var facts: [JSON.Member] = []
    for (label, (values, level)) in zip(labels, zip(values, levels)) {
      guard case .integer(let level) = level, let values = values.items, values.indices.contains(level) else {
        return []
      }
      facts.append(.init(label, values[level]))
    }
    return facts + [.init("seed", seeds[number / rows.count])]
  }
}
