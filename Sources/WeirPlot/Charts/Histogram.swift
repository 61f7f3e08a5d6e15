import WeirCatalog

/// How often values occur: a bar for each range of values.
public struct Histogram: Chart {
  /// The values.
  @Required public var values: [Double]
  /// How many bars there are; as many as suit the data, at round numbers, where nil.
  public var bins: Int?
  /// Whether ranges grow with the values (`x`), and whether bars show logarithms of counts (`y`).
  public var log = LogAxes.none
  /// Over the picture.
  public var title = ""

  /// A histogram of nothing yet.
  public init() {}

  /// A histogram of [values] under [title].
  public init(_ values: [Double], title: String = "") { (self.values, self.title) = (values, title) }

  /// What the chart says of itself.
  public static let entry = Entry<Histogram>(
    "hist", "Draws how often values occur.",
    details: """
      A range includes its lower end; the last one includes both. Exact zeros among values that are
      not all whole are counted in the text and left out of the bars, for in a sparse network they
      would dwarf all others. So are values that are not finite.
      """,
    settings: [
      .required("values", \.$values, .values, "The values, in any arrangement."),
      Setting("bins", \.bins, .optional(.integer(in: 1...200)), "How many bars there are."),
      Setting(
        "log", \.log, .choice,
        "With x ranges are even in the logarithm; with y bars are in that of the count."),
      Setting("title", \.title, .text, "What stands over the picture."),
    ],
    examples: ["hist([1, 2, 2, 3, 3, 3])", "hist([0.1, 0.12, 0.3, 0.7], bins: 3, log: y)"],
    words: ["histogram", "distribution"])

  /// A bar for each range.
  public var picture: Picture { Picture(title, self) }

  /// How the values are counted where [most] ranges can be shown.
  private func tally(most: Int) -> Tally { Tally(values, bins: bins, isLogarithmic: log.hasX, most: most) }

  /// The usual number of ranges, where no display says how many there is room for.
  private static let usual = 15

  /// A row for each range.
  public var data: PlotTable {
    let tally = tally(most: Self.usual)
    return PlotTable([
      PlotTable.Column("from", tally.edges.dropLast().map { .number($0) }),
      PlotTable.Column("to", tally.edges.dropFirst().map { .number($0) }),
      PlotTable.Column("count", tally.counts.map { .integer($0) }),
    ])
  }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    guard !values.isEmpty else { return "A histogram of no values." }
    let tally = tally(most: Self.usual)
    var text = tally.summary
    if let most = tally.counts.max(), let place = tally.counts.firstIndex(of: most), tally.counts.count > 1 {
      text += ", most often \(tally.name(place)) (\(Notation.grouped(most)))"
    }
    return Sentence.of(([text] + tally.notes).joined(separator: "; "))
  }
}

extension Histogram: Layout {
  func lines(on display: Display) -> [StyledLine] {
    let (bars, notes) = bars(on: display)
    return (bars?.lines(on: display) ?? []) + Notes.lines(notes, on: display)
  }

  func draw(on sheet: inout Drawing) {
    let (bars, notes) = bars(on: Drawing.display)
    bars?.draw(on: &sheet)
    sheet.add(Notes.lines(notes, on: Drawing.display))
  }

  /// The bars that suit [display], if there are any, and what is said below them.
  private func bars(on display: Display) -> (BarPicture?, notes: [String]) {
    guard !values.isEmpty else { return (BarPicture(rows: [], title: title), []) }
    let tally = tally(most: Frame.rows(nil, on: display))
    // Where both ends would leave too little to the bars, the lower one is enough.
    let isShort = Frame.width(on: display) < 3 * (tally.labels(short: false).map(\.count).max() ?? 0)
    let rows = zip(tally.labels(short: isShort), tally.counts).map { label, count in
      BarPicture.Row(
        label: label, length: log.hasY ? decimalLogarithm(1 + Double(count)) : Double(count),
        text: Notation.grouped(count))
    }
    var notes = isShort ? ["each range begins at its label"] : []
    notes.append(tally.summary)
    if log.hasY { notes.append("bars are logarithmic in the count") }
    let bars = rows.isEmpty ? nil : BarPicture(rows: rows, title: title, most: rows.count)
    return (bars, notes + tally.notes)
  }
}
