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
      which the others are pooled. One that gives no number for a network that diverged (`none`) has it lose the pair, \
      as in `judge`. Before anything runs it says the smallest p that so many pairs can reach, adjusted \
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
        "folder", \.study.folder, .optional(.folder),
        "The folder of the study; none: `studies/` and its name."),
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
    let design = try study.design(context)
    let labels = judging.by ?? design.labels
    if let stranger = labels.first(where: { !design.labels.contains($0) }) {
      throw CallError.failed(
        "`by` names `\(stranger)`, which is no setting of the grid",
        suggestion: Spelling.suggestion(for: stranger, among: design.labels))
    }
    try checkColumns(by: labels)
    let places = labels.compactMap(design.labels.firstIndex)
    let cells = Groups(design.rows.indices) { row in places.map { design.rows[row][$0] } }
    try say(cells.places.map { $0.count * study.seeds.count }, context)
    let table = try study.table(of: design, needed: [judging.a, judging.b], context)
    guard [judging.a, judging.b].allSatisfy({ table[$0] != nil }) else {
      throw CallError.failed(
        "no cell of the study `\(study.name)` has finished, so there is nothing to judge",
        suggestion: "`results(\(Notation.text(study.name)))` says what became of each")
    }
    return .thing(try judgement(of: table.plotTable, by: labels, context))
  }

  /// Says what cells of so many [pairs] can find. Errors: it can find nothing, and is not to be run anyway.
  private func say(_ pairs: [Int], _ context: Context) throws {
    let power = ComparisonPower(pairs: pairs, level: judging.level, side: judging.side)
    let level = "\(Readable.number(100 * judging.level)) %"
    let smallest = "with " + power.words
    guard power.canReach || anyway else {
      throw CallError.failed(
        "\(smallest), so this study cannot reach \(level), whatever it finds: that takes \(power.fewestPairs) pairs",
        suggestion: "give more seeds, pool cells with `by`, or write `anyway: true`")
    }
    context.host.note("\(smallest); the level is \(level)")
  }
}

extension ComparisonPower {
  /// The smallest p of the cell that can reach most, and of that which can reach least.
  fileprivate var words: String {
    func statement(_ cell: Int, _ where: String, _ none: String) -> String {
      let adjusted = Readable.number(smallestAdjustedP[cell])
      return
        "\(cells[cell].pairs) pairs \(`where`) \(none) is below \(Readable.number(cells[cell].smallestP))"
        + (cells.count == 1 ? "" : ", or \(adjusted) adjusted for \(cells.count) cells")
    }
    guard cells[best].smallestP < cells[worst].smallestP else { return statement(best, "a cell", "no p") }
    return statement(best, "in the best cell", "no p") + ", and with "
      + statement(worst, "in the worst", "none")
  }
}
