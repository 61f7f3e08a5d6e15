import WeirCatalog
import WeirEngine
import WeirPlot

extension Differences {
  /// The settings that differ, what came of either, and where their ways part.
  mutating func compare(_ a: Run, _ b: Run) {
    let facts = zip(a.plan.facts, b.plan.facts).filter { $0.text != $1.text }
    if facts.isEmpty { say("`\(names.a)` and `\(names.b)` have the same settings") }
    tabulate("setting", facts.map { ($0.name, .text($0.text), .text($1.text)) })
    tabulate(
      "outcome",
      [
        ("status", .text(a.status.name), .text(b.status.name)),
        ("steps", .integer(a.steps), .integer(b.steps)),
        ("loss", Self.last(a.loss), Self.last(b.loss)),
        ("accuracy", cell(a.accuracy.map { .number($0) }), cell(b.accuracy.map { .number($0) })),
        ("EGF", Self.last(a.egf()), Self.last(b.egf())),
        ("density", .number(a.network.density), .number(b.network.density)),
      ])
    sayWhereTheyPart(a.loss, b.loss, over: "step")
    if a.network == b.network {
      say("their networks are the same")
    } else {
      say("`:diff \(names.a).net \(names.b).net` compares their networks")
    }
  }

  mutating func compare(_ a: Series, _ b: Series) {
    compareBriefly(.thing(a), .thing(b))
    sayWhereTheyPart(a, b, over: a.axis)
  }

  /// Where two series first differ, of the places at which both were taken.
  private mutating func sayWhereTheyPart(_ a: Series, _ b: Series, over axis: String) {
    let others = Dictionary(zip(b.positions, b.values)) { first, _ in first }
    let common = zip(a.positions, a.values).compactMap { position, value in
      others[position].map { (position: position, a: value, b: $0) }
    }
    guard let last = common.last else { return }
    let name = a.name == b.name ? a.name : "values"
    guard let first = common.first(where: { $0.a.bitPattern != $0.b.bitPattern }) else {
      return say("their \(name) is the same up to \(axis) \(Readable.number(last.position))")
    }
    let most = common.filter { ($0.a - $0.b).isFinite }.max { abs($0.a - $0.b) < abs($1.a - $1.b) }
    let largest = most.map {
      ", and most at \(Readable.number($0.position)): by \(Readable.number($0.b - $0.a))"
    }
    say("their \(name) first differs at \(axis) \(Readable.number(first.position))" + (largest ?? ""))
  }

  private static func last(_ series: Series) -> PlotTable.Cell {
    series.values.last.map { .number($0) } ?? .missing
  }
}
