import WeirCatalog
import WeirEngine

/// One cell of a study: settings and a seed.
struct StudyCell: Sendable {
  /// What tells it from all others: a digest of its settings, of the seed, of the function with all that it sees, and
  /// of the version of Weir. Things among the settings count by what differs from their defaults.
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
  /// Of each row of the grid, and each setting, which of its values it is.
  let rows: [[Int]]
  /// What records show of each value of each setting.
  let shown: [[JSON]]
  let seeds: [Int]
  /// The identity of what is run.
  let function: String

  /// The most cells of a study.
  static let mostCells = 1_000_000
  /// What columns of records are called besides settings.
  static let reserved = ["cell", "seed", "status", "error", "seconds", StudyRecord.textual]

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
    try Self.refuseRepeated(factors, identities, context)
    (rows, self.seeds, self.function) = (factors.rows, seeds, function)
    shown = zip(factors.values, identities).map { zip($0, $1).map(Self.shown) }
    let labels = labels
    let settings = Array(zip(factors.rows, factors.records))
    cells = seeds.flatMap { seed in
      settings.map { levels, settings in
        let named = labels.indices.map { labels[$0] + "=" + identities[$0][levels[$0]] }.sorted()
        let facts = ["weir \(Version.text)", function, "seed=\(seed)"] + named
        return StudyCell(
          identity: Digest(facts.joined(separator: "\n")).text,
          settings: settings, levels: levels, seed: seed)
      }
    }
  }

  /// What the record of [cell] says of it: its settings and its seed.
  func facts(of cell: StudyCell) -> [JSON.Member] {
    labels.indices.map { JSON.Member(labels[$0], shown[$0][cell.levels[$0]]) }
      + [.init("seed", .integer(cell.seed))]
  }

  /// The values of each setting, and which of them make up each row of the grid.
  private struct Factors {
    var labels: [String] = []
    var values: [[Value]] = []
    var rows: [[Int]] = []

    /// The settings of each row.
    var records: [Record] {
      rows.map { levels in Record(labels.indices.map { .init(labels[$0], values[$0][levels[$0]]) }) }
    }
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
      if let empty = factors.values.firstIndex(where: \.isEmpty) {
        throw CallError.failed("the grid has no cell, since `\(factors.labels[empty])` lists no value")
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

  /// Refuses a grid two rows of which are the same: their cells would be one, and count as several.
  private static func refuseRepeated(
    _ factors: Factors, _ identities: [[String]], _ context: Context
  ) throws {
    let alike = try zip(factors.values, identities).map { values, identities in
      try zip(values, identities).map { try sameness(of: $0, $1, context) }
    }
    var known = Set<[String]>()
    for row in factors.rows where !known.insert(zip(alike, row).map { $0[$1] }).inserted {
      let settings = zip(factors.labels, zip(factors.values, row)).map { "\($0) \($1.0[$1.1].brief)" }
      throw CallError.failed(
        "the rows of a grid must differ from one another, but it has \(settings.joined(separator: ", ")) twice"
      )
    }
  }

  /// What values have in common that mean the same, 1 and 1.0, `[1]` and `[1.0]`, `adam` and `adam()`: the identity of
  /// one of them.
  private static func sameness(of value: Value, _ identity: String, _ context: Context) throws -> String {
    switch value {
    case .number, .entry, .list, .record: try ValueWriter.identity(of: plainest(value), context)
    case .none, .truth, .integer, .text, .range, .function, .word, .thing: identity
    }
  }

  /// The one that stands for all values that are equal to [value], lists and records by their parts.
  private static func plainest(_ value: Value) -> Value {
    switch value {
    case .number(let number): return Int(exactly: number).map { .integer($0) } ?? value
    case .entry(let entry):
      guard builtinTypes[entry.name] == nil, let thing = try? entry.make([]) as? any Thing else {
        return value
      }
      return .thing(thing)
    case .list(let items): return .list(of: items.map(plainest))
    case .record(let record):
      let sorted = record.fields.sorted { $0.label < $1.label }
      return .record(Record(sorted.map { .init($0.label, plainest($0.value)) }))
    case .none, .truth, .integer, .text, .range, .function, .word, .thing: return value
    }
  }

  /// What records show of [value], which has that [identity]: numbers and texts as they are, things as one would write
  /// them. Before what is not told in full, as a network or what a function captures, stands a part of the identity:
  /// so equal words are equal values, in every call of a study.
  private static func shown(_ value: Value, _ identity: String) -> JSON {
    if let field = value.field { return JSON(field) }
    let (text, isWhole) = words(of: value)
    return .text(isWhole ? text : "#\(Digest(identity).text.prefix(6)) \(text)")
  }

  /// The most letters of a function that is shown by its words.
  private static let mostLetters = 32

  /// [value] on one line, and whether that says all of it.
  private static func words(of value: Value) -> (text: String, isWhole: Bool) {
    switch value {
    case .none, .truth, .integer, .number, .text, .range, .word, .entry: return (value.brief, true)
    case .list(let items): return (value.brief, items.allSatisfy { words(of: $0).isWhole })
    case .record(let record): return (value.brief, record.fields.allSatisfy { words(of: $0.value).isWhole })
    case .function(let closure):
      let code = closure.code
      guard code.name == nil, code.words.count <= mostLetters, !code.words.contains("\n") else {
        return (value.brief, false)
      }
      return (code.words, closure.captured.isEmpty && code.globals.isEmpty)
    case .thing(let thing):
      let parts = (thing as? any Catalogued)?.parts?.map(\.part)
      let isWhole = parts?.allSatisfy { if case .notation = $0 { true } else { false } }
      return (value.brief, isWhole ?? false)
    }
  }
}
