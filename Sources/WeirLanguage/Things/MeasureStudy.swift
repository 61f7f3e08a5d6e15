import WeirCatalog
import WeirPlot
import WeirStatistics

/// How measures of trainings go with what came of them, group by group.
struct MeasureStudy: Thing, Equatable {
  static let kind = Kind("measure study")

  /// One group of trainings, and one outcome.
  struct Group: Equatable {
    let key: [PlotTable.Cell]
    let outcome: String
    /// How many trainings there are.
    let count: Int
    let correlations: MeasureCorrelations
  }

  /// The columns that make a group.
  let split: [String]
  let measures: [String]
  let groups: [Group]
  /// Rows without all numbers.
  let dropped: Int
}

/// What one can ask of a study of measures.
let measureStudyMembers = MemberTable(
  MeasureStudy.kind,
  [
    Member("rows", of: MeasureStudy.self, "A record for each measure, outcome and group.", result: .list) {
      .list(of: $0.plotTable.records)
    },
    Member(
      "differences", of: MeasureStudy.self,
      "Records of any two measures: |tau| of one less that of the other.",
      result: .list
    ) { .list(of: $0.differenceTable.records) },
    Member("dropped", of: MeasureStudy.self, "How many rows lack a number.", result: .integer) {
      .integer($0.dropped)
    },
  ])

extension MeasureStudy: TableSource {
  /// A row for each measure, outcome and group.
  var plotTable: PlotTable {
    let rows = groups.flatMap { group in measures.indices.map { (group, $0, group.correlations.measures[$0]) }
    }
    func numbers(_ name: String, _ number: (MeasureCorrelations.Measure) -> Double?) -> PlotTable.Column {
      PlotTable.Column(name, rows.map { $0.2.flatMap(number).map { .number($0) } ?? .missing })
    }
    return PlotTable(
      split.indices.map { label in PlotTable.Column(split[label], rows.map { $0.0.key[label] }) } + [
        PlotTable.Column("outcome", rows.map { .text($0.0.outcome) }),
        PlotTable.Column("measure", rows.map { .text(measures[$0.1]) }),
        numbers("tau") { $0.correlation.coefficient }, numbers("size") { abs($0.correlation.coefficient) },
        numbers("low") { $0.interval?.low }, numbers("high") { $0.interval?.high },
        numbers("p") { $0.correlation.p }, PlotTable.Column("n", rows.map { .integer($0.0.count) }),
      ])
  }

  /// A row for any two measures of each outcome and group.
  var differenceTable: PlotTable {
    let rows = groups.flatMap { group in group.correlations.differences.map { (group, $0) } }
    func numbers(_ name: String, _ number: (Interval) -> Double) -> PlotTable.Column {
      PlotTable.Column(name, rows.map { .number(number($0.1.interval)) })
    }
    return PlotTable(
      split.indices.map { label in PlotTable.Column(split[label], rows.map { $0.0.key[label] }) } + [
        PlotTable.Column("outcome", rows.map { .text($0.0.outcome) }),
        PlotTable.Column("more", rows.map { .text(measures[$0.1.first]) }),
        PlotTable.Column("than", rows.map { .text(measures[$0.1.second]) }),
        numbers("by", \.estimate), numbers("low", \.low), numbers("high", \.high),
        PlotTable.Column(
          "told apart", rows.map { .text($0.1.interval.contains(0) ? "no" : "yes") }),
      ])
  }
}

extension MeasureStudy: Composed {
  var brief: String {
    "measures(\(measures.joined(separator: ", ")) in \(groups.count) "
      + "\(groups.count == 1 ? "group" : "groups") of trainings and outcomes)"
  }

  /// The sizes as bars, the numbers with their intervals, and which measures are told apart.
  func exhibits(on display: Display) -> [Exhibit] {
    func table(_ all: PlotTable, _ title: String, _ spared: [String]) -> [Exhibit] {
      let (table, note) = all.fitted(to: display, sparing: spared)
      return [.chart(Table(table, rows: 200, title: title))] + (note.map { [.sentence($0 + ".")] } ?? [])
    }
    return groups.map { .chart(picture(of: $0)) }
      + table(plotTable.narrowed(without: ["size"]), "Correlations, and the intervals of tau", ["n", "p"])
      + table(
        differenceTable.narrowed(without: []), "|tau| of one measure less that of another, and its interval",
        ["told apart"]) + [.sentence(sentence)]
  }

  /// How sure intervals are.
  private var level: Double? {
    groups.lazy.flatMap(\.correlations.measures).compactMap { $0?.interval?.level }.first
  }

  private func name(_ group: Group) -> String {
    (group.key.map(\.text) + [group.outcome]).joined(separator: ", ")
  }

  private func picture(of group: Group) -> any Chart {
    Bars(
      PlotBars(measures, group.correlations.measures.map { abs($0?.correlation.coefficient ?? .nan) }),
      title: "|tau| with \(name(group)), \(group.count) trainings")
  }

  private var sentence: String {
    let told = groups.flatMap { group in
      group.correlations.differences.filter { !$0.interval.contains(0) }.map { pair in
        let isFirst = pair.interval.estimate > 0
        return "\(measures[isFirst ? pair.first : pair.second]) goes with \(name(group)) more than "
          + "\(measures[isFirst ? pair.second : pair.first])"
      }
    }
    let compared = groups.reduce(0) { $0 + $1.correlations.differences.count }
    let found =
      compared == 0
      ? "There are no two measures to compare."
      : told.isEmpty
        ? "No two measures are told apart: every interval of a difference holds zero."
        : "\(told.count) of \(compared) differences are told apart"
          + (level.map { ", by intervals of \(Readable.number(100 * $0)) % each" } ?? "")
          + ": \(told.joined(separator: "; "))."
    let lost =
      dropped == 0 ? "" : " \(dropped) \(dropped == 1 ? "row is" : "rows are") left out for want of a number."
    return found + lost
  }
}

extension PlotTable {
  /// The same for the eye: an interval in one column, and no column that is in [left].
  fileprivate func narrowed(without left: Set<String>) -> PlotTable {
    var shown: [Column] = []
    for column in columns where !left.contains(column.name) {
      switch column.name {
      case "low": continue
      case "high":
        let low = columns.first { $0.name == "low" }?.cells ?? []
        shown.append(
          Column(
            "interval",
            zip(low, column.cells).map { $0 == .missing ? .missing : .text("\($0.text) to \($1.text)") }))
      default: shown.append(column)
      }
    }
    return PlotTable(shown)
  }
}
