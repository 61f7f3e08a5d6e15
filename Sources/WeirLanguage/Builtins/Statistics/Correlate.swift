import WeirCatalog
import WeirStatistics

/// A coefficient of correlation as the catalogue knows it.
protocol Coefficient: Sendable {
  static var name: String { get }
  static var summary: String { get }
  static var details: String { get }
  static var source: String { get }
  static var example: Example { get }
  /// The coefficient of [a] and [b]. Errors: what has none.
  static func correlation(_ a: [Double], _ b: [Double], _ side: Side) throws(StatisticsError) -> Correlation
}

/// `kendall`, `spearman` and `pearson`: how two measures of the same things go together.
struct Correlate<C: Coefficient>: Builtin {
  @Required var a: [Double]
  @Required var b: [Double]
  var side = Side.twoSided

  static var result: Kind? { Correlation.kind }
  static var entry: Entry<Self> {
    Entry(
      C.name, C.summary, details: C.details, source: C.source,
      settings: [
        .required("a", \.$a, .numberSequence, "One measure of several things."),
        .required("b", \.$b, .numberSequence, "Another of the same things, in the same order."),
        .side(\.side),
      ],
      examples: [C.example], words: ["correlation", "association", "rank"])
  }

  func run(_ context: Context) throws -> Value { try asCall { .thing(try C.correlation(a, b, side)) } }
}

enum KendallTau: Coefficient {
  static let name = "kendall"
  static let summary =
    "Correlates two measures by how many pairs of things they order alike: Kendall's tau-b."
  static let details = """
    tau-b = (C - D) / sqrt((m - Ta) (m - Tb)), where of m pairs of things C are in the same order, D in the \
    other, and Ta and Tb tied in one measure. Without ties p counts every order, up to \
    \(Correlation.exactOrders) things or if at most one pair is out of order; else C - D is taken as normal, with \
    the variance for ties.
    """
  static let source = "Kendall 1945; Knight 1966"
  static let example = Example("kendall([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]).tau", prints: "0.6")
  static func correlation(_ a: [Double], _ b: [Double], _ side: Side) throws(StatisticsError) -> Correlation {
    try .kendall(a, b, side: side)
  }
}

enum SpearmanRho: Coefficient {
  static let name = "spearman"
  static let summary = "Correlates the ranks of two measures: Spearman's rho."
  static let details = """
    The linear correlation of the ranks, equal numbers sharing the mean of theirs. p is that of Student's \
    distribution of t = rho sqrt((n - 2) / (1 - rho^2)).
    """
  static let source = "Spearman 1904"
  static let example = Example("round(spearman([1, 2, 3, 4], [1, 8, 9, 100]).rho, digits: 9)", prints: "1.0")
  static func correlation(_ a: [Double], _ b: [Double], _ side: Side) throws(StatisticsError) -> Correlation {
    try .spearman(a, b, side: side)
  }
}

enum PearsonR: Coefficient {
  static let name = "pearson"
  static let summary = "Correlates two measures linearly: Pearson's r."
  static let details = """
    The covariance over both standard deviations. p is that of independent normal numbers: Student's \
    distribution of t = r sqrt((n - 2) / (1 - r^2)).
    """
  static let source = "Pearson 1895"
  static let example = Example("round(pearson([1, 2, 3], [2, 4, 7]).r, digits: 4)", prints: "0.9934")
  static func correlation(_ a: [Double], _ b: [Double], _ side: Side) throws(StatisticsError) -> Correlation {
    try .pearson(a, b, side: side)
  }
}
