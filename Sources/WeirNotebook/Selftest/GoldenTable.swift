import WeirCatalog
import WeirEngine
import WeirPlot

/// The lines of a table of golden checks. Of a check with many numbers the one that is off most is shown.
struct GoldenTable {
  /// A check and what came of it.
  struct Row {
    let check: GoldenCheck
    let outcome: GoldenOutcome
  }

  /// A line before it is broken at the width of a display.
  struct Line {
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = .plain) { (self.text, self.style) = (text, style) }

    func text(on display: Display) -> [String] {
      AnyEntry.wrap(TextWidth.printable(text, ascii: display.charset == .ascii), width: display.width).map {
        display.isColoured && style != .plain ? style.begin + $0 + Style.plain.begin : $0
      }
    }
  }

  private static let heads = ["value", "reference", "difference", "allowed"]
  /// The columns of the longest name, and of each of the four numbers.
  private let name: Int, numbers: [Int]
  /// Whether name and numbers fit into a line, and whether the source does too.
  private let hasColumns: Bool, hasSources: Bool

  /// A table of all [rows] in lines of [width].
  init(_ rows: [Row], width: Int) {
    let cells = rows.compactMap { Self.cells($0.outcome) } + [Self.heads]
    numbers = Self.heads.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    name = rows.map(\.check.name.count).max() ?? 0
    let narrow = 4 + name + numbers.reduce(0) { $0 + 2 + $1 }
    hasColumns = narrow <= width
    hasSources = narrow + (rows.map(\.check.source.count).max() ?? 0) <= width
  }

  /// The lines of [rows] under [title]. Sources stand behind the numbers or, where there is no room, above them.
  func lines(under title: String, _ rows: [Row]) -> [Line] {
    var lines = [Line(hasColumns ? columns(title, Self.heads, source: "source") : title, .label)]
    var source: String?
    for row in rows {
      if !hasSources, row.check.source != source { lines.append(Line("  " + row.check.source, .faint)) }
      source = row.check.source
      lines += self.lines(of: row)
    }
    return lines
  }

  private func lines(of row: Row) -> [Line] {
    let (check, head) = (row.check, (hasSources ? "  " : "    ") + row.check.name)
    switch row.outcome {
    case .skipped(let reason): return [Line("\(head): skipped, since \(reason)", .faint)]
    case .failed(let reason): return [Line("\(head): failed, since \(reason)", .error)]
    case .compared(let worst):
      let cells = Self.cells(worst)
      let words = zip(Self.heads, cells).map { $0 + " " + $1 }.joined(separator: ", ")
      let line = hasColumns ? columns(head, cells, source: check.source) : head + ": " + words
      if worst.agrees { return [Line(line)] }
      let reason = "\(head): missed, since \(check.tolerance.reason)"
      return [Line(line, .error), Line(reason, .error)]
    }
  }

  /// [head] and [cells] in their columns, and [source] behind them where there is room.
  private func columns(_ head: String, _ cells: [String], source: String) -> String {
    let margin = name + (hasSources ? 2 : 4)
    let numbers = zip(cells, numbers).map { String(repeating: " ", count: 2 + $1 - $0.count) + $0 }.joined()
    return head + String(repeating: " ", count: max(0, margin - head.count)) + numbers
      + (hasSources ? "  " + source : "")
  }

  /// The numbers of a comparison as they are shown.
  private static func cells(_ worst: Comparison) -> [String] {
    // As many digits as single precision holds in any case, but all where the number is whole.
    func number(_ value: Double) -> String {
      if value == value.rounded() { return Notation.plain(value) }
      return Readable.number(value, digits: abs(value) < 1e-3 ? 3 : 6)
    }
    return [number(worst.value), number(worst.reference)]
      + [worst.difference, worst.allowed].map { Readable.number($0, digits: 2) }
  }

  private static func cells(_ outcome: GoldenOutcome) -> [String]? {
    if case .compared(let worst) = outcome { cells(worst) } else { nil }
  }
}
