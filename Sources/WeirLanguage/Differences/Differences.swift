import WeirCatalog
import WeirEngine
import WeirPlot

/// How two values differ, for people to read: sentences, and tables of what is not the same.
public struct Differences: Sendable {
  /// Something there is to say.
  enum Part: Sendable, Equatable {
    case sentence(String)
    case table(PlotTable)
  }

  /// What there is to say, in order.
  var parts: [Part] = []
  private let context: Context
  /// What the two are called in sentences, and above columns.
  let names: (a: String, b: String)

  /// The differences of [a] and [b], which are called [names]. Cost: for networks and datasets a pass over all of them.
  public init(_ a: Value, _ b: Value, called names: (String, String), _ context: Context) {
    (self.names, self.context) = (names, context)
    compare(a, b)
  }

  /// All of it, no line wider than [display].
  public func text(on display: Display) -> String {
    parts.map { part in
      switch part {
      case .sentence(let text): text
      case .table(let table): Table(table).render(on: display)
      }
    }.joined(separator: "\n")
  }

  mutating func say(_ sentence: String) { parts.append(.sentence(sentence)) }

  /// Adds a table with a row for each of [rows]: what it is about, and what it is in either.
  mutating func tabulate(
    _ heading: String, _ rows: [(label: String, a: PlotTable.Cell, b: PlotTable.Cell)]
  ) {
    guard !rows.isEmpty else { return }
    parts.append(
      .table(
        PlotTable([
          .init(heading, rows.map { .text($0.label) }), .init(column(names.a, 0), rows.map(\.a)),
          .init(column(names.b, 1), rows.map(\.b)),
        ])))
  }

  /// What stands above the columns of the two: their names, unless these are whole expressions.
  func column(_ name: String, _ place: Int) -> String {
    name.count <= Self.longestName ? name : ["first", "second"][place]
  }

  private static let longestName = 16

  /// Where to compute.
  var execution: Execution { context.execution }

  // MARK: - Kinds of values

  private mutating func compare(_ a: Value, _ b: Value) {
    if isSame(a, b) { return say("`\(names.a)` and `\(names.b)` are the same: \(a.brief)") }
    switch (a, b) {
    case (.record(let a), .record(let b)): compare(a, b)
    case (.list(let a), .list(let b)): compare(a, b)
    case (.thing(let a as Network), .thing(let b as Network)): compare(a, b)
    case (.thing(let a as Run), .thing(let b as Run)): compare(a, b)
    case (.thing(let a as Mask), .thing(let b as Mask)): compare(a, b)
    case (.thing(let a as Series), .thing(let b as Series)): compare(a, b)
    case _:
      if let x = a.asNumber, let y = b.asNumber {
        say("`\(names.b)` - `\(names.a)` is \(Readable.number(y - x))")
      }
      compareBriefly(a, b)
    }
  }

  mutating func compareBriefly(_ a: Value, _ b: Value) {
    say("`\(names.a)` is \(a.brief)")
    let alike = a.brief == b.brief ? ", but with other contents" : ""
    say("`\(names.b)` is \(b.brief)" + alike)
  }

  /// Whether they are equal, or as equal as what equals nothing can be: not-a-number, and functions.
  func isSame(_ a: Value, _ b: Value) -> Bool { a == b || a.digest(context) == b.digest(context) }

  private mutating func compare(_ a: Record, _ b: Record) {
    let labels = a.labels + b.labels.filter { a[$0] == nil }
    func same(_ label: String) -> Bool {
      if let x = a[label], let y = b[label] { isSame(x, y) } else { false }
    }
    let other = labels.filter { !same($0) }
    say("\(labels.count - other.count) of \(labels.count) fields are the same")
    tabulate("field", other.map { ($0, cell(a[$0]), cell(b[$0])) })
  }

  private mutating func compare(_ a: List, _ b: List) {
    let common = min(a.count, b.count)
    let other = (0..<common).filter { !isSame(a[$0], b[$0]) }
    let lengths = a.count == b.count ? "" : "; `\(names.a)` has \(a.count), `\(names.b)` has \(b.count)"
    say("\(common - other.count) of the first \(common) items are the same" + lengths)
    tabulate("index", other.map { ("\($0)", cell(a[$0]), cell(b[$0])) })
  }

  private mutating func compare(_ a: Mask, _ b: Mask) {
    compareBriefly(.thing(a), .thing(b))
    guard (a.rows, a.columns) == (b.rows, b.columns) else { return }
    let shared = a.shared(with: b)
    say(
      "\(Notation.grouped(shared)) weights are active in both, \(Notation.grouped(a.count - shared)) only in "
        + "`\(names.a)`, \(Notation.grouped(b.count - shared)) only in `\(names.b)`")
  }

  /// What a cell of a table shows of [value]; nothing for what is not there.
  func cell(_ value: Value?) -> PlotTable.Cell {
    switch value {
    case nil: .missing
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case let value?: .text(String(value.brief.prefix(200)))
    }
  }
}
