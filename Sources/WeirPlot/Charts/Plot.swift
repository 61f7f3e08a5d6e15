import WeirCatalog

/// Lines: how numbers change along an axis.
public struct Plot: Chart {
  /// What is drawn, as it was given: each argument may bring several series.
  public var series: [PlotLines] = []
  /// Over the picture.
  public var title = ""
  /// Below the horizontal axis; what the series say where empty. Of a table a column.
  public var x = ""
  /// Over the vertical axis; what a single series says where empty. Of a table a column.
  public var y = ""
  /// The column of a table whose values are a line each.
  public var by = ""
  /// Which axes are logarithmic.
  public var log = LogAxes.none
  /// Rows of the canvas; as many as suit the display where nil.
  public var height: Int?

  /// A plot of nothing yet.
  public init() {}

  /// A plot of [series] under [title].
  public init(_ series: [PlotSeries], title: String = "") {
    (self.series, self.title) = ([PlotLines(series)], title)
  }

  /// What the chart says of itself.
  public static let entry = Entry<Plot>(
    "plot", "Draws series as lines.",
    details: """
      A series is a list of numbers, a thing such as `run.loss`, or a record: of `x` and `y`, or of
      series under the names they shall have. A logarithmic vertical axis is symmetric about zero
      where values are negative. Values that are no finite numbers stand at the edge, and are counted.
      Of a table, or a list of records, `y` is the column that is drawn over the column `x`, a line for each value
      of the column `by`; where several rows have the same place, their mean.
      """,
    source: "Talbot, Lin and Hanrahan 2010 (labels of axes)",
    settings: [
      .rest("series", \.series, .lines, "What is drawn."),
      Setting("title", \.title, .text, "What stands over the picture."),
      Setting(
        "x", \.x, .text, "Name of the horizontal axis, if not that of the series; of a table, a column."),
      Setting("y", \.y, .text, "Name of the vertical axis, if not that of the series; of a table, a column."),
      Setting("by", \.by, .text, "Of a table, the column whose values are a line each."),
      Setting("log", \.log, .choice, "Which axes are logarithmic."),
      Setting("height", \.height, .optional(.integer(in: 2...200)), "Rows of the picture inside its axes."),
    ],
    examples: [
      "plot([1, 4, 9, 16, 25])",
      #"plot([{w: w, acc: w / (w + s), seed: s} for w in 1...5 for s in 1...3], x: "w", y: "acc", by: "seed")"#,
      #"plot({dense: [2.3, 1.1, 0.6], sparse: [2.3, 1.4, 0.8]}, title: "Loss", x: "epoch", log: y)"#,
    ],
    words: ["line", "curve", "graph", "chart"])

  /// Columns that are asked for of a table must be there.
  public func check() throws(CallError) {
    for lines in series { _ = try lines.drawn(y, over: x, by: by) }
  }

  private var all: [PlotSeries] {
    PlotSeries.distinctlyNamed(series.flatMap { (try? $0.drawn(y, over: x, by: by)) ?? $0.series })
  }

  /// Lines in a frame.
  public var picture: Picture {
    Picture(
      title, LinePicture(series: all, title: title, xName: x, yName: y, log: log, height: height))
  }

  /// A column for each series.
  public var data: PlotTable { PlotTable(all) }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let all = all
    guard all.contains(where: { !$0.y.isEmpty }) else { return "A plot of no values." }
    return all.sentence("line")
  }
}
