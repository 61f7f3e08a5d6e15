import WeirCatalog
import WeirPlot
import WeirStatistics

/// `compare`: a study of pairs, judged.
struct Compare: JudgesPairs, Trains {
  var study = RunStudy()
  var judging = JudgingChoices()
  var anyway = false

  static let result: Kind? = Judgement.kind
  static let entry = Entry<Compare>(
    "compare", "Runs a study of pairs, such as sparse and dense networks of one capacity, and judges it.",
    details: """
      `run` is given a cell, as by `study`, and gives a record with the numbers `sparse` and `dense`, or those named \
      by `a` and `b`. The seeds are the pairs of a cell; all settings of the grid make cells, or those in `by`, over \
      which the others are pooled. Before anything runs it says the smallest p that so many pairs can reach, adjusted \
      for the number of cells, and refuses a study that cannot reach the level, unless `anyway: true`. The judgement \
      is that of `judge`.
      """,
    source: "Tessera, Hooker and Rosman 2021; Wilcoxon 1945; Holm 1979",
    settings: [
      .required("name", \.study.$name, .text, "What the study, and its folder, are called."),
      .required(
        "grid", \.study.$grid, .value, "A record with the values of each setting, or a list of records."),
      .required("run", \.study.$function, .function, "A function of a cell, which gives both numbers."),
      Setting("seeds", \.study.seeds, .list(of: .integer, count: 1...), "The seeds: a pair each."),
      Setting("retry", \.study.retry, .truth, "Whether cells that failed or diverged are run again."),
      Setting("on", \.study.executor, .made(by: executors), "Where cells run: `workers(2)`, or `slurm()`."),
      Setting(
        "folder", \.study.folder, .optional(.text), "The folder of the study; none: `studies/` and its name."),
      Setting("anyway", \.anyway, .truth, "Whether to run what cannot reach the level."),
    ] + judgingSettings, positional: 2,
    examples: [
      Example(
        """
        fn cell(c) {
          pair = sc_sdc(inputs: 2, classes: 2, depth: 1, dense_width: c.width, max_width: 8)
          {sparse: train(pair.sparse, moons(), steps: 5).accuracy, dense: train(pair.dense, moons(), steps: 5).accuracy}
        }
        compare("widths", grid: {width: [2, 4]}, seeds: 1...6, resamples: 20, run: cell).cells.length
        """, prints: "2")
    ], words: ["sc-sdc", "significance", "wilcoxon", "fair", "study"])

  func run(_ context: Context) throws -> Value {
    let rows = try Self.rows(of: study.grid)
    let labels = judging.by ?? rows[0].labels
    if let stranger = labels.first(where: { !rows[0].labels.contains($0) }) {
      throw CallError.failed(
        "`by` names `\(stranger)`, which is no setting of the grid",
        suggestion: Spelling.suggestion(for: stranger, among: rows[0].labels))
    }
    var keys: [[Value?]] = []
    for row in rows {
      let key = labels.map { row[$0] }
      if !keys.contains(key) { keys.append(key) }
    }
    let design = PairedPower(
      pairs: rows.count / keys.count * study.seeds.count, level: judging.level, tests: keys.count,
      side: judging.side)
    try say(design, context)
    guard case .thing(let table as any TableSource) = try study.run(context) else {
      preconditionFailure("a study gives a table")
    }
    return .thing(try judgement(of: table.plotTable, by: labels, context))
  }

  /// Says what [design] can find. Errors: it can find nothing, and is not to be run anyway.
  private func say(_ design: PairedPower, _ context: Context) throws {
    let level = "\(Readable.number(100 * design.level)) %"
    let cells =
      design.tests == 1
      ? "" : ", or \(Readable.number(design.smallestAdjustedP)) adjusted for \(design.tests) cells"
    let smallest =
      "with \(design.pairs) pairs a cell no p is below \(Readable.number(design.smallestP))\(cells)"
    guard design.canReach || anyway else {
      throw CallError.failed(
        "\(smallest), so this study cannot reach \(level), whatever it finds: that takes \(design.fewestPairs) pairs",
        suggestion: "give more seeds, pool cells with `by`, or write `anyway: true`")
    }
    context.host.note("\(smallest); the level is \(level)")
  }

  /// The settings of each row of [grid]. Errors: a grid that is none, or too large.
  private static func rows(of grid: Value) throws -> [Record] {
    switch grid {
    case .record(let record):
      var rows: [[Record.Field]] = [[]]
      for field in record.fields {
        let values: [Value]
        switch field.value {
        case .list, .range: values = try field.value.elements() ?? []
        case .none, .truth, .integer, .number, .text, .record, .function, .word, .entry, .thing:
          values = [field.value]
        }
        let (count, overflow) = rows.count.multipliedReportingOverflow(by: values.count)
        guard !overflow, count <= StudyDesign.mostCells else {
          throw CallError.failed(
            "the grid has more than \(Notation.grouped(StudyDesign.mostCells)) combinations")
        }
        rows = rows.flatMap { row in values.map { row + [Record.Field(field.label, $0)] } }
      }
      if let first = rows.first, !first.isEmpty || rows.count == 1 { return rows.map { Record($0) } }
    case .list(let items):
      let rows = items.compactMap { item -> Record? in
        guard case .record(let record) = item else { return nil }
        return record
      }
      if rows.count == items.count, !rows.isEmpty { return rows }
    case .none, .truth, .integer, .number, .text, .range, .function, .word, .entry, .thing: break
    }
    throw CallError(
      .mismatch(
        setting: "grid", expected: "a record with the values of each setting, or a list of records",
        found: grid.found))
  }
}
