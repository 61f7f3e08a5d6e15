import WeirCatalog

/// Lines: how numbers change along an axis.
public struct Plot: Chart {
  /// What is drawn, as it was given: each argument may bring several series.
  public var series: [[PlotSeries]] = []
  /// Over the picture.
  public var title = ""
  /// Below the horizontal axis; what the series say where empty.
  public var x = ""
  /// Over the vertical axis; what a single series says where empty.
  public var y = ""
  /// Which axes are logarithmic.
  public var log = LogAxes.none
  /// Rows of the canvas; as many as suit the display where nil.
  public var height: Int?

  /// A plot of nothing yet.
  public init() {}

  /// A plot of [series] under [title].
  public init(_ series: [PlotSeries], title: String = "") { (self.series, self.title) = ([series], title) }

  /// What the chart says of itself.
  public static let entry = Entry<Plot>(
    "plot", "Draws series as lines.",
    details: """
      A series is a list of numbers, a thing such as `run.loss`, or a record: of `x` and `y`, or of
      series under the names they shall have. A logarithmic vertical axis is symmetric about zero
      where values are negative. Values that are no finite numbers stand at the edge, and are counted.
      """,
    source: "Talbot, Lin and Hanrahan 2010 (labels of axes)",
    settings: [
      .rest("series", \.series, .series, "What is drawn."),
      Setting("title", \.title, .text, "What stands over the picture."),
      Setting("x", \.x, .text, "Name of the horizontal axis, if not that of the series."),
      Setting("y", \.y, .text, "Name of the vertical axis, if not that of the series."),
      Setting("log", \.log, .choice, "Which axes are logarithmic."),
      Setting("height", \.height, .optional(.integer(in: 2...200)), "Rows of the picture inside its axes."),
    ],
    examples: [
      "plot([1, 4, 9, 16, 25])",
      #"plot({dense: [2.3, 1.1, 0.6], sparse: [2.3, 1.4, 0.8]}, title: "Loss", x: "epoch", log: y)"#,
    ],
    words: ["line", "curve", "graph", "chart"])

  private var all: [PlotSeries] { PlotSeries.distinctlyNamed(series.flatMap { $0 }) }

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
    return Sentence.of(all.map(\.trend).joined(separator: "; "))
  }
}
