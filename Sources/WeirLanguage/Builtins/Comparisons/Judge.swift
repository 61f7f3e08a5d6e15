import WeirCatalog
import WeirEngine
import WeirPlot
import WeirStatistics

/// What there is to choose about judging pairs.
struct JudgingChoices {
  var a = "sparse"
  var b = "dense"
  var by: [String]?
  var level = 0.05
  var side = Side.greater
  var resamples = 10_000
  var seed: Int?
}

/// A builtin that judges pairs.
protocol JudgesPairs: Builtin {
  var judging: JudgingChoices { get set }
}

extension JudgesPairs {
  /// The settings of all that judge pairs.
  static var judgingSettings: [Setting<Self>] {
    [
      Setting("a", \.judging.a, .text, "The column of what may be greater."),
      Setting("b", \.judging.b, .text, "The column of what it is paired with."),
      Setting(
        "by", \.judging.by, .optional(.list(of: .text).distinct()),
        "The columns whose values make a cell; none: see above."),
      Setting("level", \.judging.level, .number(in: 1e-12...0.5), "The p that is to be reached, as in 5%."),
      .side(\.judging.side),
      Setting(
        "resamples", \.judging.resamples, .integer(in: 10...1_000_000), "How many an interval is made of."),
      Setting(
        "seed", \.judging.seed, .optional(.integer), "Seed of the resamples; none: that of the session."),
    ]
  }

  /// Refuses what cannot be judged: a column against itself, or one that makes the cells, which [labels] do.
  func checkColumns(by labels: [String]) throws(CallError) {
    guard judging.a != judging.b else {
      throw .failed("`a` and `b` both name the column `\(judging.a)`, and nothing is greater than itself")
    }
    if let both = [judging.a, judging.b].first(where: labels.contains) {
      throw .failed("the column `\(both)` is judged, so its values cannot make the cells, too")
    }
  }

  /// The judgement of the rows of [table], those with equal values of [labels] being a cell.
  func judgement(of table: PlotTable, by labels: [String], _ context: Context) throws -> Judgement {
    try checkColumns(by: labels)
    let (firsts, seconds) = (try table.numbers(judging.a), try table.numbers(judging.b))
    let cells = Groups(0..<table.rowCount, agreeingIn: try labels.map(table.column))
    guard !cells.keys.isEmpty else {
      throw CallError.failed("the table has no rows, so there is nothing to judge")
    }
    var bootstrap = Bootstrap()
    bootstrap.resamples = judging.resamples
    let seed = judging.seed ?? context.seed
    let comparison = try asCall {
      try PairedComparison(
        cells.places.map { rows in (rows.map { firsts[$0] }, rows.map { seconds[$0] }) },
        side: judging.side, level: judging.level, bootstrap: bootstrap
      ) { number, cell, size in
        RandomStream(seed: seed, purpose: .resampling, step: number, part: cell).numbers(size, below: size)
      }
    }
    guard comparison.overall.pairs > 0 else {
      throw CallError.failed(
        "no row has numbers in both `\(judging.a)` and `\(judging.b)`, so there is nothing to judge")
    }
    return Judgement(
      names: (judging.a, judging.b), labels: labels, keys: cells.keys, comparison: comparison)
  }
}

/// `judge`: whether one of two paired results is better, in each of several cells.
struct Judge: JudgesPairs {
  @Required var table: PlotTable
  var judging = JudgingChoices()

  static let result: Kind? = Judgement.kind
  static let entry = Entry<Judge>(
    "judge", "Judges paired results in a table: whether one column is greater than another, cell by cell.",
    details: """
      Each row is a pair, such as the accuracies of a sparse and a dense network of one seed; rows with equal values \
      of the columns `by` are a cell, and without `by` all are one. Each cell has an exact signed-rank test; their p \
      are adjusted together by Holm's rule; beside them stand the rank-biserial effect, and the mean difference with \
      a bootstrap interval (bca, 95 %).

      Where one of both numbers is missing or infinite, as that of a run that diverged, that one has lost: the \
      pair has the largest rank there is, against it, the better being greater, or less with `side: less`. It counts \
      in p and in the effect, and not in means and intervals, for it has no size. Rows without either \
      number, and with `side: two_sided` those without one, are left out and counted. A cell without pairs has p 1, \
      and is one of the cells that Holm's rule adjusts for. Where a column that makes the cells has the name of one of the \
      judgement's own, as `p`, that one is called `judged_p`.
      """,
    source: "Wilcoxon 1945; Holm 1979; Efron 1987",
    settings: [
      .required("table", \.$table, .table, "A list of records, a row each, or a table.")
    ] + judgingSettings,
    examples: [
      Example(
        """
        rows = [{width: w, seed: s, sparse: 0.9 + 0.01 * s, dense: 0.8} for w in [8, 16] for s in 1...6]
        [c.holm for c in judge(rows, by: ["width"], resamples: 50).cells]
        """, prints: "[0.03125, 0.03125]")
    ], words: ["compare", "test", "significance", "paired", "holm"])

  func run(_ context: Context) throws -> Value {
    .thing(try judgement(of: table, by: judging.by ?? [], context))
  }
}
