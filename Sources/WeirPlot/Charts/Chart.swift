import WeirCatalog

/// A picture of data, as a value: it is made from settings, and drawn wherever it is shown.
///
/// A chart turns data into points, a canvas turns points into cells, and a styled line turns cells
/// into text; none of them knows the next but one.
public protocol Chart: Catalogued, Thing {
  /// The picture as text: no line is wider than [display], none ends in blanks, and there is no line
  /// break at the end. Whatever the data are, there is a picture.
  func render(on display: Display) -> String
  /// What the picture shows, in one sentence without a picture: for those who cannot see it, and for
  /// records.
  var sentence: String { get }
}

extension Chart {
  /// The kind of all charts.
  public static var kind: Kind { charts.kind }
}

/// All charts.
public let charts = Registry<any Chart>(
  Kind("plot"),
  [
    Plot.self, Scatter.self, Bars.self, Histogram.self, Heatmap.self, Pictures.self, Spy.self, Spark.self,
    Table.self,
  ])
