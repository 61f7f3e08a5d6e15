import WeirCatalog
import WeirEngine

/// One cell of a study: settings and a seed.
struct StudyCell: Sendable {
  /// What tells it from all others: a digest of its settings that differ from their defaults, of the seed, of the
  /// function with all that it sees, and of the version of Weir.
  let identity: String
  /// Its settings, as the function gets them.
  let settings: Record
  /// Of each setting, which of its values it is.
  let levels: [Int]
  let seed: Int
}

/// The cells of a study: every combination of settings with every seed, the first seed first.
struct StudyDesign: Sendable {
  /// The names of the settings.
  let labels: [String]
  let cells: [StudyCell]
  /// What records show of each value of each setting.
  let shown: [[JSON]]

  /// The most cells of a study.
  static let mostCells = 1_000_000
  /// What columns of records are called besides settings.
  static let reserved = ["cell", "seed", "status", "error", "seconds"]

  /// The design of [grid], a record with the values of each setting or a list of records, for [seeds]; [function] is the
  /// identity of what is run. Errors: a grid that is none, or too large.
  init(grid: Value, seeds: [Int], function: String, _ context: Context) throws {
    let factors = try Self.factors(of: grid)
    labels = factors.labels
    if let label = labels.first(where: Self.reserved.contains) {
      throw CallError.failed("`\(label)` is a column of every study, and cannot be a setting of its grid")
    }
    if Set(seeds).count != seeds.count {
      throw CallError.failed("the seeds of a study must differ from one another")
    }
    let (count, overflow) = factors.rows.count.multipliedReportingOverflow(by: seeds.count)
    guard !overflow, count <= Self.mostCells, count > 0 else {
      throw CallError.failed(
        "a study has between 1 and \(Notation.grouped(Self.mostCells)) cells, but this grid would have "
          + Notation.grouped(count))
    }
    let identities = try factors.values.map { values in
      try values.map { try ValueWriter.identity(of: $0, context) }
    }
    shown = factors.values.map(Self.shown)
    let labels = labels
    cells = seeds.flatMap { seed in
      factors.rows.map { levels in
        let named = labels.indices.map { labels[$0] + "=" + identities[$0][levels[$0]] }.sorted()
        let facts = ["weir \(Version.text)", function, "seed=\(seed)"] + named
        return StudyCell(
          identity: Digest(facts.joined(separator: "\n")).text,
          settings: Record(labels.indices.map { .init(labels[$0], factors.values[$0][levels[$0]]) }),
          levels: levels, seed: seed)
      }
    }
  }

  /// The values of each setting, and which of them make up each row of the grid.
  private struct Factors {
    var labels: [String] = []
    var values: [[Value]] = []
    var rows: [[Int]] = []
  }

  private static func factors(of grid: Value) throws -> Factors {
    var factors = Factors()
    switch grid {
    case .record(let record):
      factors.labels = record.labels
      for field in record.fields {
        switch field.value {
        case .list, .range: factors.values.append(try field.value.elements() ?? [])
        case .none, .truth, .integer, .number, .text, .record, .function, .word, .entry, .thing:
          factors.values.append([field.value])
        }
      }
      let count = factors.values.reduce(1) { product, values in
        let (count, overflow) = product.multipliedReportingOverflow(by: values.count)
        return overflow ? .max : count
      }
      guard count <= mostCells else {
        throw CallError.failed("the grid has more than \(Notation.grouped(mostCells)) combinations")
      }
      factors.rows = factors.values.reduce([[]]) { rows, values in
        rows.flatMap { row in values.indices.map { row + [$0] } }
      }
    case .list(let items) where !items.isEmpty && items.count <= mostCells:
      for item in items {
        guard case .record(let record) = item, factors.labels.isEmpty || record.labels == factors.labels
        else {
          throw CallError.failed("the records of a grid must all have the same labels, in the same order")
        }
        factors.labels = record.labels
      }
      factors.values = factors.labels.map { _ in [] }
      for case .record(let record) in items {
        factors.rows.append(
          record.fields.enumerated().map { place, field in
            if let known = factors.values[place].firstIndex(of: field.value) { return known }
            factors.values[place].append(field.value)
            return factors.values[place].count - 1
          })
      }
    case .none, .truth, .integer, .number, .text, .list, .range, .function, .word, .entry, .thing:
      throw CallError(
        .mismatch(
          setting: "grid", expected: "a record with the values of each setting, or a list of records",
          found: grid.found))
    }
    return factors
  }

  /// What records show of [values]: numbers and texts as they are, things as one would write them. What looks alike is
  /// numbered.
  private static func shown(_ values: [Value]) -> [JSON] {
    var seen: [String: Int] = [:]
    return values.map { value in
      switch value {
      case .none: return .null
      case .truth(let value): return .truth(value)
      case .integer(let value): return .integer(value)
      case .number(let value): return .number(value)
      case .text(let text): return .text(text)
      case .list, .record, .range, .function, .word, .entry, .thing:
        let text = value.brief
        seen[text, default: 0] += 1
        let times = seen[text, default: 1]
        return .text(times > 1 ? "\(text) (\(times))" : text)
      }
    }
  }
}
