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

  /// The picture as text.
  public func render(on display: Display) -> String {
    LinePicture(
      series: all, title: title, xName: x, yName: y, log: log, height: height
    ).lines(on: display).text(on: display)
  }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    let all = all
    guard all.contains(where: { !$0.y.isEmpty }) else { return "A plot of no values." }
    return Sentence.of(all.map(\.trend).joined(separator: "; "))
  }
}

/// Lines or points in a frame, with their legend: what `plot` and `scatter` draw.
struct LinePicture {
  var series: [PlotSeries]
  var title: String
  var xName: String
  var yName: String
  var log: LogAxes
  var height: Int?
  var isJoined = true
  var isMarked = false

  func lines(on display: Display) -> [StyledLine] {
    guard series.contains(where: { !$0.y.isEmpty }) else {
      return Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display)
    }
    let xs = series.reduce(into: Extent()) { extent, one in one.x.forEach { extent.include($0) } }
    let ys = series.reduce(into: Extent()) { extent, one in one.y.forEach { extent.include($0) } }
    var wish = Frame.Wish(title: title, xName: xName, yName: yName, x: xs, y: ys, rows: height)
    wish.xScale = log.hasX ? .logarithmic(for: xs) : .linear
    wish.yScale = log.hasY ? .logarithmic(for: ys) : .linear
    let axes = Set(series.map(\.axis))
    if xName.isEmpty, axes.count == 1, let axis = axes.first { wish.xName = axis }
    if yName.isEmpty, series.count == 1 { wish.yName = series[0].name }

    let names = series.map { display.printable($0.name) }
    let hasEndLabels = series.count > 1 && canLabelEnds(names, xs, display)
    if hasEndLabels { wish.rightColumns = 3 + (names.map { TextWidth.columns($0) }.max() ?? 0) }
    let frame = Frame(wish, on: display)
    var trace = Trace(frame, display.dotGlyphs(series: isMarked ? 2 : series.count))
    let ends = series.indices.map { index in
      trace.draw(series[index], index: index, isJoined: isJoined, marks: marks(index, frame))
    }
    var right: [Int: StyledLine] = [:]
    if hasEndLabels, let places = Legend.beside(ends, rows: frame.rows) {
      for (index, place) in places.enumerated() {
        var label = StyledLine(" ")
        label.append(Legend.entry(index, names[index], display))
        right[place] = label
      }
    }
    var lines = frame.lines(trace.canvas, right: right)
    if series.count > 1, right.isEmpty { lines += Legend.lines(names, on: display) }
    var notes = trace.strays.notes(display.alphabet)
    for (scale, name) in [(wish.xScale, "x"), (wish.yScale, "y")] {
      if case .symmetric(let threshold) = scale {
        notes.append("\(name) is logarithmic beyond \(Readable.number(threshold)) on both sides of zero")
      }
    }
    return lines + Notes.lines(notes, on: display)
  }

  /// Names go to the ends of the lines if all lines end there, and the names leave room for them.
  private func canLabelEnds(_ names: [String], _ xs: Extent, _ display: Display) -> Bool {
    guard isJoined, names.count <= Frame.rows(height, on: display) else { return false }
    guard let low = xs.least, let high = xs.most, !names.contains(where: { TextWidth.columns($0) > 18 })
    else {
      return false
    }
    guard Frame.width(on: display) >= 48 else { return false }
    return series.allSatisfy { one in (one.x.last ?? -.infinity) >= high - 0.05 * (high - low) }
  }

  /// Several lines are told apart by marks along them, one alone shows its points if they are few.
  /// In ASCII several lines are drawn with their marks anyway.
  private func marks(_ index: Int, _ frame: Frame) -> Trace.Marks {
    let isFew = series[index].x.count <= frame.columns / 4
    if isMarked || isFew && isJoined { return .all }
    guard series.count > 1, isJoined, frame.display.charset != .ascii else { return .none }
    let spacing = max(6, frame.columns / 4)
    return .every(columns: spacing, from: spacing * (index + 1) / (series.count + 1))
  }
}
