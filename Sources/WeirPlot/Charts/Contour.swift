import WeirCatalog

/// Lines of equal height: numbers in rows and columns as a landscape.
public struct Contour: Chart {
  /// The numbers.
  @Required public var values: PlotGrid
  /// Whether lines are even in the logarithm.
  public var log = false
  /// Where the lowest and the highest line may lie at most; where the numbers end where nil.
  public var low: Double?, high: Double?
  /// Over the picture; what the numbers say where empty.
  public var title = ""

  /// Contours of nothing yet.
  public init() {}

  /// Contours of [values].
  public init(_ values: PlotGrid, log: Bool = false, title: String = "") {
    (self.values, self.log, self.title) = (values, log, title)
  }

  /// What the chart says of itself.
  public static let entry = Entry<Contour>(
    "contour",
    "Draws lines along which rows of numbers have the same value, such as a loss around a minimum.",
    details: """
      Between four neighbouring numbers a line runs straight, from side to side where the value lies by linear \
      interpolation. Lines are numbered, and lie at round values. None is drawn where a number is not finite.
      """,
    source: "Lorensen and Cline 1987 (in two dimensions)",
    settings: [
      .required("values", \.$values, .grid, "The numbers, row by row from the top."),
      Setting("log", \.log, .truth, "Whether lines are even in the logarithm."),
      Setting("low", \.low, .optional(.number), "Where the lowest line may lie at most."),
      Setting("high", \.high, .optional(.number), "Where the highest line may lie at most."),
      Setting("title", \.title, .text, "What stands over the picture."),
    ],
    examples: [
      "contour([[x * x + y * y for x in -4...4] for y in -4...4])",
      "contour([[0, 1, 2], [1, 2, 3]])",
    ],
    words: ["level", "isolines", "landscape", "surface"])

  /// Lines in a frame.
  public var picture: Picture {
    let name = [title, values.name].first { !$0.isEmpty } ?? ""
    return Picture(name, ContourPicture(grid: values, isLogarithmic: log, low: low, high: high, title: name))
  }

  /// The numbers as they stand.
  public var data: PlotTable { PlotTable(values) }

  /// What the picture shows, in one sentence.
  public var sentence: String { values.sentence }
}
