import WeirCatalog

/// Bars: named numbers beside each other.
public struct Bars: Chart {
  /// The numbers and their names.
  @Required public var values: PlotBars
  /// Names for the numbers, instead of those they came with.
  public var labels: [String] = []
  /// Over the picture.
  public var title = ""

  /// Bars of nothing yet.
  public init() {}

  /// Bars for [values] under [title].
  public init(_ values: PlotBars, title: String = "") { (self.values, self.title) = (values, title) }

  /// What the chart says of itself.
  public static let entry = Entry<Bars>(
    "bars", "Draws numbers as bars, with their names.",
    settings: [
      .required("values", \.$values, .bars, "The numbers: a record gives their names, too."),
      Setting("labels", \.labels, .labels, "Names for the numbers, in order."),
      Setting("title", \.title, .text, "What stands over the picture."),
    ],
    examples: [
      "bars({uniform: 0.83, er: 0.86, erk: 0.87})",
      #"bars([18715, 6906, 1000], labels: ["layer 0", "layer 1", "layer 2"])"#,
    ],
    words: ["barplot", "column"])

  /// Every name with its number; the names given take the place of those the numbers came with.
  private var rows: [BarPicture.Row] {
    values.values.enumerated().map { index, value in
      BarPicture.Row(
        label: labels.indices.contains(index) ? labels[index] : values.labels[index], length: value,
        text: Readable.number(value))
    }
  }

  /// Bars beside their names.
  public var picture: Picture { Picture(title, BarPicture(rows: rows, title: title)) }

  /// A row for each bar.
  public var data: PlotTable {
    PlotTable([
      PlotTable.Column("name", rows.map { .text($0.label) }),
      PlotTable.Column("value", values.values.map { .number($0) }),
    ])
  }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let rows = rows.filter { $0.length.isFinite }
    guard let low = rows.min(by: { $0.length < $1.length }),
      let high = rows.max(by: { $0.length < $1.length })
    else { return "Bars of no values." }
    if rows.count == 1 { return Sentence.of("1 bar: \(low.label) is \(low.text)") }
    return Sentence.of(
      Readable.count(rows.count, "bar")
        + ", smallest \(low.label) with \(low.text), largest \(high.label) with \(high.text)")
  }
}
