import WeirCatalog
import WeirPlot

/// `group`: rows that agree in some columns, taken together.
struct Group: Builtin {
  @Required var table: DataTable
  @Required var by: [String]
  var summary = Value.entry(Group.mean)
  var of: [String]?

  static let result: Kind? = DataTable.kind
  static let entry = Entry<Group>(
    "group", "Takes the rows of a table together that agree in some columns.",
    details: """
      The result has these columns, `count`, and what a function of a list gives for each column of numbers: cells that are \
      missing are left out, and so are `seed` and, unless it is asked for, `seconds`. Where the table has a `count` of its \
      own among these, that of the rows is called `row_count`.
      """,
    settings: [
      .required("table", \.$table, .thing(DataTable.self), "The table."),
      .required("by", \.$by, .names, "A column, or a list of columns."),
      Setting("with", \.summary, .function, "What is made of the numbers of a group."),
      Setting("of", \.of, .optional(.names), "The columns to take together; none: all columns of numbers."),
    ],
    examples: [
      Example(
        """
        found = study("halves", grid: {x: [1, 2]}, seeds: 1...2, run: c => {y: c.x / 2 + c.seed})
        found.group(by: "x").y.values
        """, prints: "[2.0, 2.5]")
    ], words: ["aggregate", "mean", "summary"])

  static let mean = AnyEntry(Mean.self, shelf: builtins.kind)

  func run(_ context: Context) throws -> Value {
    let keys = try by.map { try table.column($0) }
    let values =
      try of.map { try $0.map { try table.column($0) } }
      ?? table.columns.filter { column in
        column.isNumeric && !by.contains(column.name) && !["seed", "seconds"].contains(column.name)
      }
    let groups = Groups(keys)
    var columns = keys.map { key in
      DataTable.Column(key.name, groups.places.map { key.cells[$0[0]] })
    }
    let taken = Set((keys + values).map(\.name))
    guard let count = ["count", "row_count"].first(where: { !taken.contains($0) }) else {
      throw CallError.failed(
        "the table has columns `count` and `row_count`, so there is no name for how many rows a group has")
    }
    columns.append(.init(count, groups.places.map { .integer($0.count) }))
    for value in values where !columns.contains(where: { $0.name == value.name }) {
      columns.append(
        .init(value.name, try groups.places.map { try Self.summary(of: value, $0, summary, context) }))
    }
    return .thing(DataTable(columns))
  }

  /// What [summary] gives for the cells at [places] of [column] that are there; none if there are none.
  static func summary(
    of column: DataTable.Column, _ places: [Int], _ summary: Value, _ context: Context
  ) throws -> Value {
    let cells = places.map { column.cells[$0] }.filter { $0 != .none }
    guard !cells.isEmpty else { return .none }
    let result: Value
    do { result = try context.call(summary, [.list(of: cells)]) } catch let error as CallError {
      throw CallError.failed("of the column `\(column.name)` nothing can be made: \(error.message)")
    }
    switch result {
    case .none, .truth, .integer, .number, .text: return result
    case .list, .record, .range, .function, .word, .entry, .thing:
      throw CallError.failed("what is made of a group must be a number or a text, but is \(result.found)")
    }
  }
}

extension Conversion where Value == [String] {
  /// A name, or a list of names.
  static var names: Self {
    let expected = "a text, or a list of texts"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> [String] in
        let items: Argument.Items
        if case .list(let list) = argument { items = list } else { items = [argument] }
        let names = items.compactMap { if case .text(let name) = $0 { name } else { nil as String? } }
        guard names.count == items.count, !names.isEmpty else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        return names
      },
      show: { "[" + $0.map { Notation.text($0) }.joined(separator: ", ") + "]" }
    ).distinct()
  }
}
