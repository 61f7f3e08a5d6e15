import WeirCatalog

/// Boxes: where numbers of several groups lie, by their quartiles.
public struct Boxes: Chart {
  /// What is drawn, as it was given: each argument may bring several groups.
  public var groups: [[PlotSeries]] = []
  /// Whether the axis is logarithmic.
  public var log = false
  /// Over the picture.
  public var title = ""
  /// Below the axis.
  public var x = ""

  /// Boxes of nothing yet.
  public init() {}

  /// A box for each of [groups].
  public init(_ groups: [PlotSeries], title: String = "") { (self.groups, self.title) = ([groups], title) }

  /// What the chart says of itself.
  public static let entry = Entry<Boxes>(
    "box", "Draws groups of numbers as boxes from quartile to quartile.",
    details: """
      The line in a box is the median. Whiskers reach to the last number that is no further from the box than one and \
      a half times its length; numbers beyond are outliers, and drawn one by one. Numbers that are not finite are counted.
      """,
    source: "Tukey 1977",
    settings: [
      .rest("groups", \.groups, .series, "The numbers of each group; a record gives the names, too."),
      Setting("log", \.log, .truth, "Whether the axis is logarithmic."),
      Setting("title", \.title, .text, "What stands over the picture."),
      Setting("x", \.x, .text, "Name of the axis."),
    ],
    examples: [
      "box([1, 2, 3, 4, 9])",
      "box({dense: [0.88, 0.87, 0.89], sparse: [0.86, 0.81, 0.87]}, title: \"Accuracy\")",
    ],
    words: ["boxplot", "quartiles", "median", "whiskers", "spread"])

  private var all: [PlotSeries] { PlotSeries.distinctlyNamed(groups.flatMap { $0 }) }

  /// A box for each group.
  public var picture: Picture {
    let all = all
    return Picture(
      title,
      BoxPicture(
        boxes: all.map { BoxPicture.Row(label: $0.name, quartiles: Quartiles($0.y)) },
        strays: all.reduce(0) { $0 + $1.y.count { !$0.isFinite } }, isLogarithmic: log, title: title, name: x)
    )
  }

  /// A row for each group, with what its box shows.
  public var data: PlotTable {
    let all = all
    let quartiles = all.map { Quartiles($0.y) }
    func column(_ name: String, _ number: (Quartiles) -> Double) -> PlotTable.Column {
      PlotTable.Column(name, quartiles.map { $0.map { PlotTable.Cell.number(number($0)) } ?? .missing })
    }
    return PlotTable([
      PlotTable.Column("group", all.map { .text($0.name) }),
      PlotTable.Column("count", quartiles.map { .integer($0?.count ?? 0) }),
      column("whisker from", \.least), column("lower quartile", \.lower), column("median", \.median),
      column("upper quartile", \.upper), column("whisker to", \.most),
      PlotTable.Column("outliers", quartiles.map { .integer($0?.outliers.count ?? 0) }),
    ])
  }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let all = all
    guard !all.isEmpty else { return "Boxes of no groups." }
    let parts = all.map { group in
      let name = group.name.isEmpty ? "the numbers" : group.name
      guard let box = Quartiles(group.y) else { return "\(name) without a finite value" }
      if box.count == 1 { return "\(name) with one value, \(Readable.number(box.median))" }
      let outliers = box.outliers.isEmpty ? "" : ", \(Readable.count(box.outliers.count, "outlier"))"
      return
        "\(name) with median \(Readable.number(box.median)), half of \(Readable.count(box.count, "value")) "
        + "from \(Readable.number(box.lower)) to \(Readable.number(box.upper))" + outliers
    }
    return Sentence.of((all.count == 1 ? "1 box: " : "\(all.count) boxes: ") + parts.joined(separator: "; "))
  }
}
