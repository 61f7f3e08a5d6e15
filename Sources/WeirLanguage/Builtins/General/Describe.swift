import WeirCatalog
import WeirPlot

/// `sentence`: a plot in words.
struct Describe: Builtin {
  @Required var plot: any Chart
  static let result: Kind? = .text
  static let entry = Entry<Describe>(
    "sentence", "What a plot shows, in one sentence: for those who cannot see it, and for records.",
    settings: [.required("plot", \.$plot, .made(by: charts), "The plot.")],
    examples: [
      Example("sentence(plot([4, 2, 1]))", prints: "\"The series falls from 4 at 0 to 1 at 2.\"")
    ],
    words: ["describe", "text alternative", "screen reader", "summary"])
  func run(_ context: Context) throws -> Value { .text(plot.sentence) }
}
