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
  /// Rows without both numbers.
  let dropped: Int
}

extension Judgement: Equatable {
  static func == (a: Judgement, b: Judgement) -> Bool {
    a.names == b.names && a.labels == b.labels && a.keys == b.keys && a.comparison == b.comparison
      && a.dropped == b.dropped
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
    Member("overall", of: Judgement.self, "The test of all pairs together.", result: SignedRankTest.kind) {
      .thing($0.comparison.overall)
    },
    Member("level", of: Judgement.self, "The adjusted p that is to be reached.", result: .number) {
      .number($0.comparison.level)
    },
    Member("dropped", of: Judgement.self, "How many rows lack a number.", result: .integer) {
      .integer($0.dropped)
    },
  ])

extension Judgement {
  fileprivate func record(_ cell: Int) -> Value {
    let found = comparison.cells[cell]
    let settings = zip(labels, keys[cell]).map { Record.Field($0, $1.value) }
    return .record(
      Record(
        settings + [
          .init("pairs", .integer(found.test.pairs)), .init(names.a, .number(found.a.mean)),
          .init(names.b, .number(found.b.mean)), .init("difference", .number(found.difference.estimate)),
          .init("low", .number(found.difference.low)), .init("high", .number(found.difference.high)),
          .init("effect", .number(found.test.effect)), .init("p", .number(found.test.p)),
          .init("holm", .number(found.adjustedP)),
          .init("found", .truth(found.adjustedP <= comparison.level)),
        ]))
  }

  /// The values of a cell's settings: `width 79, relu`.
  fileprivate func name(_ cell: Int) -> String {
    zip(labels, keys[cell]).map { label, value in
      if case .text(let text) = value { return text }
      return "\(label) \(value.text)"
    }.joined(separator: ", ")
  }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }
}

extension Judgement: TableSource {
  /// A row for each cell.
  var plotTable: PlotTable {
    let cells = comparison.cells
    func numbers(_ name: String, _ number: (PairedComparison.Cell) -> Double) -> PlotTable.Column {
      PlotTable.Column(name, cells.map { .number(number($0)) })
    }
    return PlotTable(
      labels.indices.map { label in PlotTable.Column(labels[label], keys.map { $0[label] }) } + [
        PlotTable.Column("pairs", cells.map { .integer($0.test.pairs) }),
        numbers(names.a, \.a.mean), numbers(names.b, \.b.mean),
        PlotTable.Column(
          "difference, 95 %",
          cells.map {
            .text(
              "\(Readable.number($0.difference.low, digits: 3)) to \(Readable.number($0.difference.high, digits: 3))"
            )
          }),
        numbers("effect", \.test.effect), numbers("p", \.test.p), numbers("holm", \.adjustedP),
      ])
  }
}

extension Judgement: Shown {
  var brief: String {
    "judgement(\(names.a) against \(names.b), \(comparison.found.count) of \(comparison.cells.count) "
      + "\(comparison.cells.count == 1 ? "cell" : "cells") at \(Readable.number(100 * comparison.level)) %)"
  }

  /// The table, the differences as boxes, and what they come to.
  func full(on display: Display) -> String {
    let parts = [Table(plotTable).render(on: display), picture.render(on: display)]
    return (parts + AnyEntry.wrap(sentence, width: display.width)).joined(separator: "\n")
  }

  /// The paired differences of each cell.
  var picture: any Chart {
    Boxes(
      comparison.cells.indices.map { cell in
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
    let smallest = PairedPower(
      pairs: comparison.cells.map(\.test.pairs).max() ?? 0, level: comparison.level, tests: all,
      side: comparison.overall.side)
    let limit =
      smallest.canReach
      ? "" : " No outcome could have reached it: that takes at least \(smallest.fewestPairs) pairs a cell."
    let together =
      all == 1
      ? ""
      : " All \(comparison.overall.pairs) pairs together: effect \(Readable.number(comparison.overall.effect)), "
        + "p = \(Readable.number(comparison.overall.p))."
    let lost =
      dropped == 0
      ? ""
      : " \(dropped) \(dropped == 1 ? "row is" : "rows are") left out for want of a number."
    return first + "." + limit + together + lost
  }
}
