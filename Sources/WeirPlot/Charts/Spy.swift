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

  /// The picture as text.
  public func render(on display: Display) -> String {
    guard mask.rows > 0, mask.columns > 0 else {
      return Notes.lines((title.isEmpty ? [] : [title]) + ["no weights"], on: display).text(on: display)
    }
    switch mode {
    case .density: return Parts(of: mask, on: display).shaded(head(display)).text(on: display)
    case .deviation: return Parts(of: mask, on: display).compared(head(display)).text(on: display)
    case .auto, .exact:
      if let dots = WeightDots(of: mask, on: display) { return dots.lines(head(display)).text(on: display) }
      var lines = Parts(of: mask, on: display).shaded(head(display))
      if mode == .exact { lines += Notes.lines(["too large to be drawn weight by weight here"], on: display) }
      return lines.text(on: display)
    }
  }

  /// What stands over the picture, once it is known how much is active.
  private func head(_ display: Display) -> (Int) -> String {
    { headline($0, times: String(display.alphabet.times)) }
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
    var sums = MarginSums(mask)
    mask.visit { sums.count(row: $0, column: $1) }
    return Sentence.of(([headline(sums.active, times: "by")] + sums.notes).joined(separator: "; "))
  }
}

/// How many weights are active in each row and column of a pattern.
struct MarginSums {
  private(set) var rows, columns: [Int]
  private(set) var active = 0

  init(_ pattern: PlotPattern) {
    rows = Array(repeating: 0, count: max(0, pattern.rows))
    columns = Array(repeating: 0, count: max(0, pattern.columns))
  }

  mutating func count(row: Int, column: Int) {
    rows[row] += 1
    columns[column] += 1
    active += 1
  }

  /// Units and inputs that have no active weight left.
  var notes: [String] {
    let dead = [(rows, "row"), (columns, "column")].compactMap { sums, noun -> String? in
      let count = sums.count { $0 == 0 }
      return count > 0 ? "\(Notation.grouped(count)) of \(Readable.count(sums.count, noun))" : nil
    }
    return dead.isEmpty ? [] : [dead.joined(separator: " and ") + " without an active weight"]
  }
}
