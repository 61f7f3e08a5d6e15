import WeirCatalog

/// Shades: numbers in rows and columns, such as the gradient flow of each layer over time.
public struct Heatmap: Chart {
  /// The numbers.
  @Required public var values: PlotGrid
  /// Whether shades are even in the logarithm.
  public var log = false
  /// Where the scale begins and ends; where the numbers do, at round ones, where nil.
  public var low: Double?, high: Double?
  /// Over the picture; what the numbers say where empty.
  public var title = ""

  /// A heat map of nothing yet.
  public init() {}

  /// A heat map of [values].
  public init(_ values: PlotGrid, log: Bool = false, title: String = "") {
    (self.values, self.log, self.title) = (values, log, title)
  }

  /// What the chart says of itself.
  public static let entry = Entry<Heatmap>(
    "heatmap", "Draws rows of numbers as shades.",
    details: """
      Where there are more numbers than cells, a cell shows the mean of several; one that is not
      finite is shown rather than averaged away. Give `low` and `high` to compare pictures.
      """,
    settings: [
      .required("values", \.$values, .grid, "The numbers, row by row from the top."),
      Setting("log", \.log, .truth, "Whether shades are even in the logarithm."),
      Setting("low", \.low, .optional(.number), "Where the scale begins."),
      Setting("high", \.high, .optional(.number), "Where the scale ends."),
      Setting("title", \.title, .text, "What stands over the picture."),
    ],
    examples: [
      "heatmap([[0, 1, 2], [1, 2, 3]])",
      "heatmap({first: [1, 0.1, 0.01], last: [0.1, 0.001, 0.0001]}, log: true)",
    ],
    words: ["heat map", "matrix", "image", "flow"])

  /// The picture as text.
  public func render(on display: Display) -> String {
    let width = Frame.width(on: display)
    guard let longest = values.values.first?.count, longest > 0 else {
      return Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display).text(on: display)
    }
    let rows = Groups(of: values.values.count, in: Frame.room(on: display))
    let labels = display.fitted(rows.ranges.map(label), to: max(1, width / 3))
    let gutter = (labels.map { TextWidth.columns($0) }.max() ?? 0) + 2
    let room = max(1, width - gutter)
    let columns = Groups(of: longest, in: room)
    // Few numbers are drawn wider and taller, but not so that they look like many.
    let across = min(8, max(1, room / columns.ranges.count))
    let down = rows.ranges.count <= 4 ? 2 : 1

    let cells = rows.ranges.map { band in columns.ranges.map { mean(band, $0) } }
    let scale = ShadeScale(
      showing: cells.joined(), low: low, high: high, isLogarithmic: log, alphabet: display.alphabet)
    var lines: [StyledLine] = []
    let below = LowerAxis(
      values.columns, in: columns, across: across, gutter: gutter, width: width)
    if let title = [title, values.name].first(where: { !$0.isEmpty }) {
      lines.append(below.centred(title, on: display))
    }
    for (row, label) in zip(cells, labels) {
      for copy in 0..<down {
        var line = StyledLine()
        if copy == 0 {
          line.pad(to: gutter - 2 - TextWidth.columns(label))
          line.append(label)
        }
        line.pad(to: gutter - 1)
        line.append(display.alphabet.vertical, .faint)
        for value in row {
          let cell = scale.cell(value)
          for _ in 0..<across { line.append(cell.glyph, cell.ink) }
        }
        lines.append(line)
      }
    }
    lines += below.lines(values.axis, on: display)
    lines += scale.legend(
      title.isEmpty ? "" : values.name, strays: scale.strays(among: cells.joined()), on: display)
    return (lines + Notes.lines(notes(rows, columns), on: display)).text(on: display)
  }

  private func label(_ rows: Range<Int>) -> String {
    let first = values.rowLabels[rows.lowerBound]
    return rows.count == 1 ? first : first + " to " + values.rowLabels[rows.upperBound - 1]
  }

  /// The mean of a block of numbers, or one of them that is not finite.
  private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> Double {
    var means: [Double] = []
    for row in rows {
      let members = values.values[row][columns]
      if let stray = members.first(where: { !$0.isFinite }) { return stray }
      means.append(Groups.mean(members))
    }
    return Groups.mean(means)
  }

  private func notes(_ rows: Groups, _ columns: Groups) -> [String] {
    let (down, across) = (rows.ranges.contains { $0.count > 1 }, columns.ranges.contains { $0.count > 1 })
    guard down || across else { return [] }
    let of = [
      down ? Readable.count(values.values.count, "row") : nil,
      across ? Readable.count(values.columns.count, "column") : nil,
    ]
    return ["cells are means: " + of.compactMap { $0 }.joined(separator: " and ") + " do not fit"]
  }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let (rows, columns) = (values.values.count, values.columns.count)
    let shape =
      "\(Readable.count(rows, "row")) by \(Readable.count(columns, "column"))"
      + (values.name.isEmpty ? "" : " of " + values.name)
    let ends = values.ends
    guard let least = ends.least, let most = ends.most else {
      return Sentence.of(shape + " without a finite value")
    }
    return Sentence.of(
      shape + ", lowest \(values.named(least)), highest \(values.named(most))"
        + (ends.strays == 0 ? "" : ", \(Readable.count(ends.strays, "value")) not finite"))
  }
}
