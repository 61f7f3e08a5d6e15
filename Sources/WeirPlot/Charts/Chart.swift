import WeirCatalog

/// A picture of data, as a value: it is made from settings, and drawn wherever it is shown.
///
/// A chart says once what it consists of, as a picture: axes and what lies in them, bars, cells, a table. From that
/// come lines of text and vectors, with the same axes; the data and the sentence are for those who do without a picture.
public protocol Chart: Catalogued, Thing {
  /// What is drawn. Whatever the data are, there is a picture.
  var picture: Picture { get }
  /// The numbers that are drawn, for other programs.
  var data: PlotTable { get }
  /// What the picture shows, in one sentence without a picture: for those who cannot see it, and for
  /// records.
  var sentence: String { get }
}

/// What a chart consists of, before it is known whether it is drawn in characters or in vectors.
public struct Picture: Sendable {
  /// What it is called where nothing else names it: its title, or what it is a picture of.
  let name: String
  let layout: any Layout

  /// A picture called [name] of what [layout] lays out.
  init(_ name: String, _ layout: any Layout) { (self.name, self.layout) = (name, layout) }
}

/// Something that can be laid out as lines of text, and as vectors in the same units.
protocol Layout: Sendable {
  /// It as text: no line is wider than [display].
  func lines(on display: Display) -> [StyledLine]
  /// It below what is already on the sheet.
  func draw(on sheet: inout Drawing)
}

extension Chart {
  /// The kind of all charts.
  public static var kind: Kind { charts.kind }

  /// The picture as text: no line is wider than [display], none ends in blanks, and there is no line
  /// break at the end.
  public func render(on display: Display) -> String { picture.layout.lines(on: display).text(on: display) }

  /// The picture as a file of SVG: one element, without scripts, that carries the sentence.
  public var svg: String {
    let picture = picture
    var sheet = Drawing()
    picture.layout.draw(on: &sheet)
    return sheet.svg(title: picture.name.isEmpty ? Self.entry.name : picture.name, sentence: sentence)
  }
}

/// All charts.
public let charts = Registry<any Chart>(
  Kind("plot"),
  [
    Plot.self, Stairs.self, Scatter.self, Bars.self, Histogram.self, Boxes.self, Heatmap.self, Contour.self,
    Pictures.self, Spy.self, Spark.self, Ridge.self, Table.self,
  ])
