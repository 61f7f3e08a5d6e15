import WeirCatalog

/// Numbers at places along an axis: one line of a plot, one spark.
public struct PlotSeries: Sendable, Equatable {
  /// What is followed, for legends: "loss". Empty if it has no name.
  public var name: String
  /// What it is followed over, for the axis: "step". Empty if that goes without saying.
  public var axis: String
  /// Where each value was taken.
  public var x: [Double]
  /// The values, as many as places; not finite where there was none.
  public var y: [Double]
  /// Places that have a sign of their own on the line.
  public var flags: [Flag] = []
  /// What is to be said of it besides how it goes, for the sentence: "with a barrier of 2". Empty for nothing.
  public var remark = ""
  /// What it is called among others of its name: "quadratic curve", where each is a loss. Empty for nothing.
  public var distinction = ""

  /// A sign on a line.
  public struct Flag: Sendable, Equatable {
    /// What stands there, a character wide where there is no room for more.
    public let text: String
    /// The place along the axis; where no value was taken there, nothing is drawn.
    public let x: Double

    /// [text] at [x].
    public init(_ text: String, at x: Double) { (self.text, self.x) = (text, x) }
  }

  /// A series of the values [y] at the places [x], equally many; at 0, 1, 2, … where none are given.
  public init(_ name: String = "", over axis: String = "", x: [Double]? = nil, y: [Double]) {
    (self.name, self.axis, self.y) = (name, axis, y)
    self.x = x ?? y.indices.map(Double.init)
    precondition(self.x.count == y.count, "a series has one value at each place")
  }
}

/// A thing that can be plotted as lines: a loss followed over steps, the flow of every layer.
public protocol SeriesSource: Thing {
  /// Its lines, in the order in which a legend lists them.
  var plotSeries: [PlotSeries] { get }
}

extension PlotSeries {
  /// Whether its values, none of which is below zero, span so much that on an even scale most would look like none.
  public var spansDecades: Bool {
    let extent = Extent(y)
    guard let least = extent.least, least >= 0, let most = extent.most, let small = extent.leastPositive
    else {
      return false
    }
    return most >= 100 * small
  }

  /// The flags that stand where a value was taken, with those values.
  var flagged: [(flag: Flag, y: Double)] {
    flags.compactMap { flag in x.firstIndex(of: flag.x).map { (flag, y[$0]) } }
  }

  /// [series] with a name for each, no two alike: those of one name are called by what tells them apart, those without
  /// one are numbered, and what is there twice all the same gets a number behind it.
  static func distinctlyNamed(_ series: [PlotSeries]) -> [PlotSeries] {
    guard series.count > 1 else { return series }
    var seen: [String: Int] = [:]
    let names = Dictionary(series.map { ($0.name, 1) }, uniquingKeysWith: +)
    return series.enumerated().map { index, one in
      var one = one
      if names[one.name, default: 0] > 1, !one.distinction.isEmpty { one.name = one.distinction }
      if one.name.isEmpty { one.name = "series \(index + 1)" }
      let times = seen[one.name, default: 0] + 1
      seen[one.name] = times
      if times > 1 { one.name += " (\(times))" }
      return one
    }
  }
}

extension PlotSeries {
  /// [series], all over the same places, in at most [most]: where there are more, neighbours give way to their mean, which
  /// is called by the first words of the first one's name and the last one's, `0...3`.
  public static func means(of series: [PlotSeries], in most: Int) -> [PlotSeries] {
    Groups(of: series.count, in: most).ranges.map { range in
      let members = series[range]
      guard range.count > 1, let first = members.first, let last = members.last else {
        return series[range.lowerBound]
      }
      var mean = first
      mean.name = [first, last].map { String($0.name.prefix { $0 != " " }) }.joined(separator: "...")
      mean.y = first.y.indices.map { place in Groups.seen(members.map { $0.y[place] }) }
      return mean
    }
  }
}
