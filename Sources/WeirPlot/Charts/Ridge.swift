import WeirCatalog

/// Ridges: series one under the other, over one axis.
public struct Ridge: Chart {
  /// What is drawn, as it was given: each argument may bring several series.
  public var series: [[PlotSeries]] = []
  /// Whether all share one scale, from the smallest value of all to the largest.
  public var shared = false
  /// Whether heights are logarithms.
  public var log = false
  /// Over the picture.
  public var title = ""
  /// Below the axis; what the series say where empty.
  public var x = ""

  /// Ridges of nothing yet.
  public init() {}

  /// A ridge for each of [series].
  public init(_ series: [PlotSeries], shared: Bool = false, title: String = "") {
    (self.series, self.shared, self.title) = ([series], shared, title)
  }

  /// What the chart says of itself.
  public static let entry = Entry<Ridge>(
    "ridge", "Draws series one under the other, as areas over one axis.",
    details: """
      For the course of more lines than one picture holds, such as the flow of every layer. Each area reaches from the \
      smallest value of its series to the largest, which stand beside it. A column shows the mean of the values that \
      fall into it.
      """,
    settings: [
      .rest("series", \.series, .series, "What is drawn."),
      Setting("shared", \.shared, .truth, "Whether all share one scale."),
      Setting("log", \.log, .truth, "Whether heights are logarithms."),
      Setting("title", \.title, .text, "What stands over the picture."),
      Setting("x", \.x, .text, "Name of the axis, if not that of the series."),
    ],
    examples: [
      "ridge([1, 3, 2, 5, 4])",
      "ridge({first: [1, 2, 3, 2], last: [0.1, 0.4, 0.2, 0.1]}, shared: true)",
    ],
    words: ["joyplot", "areas", "layers", "flow"])

  private var all: [PlotSeries] { PlotSeries.distinctlyNamed(series.flatMap { $0 }) }

  /// Areas over an axis.
  public var picture: Picture {
    Picture(title, RidgePicture(series: all, shared: shared, log: log, title: title, name: x))
  }

  /// A column for each series.
  public var data: PlotTable { PlotTable(all) }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let all = all
    return all.isEmpty ? "Ridges of no values." : all.sentence("ridge")
  }
}
