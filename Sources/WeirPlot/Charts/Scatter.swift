import WeirCatalog

/// Points: how two numbers go together.
public struct Scatter: Chart {
  /// The numbers along the horizontal axis.
  @Required public var x: [Double]
  /// The numbers along the vertical axis, as many.
  @Required public var y: [Double]
  /// Which group each point is of; one group where empty.
  public var groups: [String] = []
  /// Whether points are joined by lines, in the order given.
  public var joined = false
  /// Over the picture.
  public var title = ""
  /// Below the horizontal axis.
  public var xName = ""
  /// Over the vertical axis.
  public var yName = ""
  /// Which axes are logarithmic.
  public var log = LogAxes.none
  /// Rows of the canvas; as many as suit the display where nil.
  public var height: Int?

  /// A scatter plot of nothing yet.
  public init() {}

  /// A scatter plot of the points ([x], [y]).
  public init(x: [Double], y: [Double], groups: [String] = [], title: String = "") {
    (self.x, self.y, self.groups, self.title) = (x, y, groups, title)
  }

  /// What the chart says of itself.
  public static let entry = Entry<Scatter>(
    "scatter", "Draws points.",
    details: """
      Points without a partner, where one list is longer than the other, are left out. With `groups`,
      one label for each point, each group has a mark of its own.
      """,
    settings: [
      .required("x", \.$x, .numbers, "Where the points are along the horizontal axis."),
      .required("y", \.$y, .numbers, "Where the points are along the vertical axis."),
      Setting("groups", \.groups, .labels, "Which group each point is of."),
      Setting("joined", \.joined, .truth, "Whether points are joined by lines, in the order given."),
      Setting("title", \.title, .text, "What stands over the picture."),
      Setting("x_name", \.xName, .text, "Name of the horizontal axis."),
      Setting("y_name", \.yName, .text, "Name of the vertical axis."),
      Setting("log", \.log, .choice, "Which axes are logarithmic."),
      Setting("height", \.height, .optional(.integer(in: 2...200)), "Rows of the picture inside its axes."),
    ],
    examples: [
      "scatter([1, 2, 3, 4], [2, 3, 5, 4])",
      "scatter([0, 1, 0, 1], [0, 1, 1, 0], groups: [0, 0, 1, 1])",
    ],
    words: ["points", "dots"])

  private var count: Int { min(x.count, y.count) }

  private func group(_ index: Int) -> String { groups.indices.contains(index) ? groups[index] : "no group" }

  /// One series for each group, in the order in which groups first occur.
  private var series: [PlotSeries] {
    if groups.isEmpty { return [PlotSeries(x: Array(x.prefix(count)), y: Array(y.prefix(count)))] }
    var order: [String] = []
    var members: [String: PlotSeries] = [:]
    for index in 0..<count {
      let group = group(index)
      if members[group] == nil {
        order.append(group)
        members[group] = PlotSeries(group, y: [])
      }
      members[group]?.x.append(x[index])
      members[group]?.y.append(y[index])
    }
    return order.compactMap { members[$0] }
  }

  /// Points in a frame.
  public var picture: Picture {
    // Dots alone cannot tell groups apart, and few of them are hard to see.
    let marking: LinePicture.Marking = joined ? .lines : !groups.isEmpty || count <= 100 ? .points : .dots
    return Picture(
      title,
      LinePicture(
        series: series, title: title, xName: xName, yName: yName, log: log, height: height,
        joining: joined ? .straight : .none, marking: marking))
  }

  /// A row for each point.
  public var data: PlotTable {
    let names = [xName.isEmpty ? "x" : xName, yName.isEmpty ? "y" : yName]
    return PlotTable(
      [
        PlotTable.Column(names[0], x.prefix(count).map { .number($0) }),
        PlotTable.Column(names[1], y.prefix(count).map { .number($0) }),
      ] + (groups.isEmpty ? [] : [PlotTable.Column("group", (0..<count).map { .text(group($0)) })]))
  }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let (xs, ys) = (Extent(x.prefix(count)), Extent(y.prefix(count)))
    guard let left = xs.least, let right = xs.most, let low = ys.least, let high = ys.most else {
      return "A scatter plot of no points."
    }
    let groupCount = Set(groups.prefix(count)).count
    return Sentence.of(
      Readable.count(count, "point") + (groupCount > 1 ? " in \(groupCount) groups" : "") + ", "
        + (xName.isEmpty ? "x" : xName) + " from \(Readable.number(left)) to \(Readable.number(right)), "
        + (yName.isEmpty ? "y" : yName) + " from \(Readable.number(low)) to \(Readable.number(high))")
  }
}
