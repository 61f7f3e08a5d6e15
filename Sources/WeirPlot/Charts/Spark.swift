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
  public init(_ series: [PlotSeries], shared: Bool = false) {
    (self.series, self.shared) = ([series], shared)
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

  /// The picture as text.
  public func render(on display: Display) -> String {
    let all = all
    guard !all.isEmpty else { return Notes.lines(["no values"], on: display).text(on: display) }
    let extents = all.map { Extent($0.y) }
    let whole = all.reduce(into: Extent()) { extent, one in one.y.forEach { extent.include($0) } }
    let names = display.fitted(all.map(\.name), to: max(4, display.width / 4))
    let nameWidth = names.map { TextWidth.columns($0) }.max() ?? 0
    let start = nameWidth == 0 ? 0 : nameWidth + 2
    let figures = figures(all, extents, room: Frame.width(on: display) - start - 10)
    let figureWidth = figures.map(\.count).max() ?? 0
    let columns = max(1, Frame.width(on: display) - start - (figureWidth == 0 ? 0 : figureWidth + 2))
    let longest = min(columns, all.map(\.y.count).max() ?? 0)
    return all.indices.map { index in
      var line = StyledLine(names[index])
      line.pad(to: start)
      draw(all[index].y, shared ? whole : extents[index], columns, index, display, &line)
      line.pad(to: start + longest)
      line.append("  " + figures[index])
      return line
    }.text(on: display)
  }

  /// The numbers behind each line, in columns: all three if there is [room], or the last alone, or none.
  private func figures(_ all: [PlotSeries], _ extents: [Extent], room: Int) -> [String] {
    let last = zip(all, extents).map { series, extent in
      "last " + (series.y.last.map { Readable.number($0) } ?? "none")
        + (extent.strays > 0 ? "  (\(extent.strays) not finite)" : "")
    }
    func padded(_ texts: [String]) -> [String] {
      let width = texts.map(\.count).max() ?? 0
      return texts.map { $0 + String(repeating: " ", count: width - $0.count) }
    }
    let low = padded(extents.map { "min " + ($0.least.map { Readable.number($0) } ?? "none") })
    let high = padded(extents.map { "max " + ($0.most.map { Readable.number($0) } ?? "none") })
    let three = zip(zip(low, high), last).map { $0.0 + "  " + $0.1 + "  " + $1 }
    for choice in [three, last] where choice.allSatisfy({ $0.count <= room }) { return choice }
    return all.map { _ in "" }
  }

  private func draw(
    _ values: [Double], _ extent: Extent, _ columns: Int, _ index: Int, _ display: Display,
    _ line: inout StyledLine
  ) {
    let alphabet = display.alphabet
    let scale: Scale = log ? .logarithmic(for: extent) : .linear
    let (low, high) = extent.bounds(on: scale)
    let axis = Axis(scale, low: low, high: high, ticks: [])
    for group in Groups(of: values.count, in: columns).ranges {
      let members = values[group]
      // A single value that is none must be seen, however many it is averaged with.
      if let stray = members.first(where: { !$0.isFinite }) {
        line.append(alphabet.glyph(stray: stray), .alarm)
        continue
      }
      if let share = axis.share(Groups.mean(members)) {
        let level = Int((min(1, max(0, share)) * Double(alphabet.levels.count - 1)).rounded())
        line.append(alphabet.levels[level], .series(index))
      } else {
        line.append(alphabet.below, .alarm)
      }
    }
  }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let all = all
    return all.isEmpty ? "Sparks of no values." : Sentence.of(all.map(\.trend).joined(separator: "; "))
  }
}
