import WeirCatalog

/// Stairs: numbers that hold until the next.
public struct Stairs: Chart {
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

  /// Stairs of nothing yet.
  public init() {}

  /// Stairs of [series] under [title].
  public init(_ series: [PlotSeries], title: String = "") { (self.series, self.title) = ([series], title) }

  /// What the chart says of itself.
  public static let entry = Entry<Stairs>(
    "stairs", "Draws series as stairs.",
    details: """
      A value holds from its place to the next one, as a learning rate does, or the density of a network that is \
      pruned in steps. Otherwise like `plot`.
      """,
    settings: [
      .rest("series", \.series, .series, "What is drawn."),
      Setting("title", \.title, .text, "What stands over the picture."),
      Setting("x", \.x, .text, "Name of the horizontal axis, if not that of the series."),
      Setting("y", \.y, .text, "Name of the vertical axis, if not that of the series."),
      Setting("log", \.log, .choice, "Which axes are logarithmic."),
      Setting("height", \.height, .optional(.integer(in: 2...200)), "Rows of the picture inside its axes."),
    ],
    examples: [
      "stairs([0.1, 0.1, 0.05, 0.025])",
      #"stairs({x: [0, 100, 200, 300], y: [1, 0.5, 0.2, 0.1]}, x: "step", y: "density")"#,
    ],
    words: ["steps", "schedule"])

  private var all: [PlotSeries] { PlotSeries.distinctlyNamed(series.flatMap { $0 }) }

  /// Stairs in a frame.
  public var picture: Picture {
    Picture(
      title,
      LinePicture(
        series: all, title: title, xName: x, yName: y, log: log, height: height, joining: .stairs))
  }

  /// A column for each series.
  public var data: PlotTable { PlotTable(all) }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let all = all
    guard all.contains(where: { !$0.y.isEmpty }) else { return "Stairs of no values." }
    return all.sentence("line")
  }
}
