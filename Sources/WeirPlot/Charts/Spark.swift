import WeirCatalog

/// A line of text for each series: its course, and its smallest, last and largest value.
public struct Spark: Chart {
  /// What is drawn, as it was given: each argument may bring several series.
  public var series: [[PlotSeries]] = []
  /// Whether all lines share one scale, from the smallest value of all to the largest.
  public var shared = false
  /// Whether heights are logarithms.
  public var log = false

  /// Sparks of nothing yet.
  public init() {}

  /// A spark for each of [series].
  public init(_ series: [PlotSeries], shared: Bool = false, log: Bool = false) {
    (self.series, self.shared, self.log) = ([series], shared, log)
  }

  /// What the chart says of itself.
  public static let entry = Entry<Spark>(
    "spark", "Draws each series in one line of text.",
    details: "Where a line has fewer columns than there are values, a column shows the mean of several.",
    settings: [
      .rest("series", \.series, .series, "What is drawn."),
      Setting("shared", \.shared, .truth, "Whether all lines share one scale."),
      Setting("log", \.log, .truth, "Whether heights are logarithms."),
    ],
    examples: ["spark([1, 3, 2, 5, 4])", "spark({dense: [1, 2, 3], sparse: [1, 1, 2]}, shared: true)"],
    words: ["sparkline"])

  private var all: [PlotSeries] { PlotSeries.distinctlyNamed(series.flatMap { $0 }) }

  /// A line for each series.
  public var picture: Picture {
    Picture(series.joined().count == 1 ? all[0].name : "", SparkLines(series: all, shared: shared, log: log))
  }

  /// A column for each series.
  public var data: PlotTable { PlotTable(all) }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let all = all
    return all.isEmpty ? "Sparks of no values." : all.sentence("spark")
  }
}
