import WeirCatalog
import WeirEngine
import WeirPlot

/// Golden checks as they came out on this machine: what `weir selftest` says.
public struct GoldenReport {
  private let sections: [(title: String, rows: [GoldenTable.Row])]

  /// Makes all checks of [sections], with data from [environment].
  public init(_ sections: [GoldenSection] = GoldenSection.all, in environment: DataEnvironment) {
    self.sections = sections.map { section in
      (section.title, section.checks.map { GoldenTable.Row(check: $0, outcome: $0.outcome(in: environment)) })
    }
  }

  private var rows: [GoldenTable.Row] { sections.flatMap(\.rows) }

  /// The exit status: 0, or 1 if a check misses.
  public var status: Int32 { rows.contains { $0.outcome.isMiss } ? 1 : 0 }

  /// A line for each check, and a sentence about all.
  public func text(on display: Display) -> String {
    let table = GoldenTable(rows, width: display.width)
    let parts = sections.map { table.lines(under: $0.title, $0.rows) } + [[summary]]
    return parts.map { $0.flatMap { $0.text(on: display) }.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  /// How it went.
  private var summary: GoldenTable.Line {
    let missed = rows.filter { $0.outcome.isMiss }.map(\.check.name)
    let made = rows.filter { if case .skipped = $0.outcome { false } else { true } }
    let numbers = made.reduce(0) { $0 + $1.check.expected.count }
    let skipped = made.count < rows.count ? " \(rows.count - made.count) could not be made here." : ""
    guard !missed.isEmpty else {
      return .init("All \(made.count) checks agree, \(Notation.grouped(numbers)) numbers in all." + skipped)
    }
    return .init(
      "\(missed.count) of \(made.count) checks miss: \(missed.joined(separator: "; "))." + skipped, .error)
  }
}
