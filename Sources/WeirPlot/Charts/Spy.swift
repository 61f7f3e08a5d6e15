import WeirCatalog

/// Where a matrix is active: each weight of a small mask, or how much of each part of a large one.
public struct Spy: Chart {
  /// How a pattern is drawn.
  public enum Mode: String, Choice {
    /// Weight by weight if that fits, else by density.
    case auto
    /// Weight by weight.
    case exact
    /// The share that is kept, part by part.
    case density
    /// How far the share is from that of a random mask, part by part.
    case deviation
  }

  /// The pattern.
  @Required public var mask: PlotPattern
  /// How it is drawn.
  public var mode = Mode.auto
  /// Over the picture; what the pattern says where empty.
  public var title = ""

  /// A picture of nothing yet.
  public init() {}

  /// A picture of [mask].
  public init(_ mask: PlotPattern, mode: Mode = .auto) { (self.mask, self.mode) = (mask, mode) }

  /// What the chart says of itself.
  public static let entry = Entry<Spy>(
    "spy", "Draws which weights of a mask are active.",
    details: """
      Rows are units, columns are inputs; of a convolution rows are filters, and columns the positions of the
      kernel in each channel, with a line between channels where it fits. What does not fit weight by weight is drawn as the share of
      weights kept in each part, with the shares of whole columns above and of whole rows beside it.
      `deviation` compares with a random mask of the same density: z = (kept - n p) / sqrt(n p (1 - p))
      for a part of n weights at density p, so a mask without structure has z beyond ±2 in about one
      part of twenty.
      """,
    settings: [
      .required("mask", \.$mask, .pattern, "The mask, or rows of numbers of which some are zero."),
      Setting("mode", \.mode, .choice, "Weight by weight, by density, or as deviation from a random mask."),
      Setting("title", \.title, .text, "What stands over the picture."),
    ],
    positional: 1,
    examples: ["spy([[1, 0, 1], [0, 1, 0]])", "spy([[1, 0, 1], [0, 1, 0]], mode: density)"],
    words: ["sparsity", "pattern", "connectivity"])

  /// Dots or shaded parts.
  public var picture: Picture { Picture(title.isEmpty ? mask.name : title, self) }

  /// A row for each active weight, in order.
  public var data: PlotTable {
    var places: [(row: Int, column: Int)] = []
    mask.visit { places.append(($0, $1)) }
    places.sort { $0 < $1 }
    return PlotTable([
      PlotTable.Column("row", places.map { .integer($0.row) }),
      PlotTable.Column("column", places.map { .integer($0.column) }),
    ])
  }

  /// Name, shape, and how much is active.
  private func headline(_ active: Int, times: String) -> String {
    let name = title.isEmpty ? mask.name : title
    return (name.isEmpty ? "" : name + ": ")
      + "\(Notation.grouped(mask.rows)) \(times) \(Notation.grouped(mask.columns)), "
      + "\(Notation.grouped(active)) active (\(Readable.percent(active, of: mask.rows * mask.columns)))"
  }

  /// What the picture shows, in one sentence.
  public var sentence: String {
    if mode == .deviation, mask.rows > 0, mask.columns > 0 {
      let (active, notes) = Parts(of: mask, on: Display()).deviationSentences
      return Sentence.of(([headline(active, times: "by")] + notes).joined(separator: "; "))
    }
    var sums = MarginSums(mask)
    mask.visit { sums.count(row: $0, column: $1) }
    return Sentence.of(([headline(sums.active, times: "by")] + sums.notes).joined(separator: "; "))
  }
}

extension Spy: Layout {
  func lines(on display: Display) -> [StyledLine] {
    guard mask.rows > 0, mask.columns > 0 else { return nothing(on: display) }
    let head = { headline($0, times: String(display.alphabet.times)) }
    switch form(on: display) {
    case .dots(let dots): return dots.lines(head)
    case .shares(let parts): return parts.shaded(head) + Notes.lines(excuse, on: display)
    case .deviations(let parts): return parts.compared(head)
    }
  }

  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    guard mask.rows > 0, mask.columns > 0 else { return sheet.add(nothing(on: display)) }
    let head = { headline($0, times: String(display.alphabet.times)) }
    switch form(on: display) {
    case .dots(let dots): dots.draw(head, on: &sheet)
    case .shares(let parts):
      parts.drawShares(head, on: &sheet)
      sheet.add(Notes.lines(excuse, on: display))
    case .deviations(let parts): parts.drawDeviations(head, on: &sheet)
    }
  }

  /// How the pattern is drawn after all.
  private enum Form {
    case dots(WeightDots)
    case shares(Parts)
    case deviations(Parts)
  }

  private func form(on display: Display) -> Form {
    switch mode {
    case .density: .shares(Parts(of: mask, on: display))
    case .deviation: .deviations(Parts(of: mask, on: display))
    case .auto, .exact:
      if let dots = WeightDots(of: mask, on: display) {
        .dots(dots)
      } else {
        .shares(Parts(of: mask, on: display))
      }
    }
  }

  /// What is said where shares stand for the dots that were asked for.
  private var excuse: [String] { mode == .exact ? ["too large to be drawn weight by weight here"] : [] }

  private func nothing(on display: Display) -> [StyledLine] {
    Notes.lines((title.isEmpty ? [] : [title]) + ["no weights"], on: display)
  }
}
