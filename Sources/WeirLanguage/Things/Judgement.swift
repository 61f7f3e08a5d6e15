import WeirCatalog
import WeirPlot
import WeirStatistics

/// What came of judging pairs: for each cell a test, and what all say together.
struct Judgement: Thing {
  static let kind = Kind("judgement")
  /// What is compared with what.
  let names: (a: String, b: String)
  /// The settings that make a cell, and their values in each.
  let labels: [String]
  let keys: [[PlotTable.Cell]]
  let comparison: PairedComparison

  /// Rows that are left out, having too few numbers.
  var dropped: Int { comparison.cells.reduce(0) { $0 + $1.dropped } }
}

extension Judgement: Equatable {
  static func == (a: Judgement, b: Judgement) -> Bool {
    a.names == b.names && a.labels == b.labels && a.keys == b.keys && a.comparison == b.comparison
  }
}

/// What one can ask of a judgement.
let judgementMembers = MemberTable(
  Judgement.kind,
  [
    Member("cells", of: Judgement.self, "A record for each cell.", result: .list) { judgement in
      .list(of: judgement.comparison.cells.indices.map { judgement.record($0) })
    },
    Member("found", of: Judgement.self, "How many cells reach the level.", result: .integer) {
      .integer($0.comparison.found.count)
    },
    Member(
      "overall", of: Judgement.self,
      "One more test, of all pairs together: not adjusted, and pairs of equal seeds are not independent.",
      result: SignedRankTest.kind
    ) { .thing($0.comparison.overall) },
    Member("level", of: Judgement.self, "The adjusted p that is to be reached.", result: .number) {
      .number($0.comparison.level)
    },
    Member("dropped", of: Judgement.self, "How many rows are left out.", result: .integer) {
      .integer($0.dropped)
    },
  ])

extension Judgement {
  fileprivate func record(_ cell: Int) -> Value {
    let found = comparison.cells[cell]
    let settings = zip(labels, keys[cell]).map { Record.Field($0, $1.value) }
    let own: [(String, Value)] = [
      ("pairs", .integer(found.test.pairs)), ("lost", .integer(found.lostByA)),
      ("won", .integer(found.lostByB)), ("dropped", .integer(found.dropped)),
    ]
    let judged: [(String, Value)] = [
      ("difference", Self.number(found.difference.estimate)), ("low", Self.number(found.difference.low)),
      ("high", Self.number(found.difference.high)), ("effect", .number(found.test.effect)),
      ("p", .number(found.test.p)), ("holm", .number(found.adjustedP)),
      ("found", .truth(found.adjustedP <= comparison.level)),
    ]
    let means = [(names.a, found.a.mean), (names.b, found.b.mean)].map { Record.Field($0, Self.number($1)) }
    return .record(
      Record(
        settings + own.map { .init(label($0), $1) } + means + judged.map { .init(label($0), $1) }))
  }

  /// What the judgement's own column [name] is called: by another name if a column of the person's has that one.
  func label(_ name: String) -> String {
    (labels + [names.a, names.b]).contains(name) ? label("judged_" + name) : name
  }

  /// A number that there may be none of.
  private static func number(_ value: Double) -> Value { value.isFinite ? .number(value) : .none }

  /// The values of a cell's settings: `width 79, relu`.
  fileprivate func name(_ cell: Int) -> String {
    zip(labels, keys[cell]).map { label, value in
      if case .text(let text) = value { return text }
      return "\(label) \(value.text)"
    }.joined(separator: ", ")
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }
}

extension Judgement: Composed {
  var brief: String {
    "judgement(\(names.a) against \(names.b), \(comparison.found.count) of \(comparison.cells.count) "
      + "\(comparison.cells.count == 1 ? "cell" : "cells") at \(Readable.number(100 * comparison.level)) %)"
  }

  /// The table, the differences as boxes, and what they come to.
  func exhibits(on display: Display) -> [Exhibit] {
    let (table, note) = table(fitting: display)
    return [.chart(Table(table))] + (note.map { [.sentence($0 + "; `.cells` has all.")] } ?? [])
      + (picture.map { [.chart($0)] } ?? []) + [.sentence(sentence)]
  }

  /// The paired differences of each cell that has any; nil if none has.
  var picture: (any Chart)? {
    let places = comparison.cells.indices.filter { !comparison.cells[$0].a.isEmpty }
    guard !places.isEmpty else { return nil }
    return Boxes(
      places.map { cell in
        let found = comparison.cells[cell]
        return PlotSeries(name(cell), y: zip(found.a, found.b).map { $0 - $1 })
      }, title: "\(names.a) - \(names.b), pair by pair")
  }

  private var sentence: String {
    let (all, found) = (comparison.cells.count, comparison.found)
    let level = "\(Readable.number(100 * comparison.level)) %"
    let word =
      comparison.overall.side == .greater
      ? "greater" : comparison.overall.side == .less ? "less" : "different"
    let claim = "`\(names.a)` is \(word) than `\(names.b)`".replacing(
      "different than", with: "different from")
    let first: String
    if all == 1 {
      first = found.isEmpty ? "That \(claim) is not found at \(level)" : "\(claim), found at \(level)"
    } else if found.isEmpty {
      first = "That \(claim) is found in none of \(all) cells at \(level), adjusted by Holm's rule"
    } else {
      let names =
        found.count == all
        ? "all \(all) cells" : "\(found.count) of \(all) cells (\(found.map(name).joined(separator: "; ")))"
      first = "\(claim) in \(names) at \(level), adjusted by Holm's rule"
    }
    let power = ComparisonPower(
      pairs: comparison.cells.map(\.test.pairs), level: comparison.level, side: comparison.overall.side)
    let limit =
      power.canReach
      ? "" : " No outcome could have reached it: that takes at least \(power.fewestPairs) pairs a cell."
    let together =
      all == 1
      ? ""
      : " All \(comparison.overall.pairs) pairs together have an effect of "
        + "\(Readable.number(comparison.overall.effect))."
    return first + "." + limit + together + lost + left
  }

  /// The pairs that one of both has lost for want of a number.
  private var lost: String {
    let counts = [(names.a, \PairedComparison.Cell.lostByA), (names.b, \.lostByB)].compactMap { name, count in
      let lost = comparison.cells.reduce(0) { $0 + $1[keyPath: count] }
      return lost == 0 ? nil : "`\(name)` has lost \(lost) \(lost == 1 ? "pair" : "pairs")"
    }
    return counts.isEmpty
      ? "" : " By having no number \(counts.joined(separator: " and ")), with the largest rank."
  }

  /// The rows that are left out, cell by cell.
  private var left: String {
    guard dropped > 0 else { return "" }
    let cells = comparison.cells.indices.filter { comparison.cells[$0].dropped > 0 }
    let each = cells.map { "\(comparison.cells[$0].dropped) of \(name($0))" }
    let which = labels.isEmpty ? "" : " (\(each.joined(separator: "; ")))"
    return " \(dropped) \(dropped == 1 ? "row is" : "rows are") left out for want of a number\(which)."
  }
}
