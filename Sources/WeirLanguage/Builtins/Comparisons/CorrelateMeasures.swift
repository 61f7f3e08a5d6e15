import WeirCatalog
import WeirEngine
import WeirPlot
import WeirStatistics

/// `correlate_measures`: which of several measures goes with what came of trainings.
struct CorrelateMeasures: Builtin {
  @Required var table: PlotTable
  var measures = ["gf_1", "gf_2", "egf_1", "egf_2"]
  var outcomes = ["loss", "accuracy"]
  var split: [String] = []
  var bootstrap = Self.usual
  var seed: Int?

  private static var usual: Bootstrap {
    var bootstrap = Bootstrap()
    bootstrap.resamples = 2000
    return bootstrap
  }

  static let result: Kind? = MeasureStudy.kind
  static let entry = Entry<CorrelateMeasures>(
    "correlate_measures",
    "Correlates measures of trainings with what came of them, and compares the measures.",
    details: """
      A row is a training, as `observe` gives it. In each group of rows with equal values of the columns `split`, such \
      as sparse and dense, every measure is correlated with every outcome by Kendall's tau-b, with p and a bootstrap \
      interval; and any two measures by how much more the first correlates: the difference of |tau|, with an interval \
      from the same resamples. One that holds zero does not tell the two apart. Rows where a number is missing are \
      left out, and counted.
      """,
    source: "Tessera, Hooker and Rosman 2021; Kendall 1945; Efron 1987",
    settings: [
      .required("table", \.$table, .table, "A list of records, a training each, or a table."),
      Setting("measures", \.measures, .list(of: .text, count: 1...).distinct(), "The columns of measures."),
      Setting(
        "outcomes", \.outcomes, .list(of: .text, count: 1...).distinct(), "The columns of what came of it."),
      Setting("split", \.split, .list(of: .text).distinct(), "The columns whose values make a group."),
      .level(\.bootstrap.level),
      Setting("method", \.bootstrap.method, .choice, "How an interval comes from the resamples."),
      Setting("resamples", \.bootstrap.resamples, .integer(in: 10...1_000_000), "How many are drawn."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the draws; none: that of the session."),
    ],
    examples: [
      Example(
        """
        rows = [{flow: i, norm: (7 * i) mod 5, loss: 10 - i} for i in 1...9]
        found = correlate_measures(rows, measures: ["flow", "norm"], outcomes: ["loss"], resamples: 20)
        found.rows[0].tau
        """, prints: "-1.0")
    ], words: ["kendall", "gradient flow", "egf", "bootstrap"])

  func run(_ context: Context) throws -> Value {
    let keys = try split.map(table.column)
    let numbers = try (measures + outcomes).map { try table.numbers($0) }
    let complete = (0..<table.rowCount).filter { row in numbers.allSatisfy { $0[row].isFinite } }
    let groups = Groups(complete, agreeingIn: keys)
    guard !complete.isEmpty else {
      throw CallError.failed("no row has numbers in all of the columns, so there is nothing to correlate")
    }
    var found: [MeasureStudy.Group] = []
    let host = context.host
    defer { host.progress(nil) }
    for (key, rows) in zip(groups.keys, groups.places) {
      for (place, outcome) in outcomes.enumerated() {
        let done = found.count
        func picked(_ column: Int) -> [Double] { rows.map { numbers[column][$0] } }
        let correlations = try asCall {
          try MeasureCorrelations(
            measures.indices.map(picked), outcome: picked(measures.count + place), bootstrap: bootstrap
          ) { number, size in
            try context.checkCancellation()
            let steps = groups.keys.count * outcomes.count * bootstrap.resamples
            if number % 64 == 0 {
              host.progress(Progress(step: done * bootstrap.resamples + number, steps: steps))
            }
            return RandomStream(seed: seed ?? context.seed, purpose: .resampling, step: number)
              .numbers(size, below: size)
          }
        }
        found.append(.init(key: key, outcome: outcome, count: rows.count, correlations: correlations))
      }
    }
    guard found.contains(where: { $0.correlations.measures.contains { $0 != nil } }) else {
      throw CallError.failed(
        "nothing can be correlated: wherever there are rows with numbers, the outcome or each measure is the same in all of them"
      )
    }
    return .thing(
      MeasureStudy(
        split: split, measures: measures, groups: found,
        dropped: table.rowCount - complete.count))
  }
}
